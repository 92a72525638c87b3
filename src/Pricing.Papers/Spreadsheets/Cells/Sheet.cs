using System.Globalization;

namespace Pricing.Papers.Spreadsheets.Cells;

/// <summary>A sheet as it is to be written: other sheets can refer to its cells before it is.</summary>
/// <param name="name">Its name.</param>
/// <param name="widths">The widths of its columns, in characters.</param>
internal sealed class Sheet(string name, params IReadOnlyList<double> widths)
{
    private readonly List<SheetCell[]> rows = [];

    /// <summary>The name.</summary>
    public string Name => name;

    /// <summary>The widths of the columns, in characters.</summary>
    public IReadOnlyList<double> Widths => widths;

    /// <summary>How many rows stay in view.</summary>
    public int FrozenRows { get; set; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<SheetCell[]> Rows => rows;

    /// <summary>The number of the row that is added next, from 1.</summary>
    public int Next => rows.Count + 1;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">Its cells.</param>
    /// <returns>Its number, from 1.</returns>
    public int Add(params SheetCell[] cells)
    {
        rows.Add(cells);
        return rows.Count;
    }

    /// <summary>Adds a row of heads of columns.</summary>
    /// <param name="heads">The heads.</param>
    public int AddHeads(params IEnumerable<string> heads) =>
        Add([.. heads.Select(head => SheetCell.Text(head, CellLook.Column))]);

    /// <summary>A cell of this sheet as another sheet names it.</summary>
    /// <param name="column">The column, from 1.</param>
    /// <param name="row">The row, from 1.</param>
    public string Cell(int column, int row) => $"{Quoted}!{Address(column, row)}";

    /// <summary>Cells of one column of this sheet as another sheet names them.</summary>
    /// <param name="column">The column, from 1.</param>
    /// <param name="first">The first row, from 1.</param>
    /// <param name="last">The last row.</param>
    public string Column(int column, int first, int last) => $"{Quoted}!{Address(column, first)}:{Address(column, last)}";

    /// <summary>A row of this sheet as the whole workbook names it: <c>'Closes'!$7:$7</c>.</summary>
    /// <param name="row">The row, from 1.</param>
    public string WholeRow(int row) => string.Create(CultureInfo.InvariantCulture, $"{Quoted}!${row}:${row}");

    /// <summary>Columns of this sheet as the whole workbook names them: <c>'Closes'!$A:$B</c>.</summary>
    /// <param name="first">The first column, from 1.</param>
    /// <param name="last">The last column.</param>
    public string WholeColumns(int first, int last) => $"{Quoted}!${Letters(first)}:${Letters(last)}";

    /// <summary>A cell as its own sheet names it: <c>$C$5</c>.</summary>
    /// <param name="column">The column, from 1.</param>
    /// <param name="row">The row, from 1.</param>
    public static string Address(int column, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"${Letters(column)}${row}");

    /// <summary>Cells of one column as their own sheet names them: <c>$C$5:$C$9</c>.</summary>
    /// <param name="column">The column, from 1.</param>
    /// <param name="first">The first row, from 1.</param>
    /// <param name="last">The last row.</param>
    public static string Range(int column, int first, int last) => $"{Address(column, first)}:{Address(column, last)}";

    /// <summary>The letters of a column: 1 is A, 27 is AA.</summary>
    /// <param name="column">The column, from 1.</param>
    public static string Letters(int column) =>
        column == 0 ? "" : Letters((column - 1) / 26) + (char)('A' + ((column - 1) % 26));

    private string Quoted => $"'{name.Replace("'", "''", StringComparison.Ordinal)}'";
}
