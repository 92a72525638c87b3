using System.Text.RegularExpressions;
using Pricing.Files.Characters;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>A unit that the numbers are not read in, stated above the header for the whole table: <c>（単位：千円）</c>.</summary>
internal static partial class UnitAbove
{
    private const string Multiplies = "multiplies the numbers; write them in full";
    private const string IsNoYen = "is not yen, and no row states its currency; write the amounts in yen";

    private static readonly char[] Between = ['、', ',', '・', '/', '(', ' ', '\u3000'];

    /// <summary>What a line above the header says of the numbers below it.</summary>
    /// <param name="above">The line.</param>
    /// <param name="match">The header.</param>
    /// <returns>The defect; null where it says nothing against a column of the table.</returns>
    public static FileDefect? In(HeaderRow above, HeaderMatch match)
    {
        foreach (var cell in above.Cells)
        {
            foreach (Match stated in Stated().Matches(Width.Fold(cell)))
            {
                var units = stated.Groups["units"].Value.Split(Between, StringSplitOptions.RemoveEmptyEntries);
                foreach (var unit in units)
                {
                    if (Wrong(unit, match) is { } wrong)
                        return new(above.Line, null, new(ReasonCode.InvalidField, "unit", unit, $"stands above the header and {wrong}, and leave the line out"));
                }
            }
        }

        return null;
    }

    // Volumes alone may be counted in thousands: they are never multiplied with anything.
    private static string? Wrong(string unit, HeaderMatch match)
    {
        var counted = match.Schema.Columns
            .Where(column => match.Ordinals[column.Index] >= 0 && column.Type != ColumnType.Volume)
            .Select(column => column.Unit)
            .ToHashSet();
        if (UnitText.Find(unit) is not { } word)
            return Scale().IsMatch(unit) && counted.Contains(NumberUnit.Yen) ? Multiplies : null;
        if (word.Power > 0)
            return counted.Contains(word.Unit) ? Multiplies : null;
        return word.Unit == NumberUnit.Dollars && !match.Schema.HasCurrency && counted.Contains(NumberUnit.Yen) ? IsNoYen : null;
    }

    [GeneratedRegex(@"単位\s*:?\s*(?<units>[^)\]】〕]*)|(?<units>[百千万億]+[円株])単位|\b(?:in|units?\s*:?)\s+(?<units>thousands?|millions?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stated();

    [GeneratedRegex(@"^(?:thousands?|millions?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Scale();
}
