using System.Globalization;

namespace Pricing.Files.Prices;

/// <summary>What is said of rows that are left out.</summary>
internal static class LeftOut
{
    /// <summary>How many there are, and the first and the last of them.</summary>
    /// <param name="rows">The rows, in the order of the file; at least one.</param>
    /// <param name="what">What each of them is.</param>
    public static string Notice(List<PriceRow> rows, string what) => rows.Count == 1
        ? $"1 row {what} is left out: {Place(rows[0])}"
        : string.Create(CultureInfo.InvariantCulture, $"{rows.Count} rows, each {what}, are left out: from {Place(rows[0])} to {Place(rows[^1])}");

    private static string Place(PriceRow row) => string.Create(CultureInfo.InvariantCulture, $"line {row.Line}, {row.Date:yyyy-MM-dd}");
}
