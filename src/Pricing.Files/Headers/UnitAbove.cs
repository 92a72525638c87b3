using System.Text.RegularExpressions;
using Pricing.Files.Characters;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>A unit that the numbers are not read in, stated above the header for the whole table: <c>（単位：千円）</c>.</summary>
internal static partial class UnitAbove
{
    // A cell of a workbook may be very long, and a few bytes of the file may repeat it.
    private const int MostCharacters = 10_000;
    private const int BeginningOfCell = 200;

    private const string Multiplies = "multiplies the numbers; write them in full";
    private const string IsNoYen = "is not yen, and no row states its currency; write the amounts in yen";

    private static readonly char[] Between = ['、', ',', '・', '/', '(', ' ', '\u3000'];

    /// <summary>What a line above the header says of the numbers below it.</summary>
    /// <param name="above">The line.</param>
    /// <param name="match">The header.</param>
    /// <returns>The defect; null where it says nothing against a column of the table.</returns>
    public static FileDefect? In(HeaderRow above, HeaderMatch match)
    {
        foreach (var unit in Units(above))
        {
            if (Wrong(unit, match) is { } wrong)
                return new(above.Line, null, new(ReasonCode.InvalidField, "unit", unit, $"stands above the header and {wrong}, and leave the line out"));
        }

        return null;
    }

    /// <summary>The unit in which a line above the header counts shares in thousands or more, as volumes may be; null for none.</summary>
    /// <param name="above">The line.</param>
    public static NameUnit? OfShares(HeaderRow above) =>
        Units(above).FirstOrDefault(unit => UnitText.Find(unit) is { Unit: NumberUnit.Shares, Power: > 0 }) is { } found ? new(found, Per: null) : null;

    // First how each cell begins, then the line as it stands: a very long cell does not hide the unit in one after it, nor the end of a long title.
    private static IEnumerable<string> Units(HeaderRow above) =>
        from ofCell in (int[])[BeginningOfCell, MostCharacters]
        from stated in Stated().Matches(Width.Fold(Text(above, ofCell)))
        from unit in stated.Groups["units"].Value.Split(Between, StringSplitOptions.RemoveEmptyEntries)
        select unit;

    // The beginning of the line, each cell on a line of its own.
    private static string Text(HeaderRow above, int ofCell) => string.Concat(above.Cells
        .SelectMany(cell => cell.Take(ofCell).Select(character => character is '\n' or '\r' ? ' ' : character).Append('\n'))
        .Take(MostCharacters));

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

    // What repeats before the end of a word has a limit: without one, the time grows with the square of the text.
    [GeneratedRegex(@"単位\s*:?\s*(?<units>[^)\]】〕\n]*)|(?<units>[百千万億]{1,4}[円株])単位|\b(?:in|units?\s{0,3}:?)\s{1,3}(?<units>thousands?|millions?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Stated();

    [GeneratedRegex(@"^(?:thousands?|millions?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Scale();
}
