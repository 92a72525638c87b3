using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace Pricing.Papers.Tests.Spreadsheets;

/// <summary>A workbook's cells as they stand in the file.</summary>
internal sealed class Book
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Dictionary<string, List<List<Cell>>> sheets = new(StringComparer.Ordinal);

    /// <summary>A cell.</summary>
    /// <param name="Type">Its type: <c>n</c>, <c>str</c>, <c>inlineStr</c>, <c>s</c>, <c>e</c>, <c>b</c>.</param>
    /// <param name="Text">What stands in it.</param>
    /// <param name="Formula">Its formula; null where there is none.</param>
    public sealed record Cell(string Type, string Text, string? Formula)
    {
        public double Number => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a workbook.</summary>
    /// <param name="path">The file.</param>
    public static Book Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var shared = archive.GetEntry("xl/sharedStrings.xml") is null
            ? []
            : Load(archive, "xl/sharedStrings.xml").Root!.Elements(Main + "si")
                .Select(item => string.Concat(item.Descendants(Main + "t").Select(text => text.Value))).ToList();
        var targets = Load(archive, "xl/_rels/workbook.xml.rels").Root!.Elements()
            .ToDictionary(item => item.Attribute("Id")!.Value, item => item.Attribute("Target")!.Value);
        var book = new Book();
        foreach (var sheet in Load(archive, "xl/workbook.xml").Descendants(Main + "sheet"))
        {
            var target = targets[sheet.Attribute(Relation + "id")!.Value].TrimStart('/');
            var content = Load(archive, target.StartsWith("xl/", StringComparison.Ordinal) ? target : $"xl/{target}");
            book.sheets.Add(sheet.Attribute("name")!.Value, [.. content.Descendants(Main + "row").Select(row => RowOf(row, shared))]);
        }

        return book;
    }

    /// <summary>The parts of a workbook as they are written, by their names.</summary>
    /// <param name="path">The file.</param>
    public static Dictionary<string, string> Parts(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
    }

    /// <summary>Writes every stored result of a formula over with a false one.</summary>
    /// <param name="path">The file.</param>
    /// <returns>How many there were.</returns>
    public static int Falsify(string path)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Update);
        var count = 0;
        foreach (var entry in archive.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).ToList())
        {
            XDocument content;
            using (var stream = entry.Open()) content = XDocument.Load(stream);
            foreach (var cell in content.Descendants(Main + "c").Where(cell => cell.Element(Main + "f") is not null))
            {
                cell.Element(Main + "v")?.Remove();
                cell.Add(new XElement(Main + "v", cell.Attribute("t")?.Value == "str" ? "false" : "123456789"));
                count++;
            }

            var name = entry.FullName;
            entry.Delete();
            using var target = archive.CreateEntry(name).Open();
            content.Save(target);
        }

        return count;
    }

    public IReadOnlyList<string> Sheets => [.. sheets.Keys];

    public List<List<Cell>> this[string sheet] => sheets[sheet];

    public IEnumerable<Cell> All => sheets.Values.SelectMany(rows => rows).SelectMany(row => row);

    private static XDocument Load(ZipArchive archive, string name)
    {
        using var stream = archive.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }

    private static List<Cell> RowOf(XElement row, List<string> shared)
    {
        var cells = new List<Cell>();
        foreach (var cell in row.Elements(Main + "c"))
        {
            if (cell.Attribute("r")?.Value is { } address)
            {
                var column = address.TakeWhile(char.IsAsciiLetter).Aggregate(0, (sum, letter) => sum * 26 + letter - 'A' + 1);
                while (cells.Count < column - 1) cells.Add(new("n", "", null));
            }

            var type = cell.Attribute("t")?.Value ?? "n";
            var value = cell.Element(Main + "v")?.Value ?? string.Concat(cell.Descendants(Main + "t").Select(text => text.Value));
            cells.Add(new(type, type == "s" ? shared[int.Parse(value, CultureInfo.InvariantCulture)] : value, cell.Element(Main + "f")?.Value));
        }

        return cells;
    }
}
