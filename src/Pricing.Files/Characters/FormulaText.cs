using System.Buffers;

namespace Pricing.Files.Characters;

/// <summary>
/// Texts that a spreadsheet would take for a formula, or for a signed number. In comma-separated text such a one has an apostrophe
/// before it, the sign of spreadsheets that what follows is text. Whoever reads a table takes that one off again, so that what is written and read stays the same.
/// </summary>
internal static class FormulaText
{
    private const char Mark = '\'';

    private static readonly SearchValues<char> Beginnings = SearchValues.Create("=+-@＝＋－＠");
    private static readonly SearchValues<char> Controls = SearchValues.Create("\t\r\n");

    /// <summary>The text, safe to be opened.</summary>
    /// <param name="text">The text.</param>
    public static string Marked(string text) => IsFormula(text) ? $"{Mark}{text}" : text;

    /// <summary>The text as it was before it was marked.</summary>
    /// <param name="text">A text that may be marked.</param>
    public static ReadOnlySpan<char> Unmarked(ReadOnlySpan<char> text) =>
        text.Length > 1 && text[0] == Mark && IsFormula(text) ? text[1..] : text;

    // One that is marked already counts too: else its own apostrophe would be taken for the mark.
    private static bool IsFormula(ReadOnlySpan<char> text)
    {
        var shown = text.TrimStart(Mark);
        if (shown.IsEmpty) return false;
        if (Controls.Contains(shown[0])) return true;

        var seen = Invisible.Trim(shown);
        return !seen.IsEmpty && Beginnings.Contains(seen[0]);
    }
}
