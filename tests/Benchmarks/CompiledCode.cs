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
        using var timer = new PeriodicTimer(Look);
        var watch = new Compilations();
        while (!watch.AreOver()) await timer.WaitForNextTickAsync();
    }

    /// <summary>Does some work again and again until nothing was compiled for half a second.</summary>
    /// <param name="work">The work.</param>
    public static void Settle(Action work)
    {
        var watch = new Compilations();
        do work();
        while (!watch.AreOver());
    }

    private sealed class Compilations
    {
        private long count = JitInfo.GetCompiledMethodCount();
        private long since = Stopwatch.GetTimestamp();

        public bool AreOver()
        {
            if (JitInfo.GetCompiledMethodCount() is var now && now != count) (count, since) = (now, Stopwatch.GetTimestamp());
            return Stopwatch.GetElapsedTime(since) >= Quiet;
        }
    }
}
