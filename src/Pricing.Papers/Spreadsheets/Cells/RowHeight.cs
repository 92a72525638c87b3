namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>
/// How high a row is. A spreadsheet does not always find that by itself, and then lines that break lie on each other, and characters
/// of full width are cut off.
/// </summary>
internal static class RowHeight
{
    private const double Line = 15;
    private const double FullLine = 18;
    private const double TitleLine = 24;
    private const double Most = 409;

    // Room for the margins of a cell, and bold letters are wider.
    private const double Margin = 1;
    private const double Bold = 1.1;

    /// <summary>The height in points.</summary>
    /// <param name="row">The cells.</param>
    /// <param name="widths">The widths of their columns, in characters.</param>
    public static double Of(SheetCell[] row, IReadOnlyList<double> widths)
    {
        if (row is [{ Look: CellLook.Title }, ..]) return TitleLine;

        var (lines, isFull) = (1, false);
        foreach (var (index, cell) in row.Index())
        {
            if (cell.Content is not { } text) continue;

            isFull |= text.Any(IsFull);
            if (cell.Look is CellLook.Wrapped or CellLook.WrappedMark or CellLook.Column && index < widths.Count)
                lines = Math.Max(lines, LinesOf(text, widths[index] - Margin, cell.Look == CellLook.Wrapped ? 1 : Bold));
        }

        return Math.Min(lines * (isFull ? FullLine : Line), Most);
    }

    private static int LinesOf(string text, double width, double wide) => text.Split('\n').Sum(
        line => Math.Max(1, (int)Math.Ceiling((line.Length + line.Count(IsFull)) * wide / width)));

    // Characters of full width take the room of two.
    private static bool IsFull(char character) => character >= '\u1100';
}
