using System.Globalization;

namespace Benchmarks;

/// <summary>Prints figures, one a line: name, value, unit.</summary>
internal static class Figures
{
    public static void Line(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:G4} {unit}"));
}
