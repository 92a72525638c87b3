using System.Globalization;

namespace Pricing.Tests;

/// <summary>
/// How many cases the long tests draw. DRAW_SHARE, above 0 and up to 1, thins them all: mutation testing repeats the tests
/// thousands of times.
/// </summary>
internal static class Draws
{
    private static readonly double Share =
        double.TryParse(Environment.GetEnvironmentVariable("DRAW_SHARE"), CultureInfo.InvariantCulture, out var share)
            ? share
            : 1;

    /// <summary>The share of so many cases.</summary>
    public static int Of(int count) => (int)Math.Ceiling(Share * count);

    /// <summary>The share of the rows, taken at even steps.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> rows) =>
        [.. Enumerable.Range(0, Of(rows.Count)).Select(n => rows[(int)(n / Share)])];
}
