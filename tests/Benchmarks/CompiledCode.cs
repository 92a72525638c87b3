using System.Diagnostics;
using System.Runtime;

namespace Benchmarks;

/// <summary>
/// Code is compiled in steps, the last of them beside the run, when it was called often. A host does that once in its life; what is measured
/// as the cost of a row comes behind it.
/// </summary>
internal static class CompiledCode
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits until nothing was compiled for half a second.</summary>
    public static async Task SettleAsync()
    {
        var (count, since) = (JitInfo.GetCompiledMethodCount(), Stopwatch.GetTimestamp());
        using var timer = new PeriodicTimer(Look);
        while (Stopwatch.GetElapsedTime(since) < Quiet)
        {
            await timer.WaitForNextTickAsync();
            if (JitInfo.GetCompiledMethodCount() is var now && now != count) (count, since) = (now, Stopwatch.GetTimestamp());
        }
    }
}
