using System.Globalization;

namespace Testing;

/// <summary>The processes that a process started itself; only Linux says which they are.</summary>
public static class ChildProcesses
{
    private const double TicksPerSecond = 100;

    /// <summary>Looks for them.</summary>
    /// <param name="parent">The id of the process that started them.</param>
    /// <returns>Their ids, and the processor time of each in seconds; none where the system does not say it.</returns>
    public static IEnumerable<(int Id, double Processor)> Of(int parent)
    {
        if (!Directory.Exists("/proc/self")) yield break;

        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            if (Fields(folder) is { } fields && Number(fields[1]) == parent)
                yield return ((int)Number(Path.GetFileName(folder)), (Number(fields[11]) + Number(fields[12])) / TicksPerSecond);
        }
    }

    // The name of the program, in parentheses, may hold anything; behind it the parent stands second, user and system time 12th and 13th.
    private static string[]? Fields(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
