using System.Collections.Frozen;

namespace Pricing.Files.Schemas;

/// <summary>The columns by which a header shows its kind.</summary>
/// <param name="Columns">Columns that must be there.</param>
/// <param name="Without">Names, of this kind or another, that must not be there; nor may they with a unit.</param>
internal sealed record Signature(IReadOnlyList<string> Columns, IReadOnlyList<string> Without)
{
    /// <summary>The most tenors of a curve, which is judged in a time that grows with their square; the ministry publishes fifteen.</summary>
    public const int MostTenors = 100;

    private readonly FrozenSet<string> without = Without.Select(ColumnName.Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether yields by tenor may stand in columns of their own, <c>1Y</c> to <c>40Y</c>.</summary>
    public bool AllowsTenors { get; init; }

    /// <summary>Whether an adjusted close must not be there either.</summary>
    public bool IsWithoutAdjustedClose { get; init; }

    /// <summary>Whether a header names a column that must not be there.</summary>
    public bool Excludes(string header)
    {
        var folded = ColumnName.Fold(header);
        return without.Contains(folded) || without.Contains(ColumnName.SplitUnit(folded).Name)
            || (IsWithoutAdjustedClose && AdjustedClose.Is(header));
    }
}
