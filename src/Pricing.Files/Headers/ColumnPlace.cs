using System.Globalization;

namespace Pricing.Files.Headers;

/// <summary>Where a column stands, as people count.</summary>
internal static class ColumnPlace
{
    /// <summary><c>column 3 (C)</c>.</summary>
    public static string Of(int ordinal) =>
        string.Create(CultureInfo.InvariantCulture, $"column {ordinal + 1} ({Letters(ordinal)})");

    /// <summary>A workbook's letters of a column: A, Z, AA.</summary>
    public static string Letters(int ordinal)
    {
        var letters = "";
        for (var left = ordinal + 1; left > 0; left = (left - 1) / 26)
            letters = (char)('A' + (left - 1) % 26) + letters;
        return letters;
    }
}
