using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Pricing.Files.Tests.Workbooks;

/// <summary>Writes workbooks as tests need them: with every kind of cell, and with what should not be there.</summary>
internal sealed class TestWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly StringBuilder rows = new();
    private readonly List<string> texts = [];
    private (string Name, string Rows)? first;
    private string name = "data";
    private int row;

    /// <summary>Whether dates count from 1904.</summary>
    public bool IsFrom1904 { get; init; }

    /// <summary>Whether a hidden sheet stands before the one of the rows.</summary>
    public bool HasHiddenFirst { get; init; }

    /// <summary>The name of a visible sheet with a title alone before the one of the rows; null for none.</summary>
    public string? Cover { get; init; }

    /// <summary>What stands in a cell that is no text.</summary>
    public sealed record Cell(string Xml);

    public static Cell Number(double value, int style = 0) =>
        new(string.Create(CultureInfo.InvariantCulture, $" s=\"{style}\"><v>{value:R}</v>"));

    /// <summary>A date by its format; styles 1 to 3 are yyyy/m/d, ge.m.d and the built-in Japanese format 57.</summary>
    public static Cell Date(DateOnly date, int style = 1, double time = 0) =>
        Number(date.ToDateTime(TimeOnly.MinValue).ToOADate() + time, style);

    public static Cell Percent(double value) => Number(value, style: 4);

    public static Cell Formula(string? stored) => new($"><f>1+1</f>{(stored is null ? "" : $"<v>{stored}</v>")}");

    public static Cell Error(string name) => new($" t=\"e\"><v>{name}</v>");

    public static Cell Inline(string text) => new($" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is>");

    public TestWorkbook Row(params object?[] cells)
    {
        row++;
        rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] is null)
                continue;
            var content = cells[i] is Cell cell ? cell.Xml : $" t=\"s\"><v>{Shared((string)cells[i]!)}</v>";
            rows.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + i)}{row}\"{content}</c>");
        }

        rows.Append("</row>");
        return this;
    }

    /// <summary>A row that a filter hides.</summary>
    public TestWorkbook HiddenRow(params object?[] cells)
    {
        var start = rows.Length;
        Row(cells);
        rows.Replace("<row ", "<row hidden=\"1\" ", start, "<row ".Length);
        return this;
    }

    /// <summary>The rows that follow stand on a second visible sheet.</summary>
    public TestWorkbook NextSheet(string next)
    {
        first = (name, rows.ToString());
        (name, row) = (next, 0);
        rows.Clear();
        return this;
    }

    public TestWorkbook SkipRows(int count)
    {
        row += count;
        return this;
    }

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var hidden = (HasHiddenFirst ? "<sheet name=\"old\" sheetId=\"9\" state=\"hidden\" r:id=\"rId9\"/>" : "")
                + (Cover is null ? "" : $"<sheet name=\"{Cover}\" sheetId=\"8\" r:id=\"rId8\"/>");
            Part(zip, "_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr date1904=\"{(IsFrom1904 ? 1 : 0)}\"/><sheets>{hidden}{(first is { } before ? $"<sheet name=\"{before.Name}\" sheetId=\"7\" r:id=\"rId7\"/>" : "")}<sheet name=\"{name}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\">{Relation("rId1", "worksheet", "worksheets/sheet1.xml")}{Relation("rId7", "worksheet", "worksheets/sheet7.xml")}{Relation("rId8", "worksheet", "worksheets/sheet8.xml")}{Relation("rId9", "worksheet", "worksheets/sheet9.xml")}{Relation("rId2", "styles", "styles.xml")}{Relation("rId3", "sharedStrings", "sharedStrings.xml")}</Relationships>");
            Part(zip, "xl/worksheets/sheet7.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{first?.Rows}</sheetData></worksheet>");
            Part(zip, "xl/worksheets/sheet9.xml", $"<worksheet xmlns=\"{Main}\"><sheetData/></worksheet>");
            Part(zip, "xl/worksheets/sheet8.xml", $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>株価データ</t></is></c></row></sheetData></worksheet>");
            Part(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy/m/d;@\"/><numFmt numFmtId=\"177\" formatCode=\"[$-411]ge.m.d\"/><numFmt numFmtId=\"178\" formatCode=\"0.00%\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/><xf numFmtId=\"57\"/><xf numFmtId=\"178\"/></cellXfs></styleSheet>");
            Part(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(texts.Select(text => $"<si><r><t>{SecurityElement.Escape(text)}</t></r><rPh sb=\"0\" eb=\"1\"><t>ヨミ</t></rPh></si>"))}</sst>");
            Part(zip, "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>");
        }

        return bytes.ToArray();
    }

    private static string Relation(string id, string type, string target) =>
        $"<Relationship Id=\"{id}\" Type=\"{Relations}/{type}\" Target=\"{target}\"/>";

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var part = new StreamWriter(zip.CreateEntry(name).Open());
        part.Write(xml);
    }

    private int Shared(string text)
    {
        texts.Add(text);
        return texts.Count - 1;
    }
}
