using System.Globalization;
using System.Xml;
using Pricing.Files.Headers;
using Pricing.Files.Rows;

namespace Pricing.Files.Workbooks;

/// <summary>The rows of a workbook's first visible sheet as a grid.</summary>
/// <param name="workbook">The workbook.</param>
internal sealed class SheetGrid(Workbook workbook) : IGrid
{
    private const int MostColumns = 16_384;
    private const int MostRowsOfOthers = 200;
    private const int LongestRow = 1 << 20;
    private const int MostPassedOver = 50_000_000;

    private SheetCell[] cells = new SheetCell[64];
    private SheetPart sheet = workbook.Sheets[0];
    private XmlReader? xml;
    private int length;
    private int passedOver;

    public int Count { get; private set; }

    public int Line { get; private set; }

    public bool HasCells => true;

    public bool IsHidden { get; private set; }

    public (ReasonCode Code, string Value, string Reason)? Wrong => null;

    public FileDefect? End { get; private set; }

    public ReadOnlySpan<char> Field(int ordinal) => cells[ordinal].Text;

    public string? Address(int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{ColumnPlace.Letters(ordinal)}{Line}");

    public string? WrongField(int ordinal, bool isPrice)
    {
        if (ordinal >= Count)
            return null;
        var cell = cells[ordinal];
        if (cell.IsUnstored)
            return "holds a formula whose value is not stored; open the workbook, save it and send it again";
        return cell.IsError && !(isPrice && cell.Text is "#N/A" or "#VALUE!")
            ? $"holds the error {cell.Text}; enter the value"
            : null;
    }

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(Read());
        }
        catch (Exception defect) when (WorkbookOpening.IsDefect(defect))
        {
            End = WorkbookOpening.Defect(defect, Line);
            Count = 0;
            return ValueTask.FromResult(true);
        }
    }

    /// <summary>The first rows with content.</summary>
    public List<HeaderRow> FirstRows() => FirstRows(int.MaxValue);

    /// <summary>The first rows with content of another sheet, of which nothing else is read.</summary>
    public List<HeaderRow> FirstRows(SheetPart other)
    {
        sheet = other;
        Restart();
        return FirstRows(MostRowsOfOthers);
    }

    /// <summary>Goes below the header of the first visible sheet.</summary>
    public void Start(int headerRecords)
    {
        sheet = workbook.Sheets[0];
        Restart();
        for (var i = 0; i < headerRecords; i++)
            Read();
    }

    public void Dispose()
    {
        xml?.Dispose();
        workbook.Dispose();
    }

    private List<HeaderRow> FirstRows(int most)
    {
        var rows = new List<HeaderRow>();
        for (var index = 0; rows.Count < HeaderSearch.MostRows && index < most && Read(); index++)
        {
            var row = new HeaderRow(index, Line, [.. cells.Take(Count).Select(cell => cell.Text)]);
            if (!Array.TrueForAll(row.Cells, string.IsNullOrWhiteSpace))
                rows.Add(row);
        }

        return rows;
    }

    private void Restart()
    {
        xml?.Dispose();
        xml = null;
        Line = 0;
    }

    private bool Read()
    {
        xml ??= workbook.OpenSheet(sheet);
        (Count, length) = (0, 0);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "sheetData")
                return false;
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
                continue;
            Line = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : Line + 1;
            IsHidden = xml.GetAttribute("hidden") is "1" or "true";
            if (!xml.IsEmptyElement)
                ReadCells(xml);
            return true;
        }

        return false;
    }

    private void ReadCells(XmlReader row)
    {
        var depth = row.Depth;
        while (row.Read() && row.Depth > depth)
        {
            if (row.NodeType == XmlNodeType.Element && row.LocalName == "c")
                ReadCell(row);
        }
    }

    private void ReadCell(XmlReader cell)
    {
        var ordinal = CellAddress.Column(cell.GetAttribute("r")) ?? Count;
        var type = cell.GetAttribute("t");
        var style = int.TryParse(cell.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
        if (ordinal >= MostColumns)
            throw new WorkbookDefectException("the workbook has more columns than a sheet can have");
        string? value = null;
        var hasFormula = false;
        if (!cell.IsEmptyElement)
        {
            var depth = cell.Depth;
            while (cell.Read() && cell.Depth > depth)
            {
                if (cell.NodeType != XmlNodeType.Element)
                    continue;
                hasFormula |= cell.LocalName == "f";
                if (cell.LocalName == "v")
                    value = SharedTexts.ReadContent(cell);
                else if (cell.LocalName == "is")
                    value = SharedTexts.Read(cell);
            }
        }

        Put(ordinal, workbook.Cell(type, style, value, hasFormula));
    }

    private void Put(int ordinal, SheetCell cell)
    {
        if (ordinal >= cells.Length)
            Array.Resize(ref cells, Math.Max(2 * cells.Length, ordinal + 1));
        // A few bytes name a cell at the far end of a row, and all before it are looked at.
        passedOver += Math.Max(0, ordinal - Count);
        if (passedOver > MostPassedOver)
            throw new WorkbookDefectException("the cells of the workbook stand far apart; save the table as CSV");
        for (; Count < ordinal; Count++)
            cells[Count] = new("");
        cells[ordinal] = cell;
        length += cell.Text.Length;
        if (length > LongestRow)
            throw new WorkbookDefectException(string.Create(CultureInfo.InvariantCulture, $"row {Line} of the workbook is longer than {LongestRow} characters; save the table as CSV"));
        Count = Math.Max(Count, ordinal + 1);
    }
}
