using System.Globalization;

namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>
/// What a cell holds: nothing, a text, a figure that is stored, or a formula with what stands in it until it is calculated.
/// </summary>
internal readonly record struct SheetCell
{
    private const int LongestText = 32_767;
    private static readonly int DayZero = new DateOnly(1899, 12, 30).DayNumber;

    /// <summary>The look.</summary>
    public CellLook Look { get; private init; }

    /// <summary>The text; null where it is none.</summary>
    public string? Content { get; private init; }

    /// <summary>The figure, or what a formula gave where it was last calculated; null where there is none.</summary>
    public double? Number { get; private init; }

    /// <summary>The formula without its equals sign; null where there is none.</summary>
    public string? Formula { get; private init; }

    /// <summary>Nothing.</summary>
    public static SheetCell Empty => default;

    /// <summary>A text. It is written as text, so that no program takes it for a formula, whatever it begins with.</summary>
    /// <param name="text">The text; what no XML can hold is left out, and what no cell can hold is cut off.</param>
    /// <param name="look">The look.</param>
    public static SheetCell Text(string text, CellLook look = CellLook.Text)
    {
        var readable = string.Concat(text.Where(IsReadable));
        return new() { Content = readable.Length <= LongestText ? readable : readable[..LongestText], Look = look };
    }

    /// <summary>A stored figure.</summary>
    /// <param name="number">The figure; null for an empty cell.</param>
    /// <param name="look">The look.</param>
    public static SheetCell Figure(double? number, CellLook look) => new() { Number = number, Look = look };

    /// <summary>A date, as the number that spreadsheets hold for it.</summary>
    /// <param name="date">The date; null for an empty cell.</param>
    public static SheetCell Day(DateOnly? date) => Figure(date is { } day ? SerialOf(day) : null, CellLook.Date);

    /// <summary>A formula.</summary>
    /// <param name="formula">The formula without its equals sign, in English with commas, as the file format has it.</param>
    /// <param name="look">The look.</param>
    /// <param name="shown">What stands in the cell until it is calculated; null for nothing.</param>
    public static SheetCell Live(string formula, CellLook look, double? shown = null) =>
        new() { Formula = formula, Number = shown is { } number && double.IsFinite(number) ? number : null, Look = look };

    /// <summary>A formula that gives a text.</summary>
    /// <param name="formula">The formula without its equals sign.</param>
    /// <param name="shown">What stands in the cell until it is calculated.</param>
    /// <param name="look">The look.</param>
    public static SheetCell LiveText(string formula, string shown, CellLook look = CellLook.Text) =>
        new() { Formula = formula, Content = shown, Look = look };

    /// <summary>The number that spreadsheets hold for a date, from March 1900 on.</summary>
    /// <param name="date">The date.</param>
    private static int SerialOf(DateOnly date) => date.DayNumber - DayZero;

    /// <summary>A number as a formula writes it, in all locales.</summary>
    /// <param name="number">The number.</param>
    public static string InFormula(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text as a formula writes it.</summary>
    /// <param name="text">The text.</param>
    public static string InFormula(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Surrogates come in pairs in what was read from files; halves of them were refused there.
    private static bool IsReadable(char character) => character is >= ' ' or '\t' or '\n' and not ('\uFFFE' or '\uFFFF');
}
