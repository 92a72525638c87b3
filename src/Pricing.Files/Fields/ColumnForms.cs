using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Fields;

/// <summary>What numbers of a column look like, by its type and by the header.</summary>
internal static class ColumnForms
{
    /// <summary>The form of a column's numbers.</summary>
    /// <param name="column">The column.</param>
    /// <param name="mark">What the marks of its numbers mean.</param>
    /// <param name="isPercent">Whether its name in the header says that they are percentages.</param>
    public static NumberForm Of(TableColumn column, DecimalMark mark, bool isPercent) => column.Type switch
    {
        ColumnType.Rate => new(mark, isPercent ? PercentSign.Implied : PercentSign.Fraction, AllowsExponent: true),
        ColumnType.Percent => new(mark, PercentSign.Redundant),
        ColumnType.Volume => new(mark, AllowsSuffix: true, Unit: column.Unit),
        _ => new(mark, Unit: column.Unit),
    };
}
