using System.Diagnostics;
using System.Globalization;

namespace Benchmarks;

/// <summary>Prints figures, one a line: name, value, unit.</summary>
internal static class Figures
{
    public static void Line(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:G4} {unit}"));

    /// <summary>Prints how long a part of the measuring took, with all that is done around what is measured.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="part">The part.</param>
    public static async Task TimedAsync(string name, Func<Task> part)
    {
        var started = Stopwatch.GetTimestamp();
        await part();
        Line($"{name}.s", Stopwatch.GetElapsedTime(started).TotalSeconds, "s");
    }
}
