using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Nights;

/// <summary>What some work took.</summary>
/// <param name="Seconds">Seconds.</param>
/// <param name="Processor">Seconds of processor time of this process.</param>
/// <param name="Storage">Seconds of processor time of the emulator, a child of this process.</param>
/// <param name="WorkingSet">The largest working set of this process, bytes, looked at every tenth of a second.</param>
internal readonly record struct Effort(double Seconds, double Processor, double Storage, long WorkingSet)
{
    private const double TicksPerSecond = 100;

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

    // Of a line of /proc/{pid}/stat, behind the name: the parent stands second, user and system time 12th and 13th.
    private static double ChildrenSeconds()
    {
        if (!Directory.Exists("/proc/self")) return 0;

        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var seconds = 0.0;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (fields[1] == own)
                    seconds += (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
            }
            catch (IOException)
            {
                // It ended in between.
            }
        }

        return seconds;
    }
}
