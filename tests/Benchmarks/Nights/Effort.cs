using System.Diagnostics;
using Testing;

namespace Benchmarks.Nights;

/// <summary>What some work took.</summary>
/// <param name="Seconds">Seconds.</param>
/// <param name="Processor">Seconds of processor time of this process.</param>
/// <param name="Storage">Seconds of processor time of the emulator, a child of this process.</param>
/// <param name="WorkingSet">The largest working set of this process, bytes, looked at every tenth of a second.</param>
internal readonly record struct Effort(double Seconds, double Processor, double Storage, long WorkingSet)
{
    public static async Task<Effort> OfAsync(Func<Task> work)
    {
        // What was needed before is handed back, so that the working set is that of the work.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var peak = Environment.WorkingSet;
        await using var watch = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 100);
        var (processor, storage) = (Environment.CpuUsage.TotalTime, ChildrenSeconds());
        var started = Stopwatch.GetTimestamp();
        await work();
        return new(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            ChildrenSeconds() - storage,
            peak);
    }

    private static double ChildrenSeconds() => ChildProcesses.Of(Environment.ProcessId).Sum(child => child.Processor);
}
