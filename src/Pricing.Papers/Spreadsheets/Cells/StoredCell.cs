using Pricing.Papers.Facts;

namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>A stored figure in a cell: a quotient is a formula, so that it stays exact.</summary>
internal static class StoredCell
{
    /// <summary>The cell.</summary>
    /// <param name="stored">The figure as it is stored.</param>
    public static SheetCell Of(string stored) => stored.Contains('/', StringComparison.Ordinal)
        ? SheetCell.Live(StoredFigures.InFormula(stored), CellLook.General, StoredFigures.Number(stored))
        : SheetCell.Figure(StoredFigures.Number(stored), CellLook.General);
}
