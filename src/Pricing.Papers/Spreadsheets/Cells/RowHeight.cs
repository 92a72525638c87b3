namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>
/// How high a row is whose texts break: a spreadsheet does not always find that by itself, and then the lines lie on each other.
/// </summary>
internal static class RowHeight
{
    private const double Line = 15;
    private const double Most = 409;

    // Room for the margins of a cell, and for a word that does not fit at the end of a line.
    private const double Margin = 2;
    private const double Bold = 1.15;

    /// <summary>The height in points.</summary>
    /// <param name="row">The cells.</param>
    /// <param name="widths">The widths of their columns, in characters.</param>
    /// <returns>The height; null where one line is enough.</returns>
    public static double? Of(SheetCell[] row, IReadOnlyList<double> widths)
    {
        var lines = row.Index()
            .Where(cell => cell.Item is { Look: CellLook.Wrapped or CellLook.Column, Content: not null } && cell.Index < widths.Count)
            .Select(cell => LinesOf(cell.Item.Content!, widths[cell.Index] - Margin, cell.Item.Look == CellLook.Column ? Bold : 1))
            .DefaultIfEmpty(1)
            .Max();
        return lines > 1 ? Math.Min(lines * Line, Most) : null;
    }

    private static int LinesOf(string text, double width, double wide) =>
        text.Split('\n').Sum(line => Math.Max(1, (int)Math.Ceiling(line.Sum(CharacterWidth) * wide / width)));

    // Characters of full width take the room of two.
    private static double CharacterWidth(char character) => character >= '\u1100' ? 2 : 1;
}
