namespace Pricing.Files.Schemas;

/// <summary>Names of closes that were adjusted for splits, which are never taken for the close.</summary>
internal static class AdjustedClose
{
    private static readonly string[] Adjusted = ["adj", "調整", "修正"];
    private static readonly string[] Close = ["close", "終値"];

    /// <summary>Whether a header names one: <c>Adj Close</c>, <c>AdjC</c>, <c>調整後終値(円)</c>.</summary>
    public static bool Is(string header)
    {
        var (name, _) = ColumnName.SplitUnit(ColumnName.Fold(header));
        return name == "adjc" || (Holds(name, Adjusted) && Holds(name, Close));
    }

    private static bool Holds(string name, string[] words) =>
        Array.Exists(words, word => name.Contains(word, StringComparison.Ordinal));
}
