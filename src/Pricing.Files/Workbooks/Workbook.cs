using System.Xml;
using Pricing.Files.Characters;

namespace Pricing.Files.Workbooks;

/// <summary>An .xlsx workbook: its visible sheets, of which the first one is read, and what its cells refer to.</summary>
internal sealed class Workbook : IDisposable
{
    private const int LongestName = 31;

    private readonly Package package;
    private readonly List<string> texts;
    private readonly CellFormats formats;
    private readonly bool isFrom1904;

    /// <exception cref="WorkbookDefectException">The file is no workbook, or has no visible sheet.</exception>
    public Workbook(MemoryStream bytes)
    {
        package = new(bytes);
        try
        {
            var part = Relations.Of(package, "").First("officeDocument") ?? "xl/workbook.xml";
            var relations = Relations.Of(package, part);
            (Sheets, isFrom1904) = Visible(part, relations);
            formats = CellFormats.Of(package, relations.First("styles"));
            texts = SharedTexts.Of(package, relations.First("sharedStrings"));
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <summary>The visible sheets; at least one.</summary>
    public IReadOnlyList<SheetPart> Sheets { get; }

    /// <summary>Opens a sheet.</summary>
    /// <param name="sheet">One of <see cref="Sheets"/>.</param>
    public XmlReader OpenSheet(SheetPart sheet) => package.Open(sheet.Part)
        ?? throw new WorkbookDefectException($"the workbook lacks its sheet {sheet.Name}; save it again");

    /// <summary>What stands in a cell.</summary>
    /// <param name="type">Its type, as the file has it.</param>
    /// <param name="style">Its style.</param>
    /// <param name="value">Its stored value; null for none.</param>
    /// <param name="hasFormula">Whether it has a formula.</param>
    public SheetCell Cell(string? type, int style, string? value, bool hasFormula)
    {
        if (value is null)
            return new("", IsUnstored: hasFormula);
        return type switch
        {
            "s" => new(int.TryParse(value, out var index) && index >= 0 && index < texts.Count
                ? texts[index]
                : throw new WorkbookDefectException("the workbook refers to a text that it does not hold; save it again")),
            "str" or "inlineStr" => new(CellEscape.Read(value)),
            "b" => new(value == "1" ? "TRUE" : "FALSE"),
            "e" => new(value, IsError: true),
            "d" => new(value),
            _ when value.Length == 0 => new("", IsUnstored: hasFormula),
            _ => new(CellNumber.Text(value, formats[style], isFrom1904)),
        };
    }

    public void Dispose() => package.Dispose();

    private (List<SheetPart> Sheets, bool IsFrom1904) Visible(string part, Relations relations)
    {
        using var xml = package.Open(part)
            ?? throw new WorkbookDefectException("the file is packed like a workbook and is none; save the table as .xlsx");
        var found = new List<SheetPart>();
        var isFrom1904 = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                isFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName == "sheet" && (xml.GetAttribute("state") ?? "visible") == "visible"
                && xml.GetAttribute("name") is var name && relations.Find(RelationId(xml), "worksheet") is { } sheet)
            {
                package.Keep(sheet);
                found.Add(new(Excerpt.Of(name ?? "", LongestName), sheet));
            }
        }

        return found.Count > 0
            ? (found, isFrom1904)
            : throw new WorkbookDefectException("the workbook has no visible sheet; show the one that holds the table");
    }

    private static string? RelationId(XmlReader xml)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.Prefix.Length > 0)
            {
                var id = xml.Value;
                xml.MoveToElement();
                return id;
            }
        }

        xml.MoveToElement();
        return null;
    }
}
