using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>
/// Names that look like a close, a factor or a code. A column of a market file that is passed over must not be one of these:
/// it would change every figure.
/// </summary>
internal static class Resemblance
{
    private const int ShortestMisspelling = 4;

    private static readonly string[] Stems =
        ["clos", "終値", "引値", "factor", "係数", "split", "分割", "併合", "code", "コード", "ticker", "symbol"];

    private static readonly string[] Names =
        ["close", "factor", "splitfactor", "adjfactor", "adjustmentfactor", "stocksplits", "code", "securitycode", "ticker", "symbol"];

    /// <summary>Whether a name resembles one of them.</summary>
    public static bool Is(string header)
    {
        var folded = ColumnName.Fold(header);
        return Array.Exists(Stems, stem => folded.Contains(stem, StringComparison.Ordinal))
            || (folded.Length >= ShortestMisspelling
                && Array.Exists(Names, name => EditDistance.Of(folded, name) <= EditDistance.Near(folded)));
    }
}
