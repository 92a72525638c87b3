using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Nights;

/// <summary>What some work took.</summary>
/// <param name="Seconds">Seconds.</param>
/// <param name="Processor">Seconds of processor time of this process.</param>
/// <param name="Storage">Seconds of processor time of the emulator, a child of this process.</param>
internal readonly record struct Effort(double Seconds, double Processor, double Storage)
{
    private const double TicksPerSecond = 100;

    public static async Task<Effort> OfAsync(Func<Task> work)
    {
        GC.Collect();
        var (processor, storage) = (Environment.CpuUsage.TotalTime, ChildrenSeconds());
        var started = Stopwatch.GetTimestamp();
        await work();
        return new(
            Stopwatch.GetElapsedTime(started).TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            ChildrenSeconds() - storage);
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
