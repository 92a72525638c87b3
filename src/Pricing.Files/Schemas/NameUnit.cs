using Pricing.Files.Numbers;

namespace Pricing.Files.Schemas;

/// <summary>The unit in the brackets of a column's name: <c>円</c>, <c>単位：千円</c>, <c>円/株</c>.</summary>
/// <param name="Counted">What is counted, folded.</param>
/// <param name="Per">For what it is counted; null where the name does not say.</param>
internal sealed record NameUnit(string Counted, string? Per)
{
    private const string Unit = "単位";

    private static readonly HashSet<string> PercentUnits = new(["%", "percent", "pct"], StringComparer.Ordinal);

    private static readonly HashSet<string> ScaledUnits = new(
        ["bp", "bps", "thousand", "million", "thousands", "millions"], StringComparer.Ordinal);

    /// <summary>The unit that stands in brackets; null where they hold something else.</summary>
    /// <param name="brackets">What stands in them, folded.</param>
    public static NameUnit? Parse(string brackets)
    {
        var stated = brackets.StartsWith(Unit, StringComparison.Ordinal) ? brackets[Unit.Length..].TrimStart(':') : brackets;
        var parts = stated.Split('/');
        return Array.TrueForAll(parts, IsKnown) ? new(parts[0], parts.Length > 1 ? string.Join('/', parts[1..]) : null) : null;
    }

    /// <summary>Whether the numbers are percentages.</summary>
    public bool IsPercent => PercentUnits.Contains(Counted);

    /// <summary>Whether it multiplies the numbers: <c>千株</c>.</summary>
    public bool Multiplies => IsScaled(Counted) || (Per is not null && IsScaled(Per));

    /// <summary>What is counted; nothing for a percentage.</summary>
    public NumberUnit Of => UnitText.Find(Counted)?.Unit ?? NumberUnit.None;

    /// <summary>Why a column's name may not bear it; null where it may.</summary>
    /// <param name="column">The column; null for a tenor of a curve, whose numbers are percent.</param>
    /// <param name="hasCurrency">Whether the rows state the currency of their amounts, which dollars are held against.</param>
    public string? Against(TableColumn? column, bool hasCurrency)
    {
        if (Multiplies && column?.Type != ColumnType.Volume)
            return $"the unit in its name multiplies the numbers; write {(column is null ? "percent" : "them in full")}";
        if (column is null || !(column.IsNumber || column.Type == ColumnType.Tenor))
            return null;
        if (IsPercent)
        {
            return column.Type is not (ColumnType.Rate or ColumnType.Percent)
                ? "its name says percent, and no percentage is wanted here"
                : WrongPer(column);
        }

        var wanted = column.Type == ColumnType.Tenor ? NumberUnit.Years : column.Unit;
        if (UnitText.Find(Counted) is not { } word || word.Unit == wanted || (word.Unit == NumberUnit.Dollars && wanted == NumberUnit.Yen && hasCurrency))
            return WrongPer(column);
        return $"the unit in its name is {Counted}; {UnitText.Wanted(wanted)}";
    }

    private string? WrongPer(TableColumn column) => Per is null || UnitText.Find(Per) is { } word && word.Unit == column.Per
        ? null
        : $"the unit in its name is {Counted}/{Per}; {Counted}{(UnitText.Of(column.Per) is { } right ? $"/{right}" : "")} is wanted here";

    private static bool IsKnown(string part) =>
        UnitText.Find(part) is not null || PercentUnits.Contains(part) || ScaledUnits.Contains(part);

    private static bool IsScaled(string part) => ScaledUnits.Contains(part) || UnitText.Find(part) is { Power: > 0 };
}
