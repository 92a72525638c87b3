using System.Text.RegularExpressions;
using Pricing.Files.Characters;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>A unit that multiplies, stated above the header for the whole table: <c>（単位：千円）</c>.</summary>
internal static partial class UnitAbove
{
    private static readonly char[] Between = ['、', ',', '・', '/', '(', ' ', '\u3000'];

    /// <summary>What a line above the header says of the numbers below it.</summary>
    /// <param name="above">The line.</param>
    /// <param name="match">The header.</param>
    /// <returns>The defect; null where it says nothing that multiplies a column of the table.</returns>
    public static FileDefect? In(HeaderRow above, HeaderMatch match)
    {
        foreach (var cell in above.Cells)
        {
            foreach (Match stated in Stated().Matches(Width.Fold(cell)))
            {
                var units = stated.Groups["units"].Value.Split(Between, StringSplitOptions.RemoveEmptyEntries);
                if (Array.Find(units, unit => Multiplies(unit, match)) is { } wrong)
                {
                    return new(above.Line, null, new(
                        ReasonCode.InvalidField, "unit", wrong,
                        "stands above the header and multiplies the numbers; write them in full, and leave the line out"));
                }
            }
        }

        return null;
    }

    // Volumes alone may be counted in thousands: they are never multiplied with anything.
    private static bool Multiplies(string unit, HeaderMatch match)
    {
        var counted = match.Schema.Columns.Where(column =>
            match.Ordinals[column.Index] >= 0 && column.Unit != NumberUnit.None && column.Type != ColumnType.Volume);
        return UnitText.Find(unit) is { } word
            ? word.Power > 0 && counted.Any(column => column.Unit == word.Unit)
            : Scale().IsMatch(unit) && counted.Any(column => column.Unit is NumberUnit.Yen);
    }

    [GeneratedRegex(@"単位\s*:?\s*(?<units>[^)\]】〕]*)|(?<units>[百千万億]+[円株])単位|\b(?:in|units?\s*:?)\s+(?<units>thousands?|millions?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stated();

    [GeneratedRegex(@"^(?:thousands?|millions?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Scale();
}
