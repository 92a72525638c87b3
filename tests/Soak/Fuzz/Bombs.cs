using System.IO.Compression;
using System.Text;

namespace Soak.Fuzz;

/// <summary>Small files that unpack, nest or repeat to very much. They are made once, since each takes its time, and kept in a folder, so that what reads them is measured alone.</summary>
internal sealed class Bombs : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Header = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Date</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Code</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Close</t></is></c></row>";
    private const int Many = 120_000_000;
    private const int Deep = 200_000;

    private readonly string folder = Directory.CreateTempSubdirectory("soak-bombs").FullName;
    private readonly List<string> names = [];

    /// <summary>Makes them all.</summary>
    public Bombs()
    {
        foreach (var (name, make) in Makers())
        {
            File.WriteAllBytes(Place(names.Count), make());
            names.Add(name);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => names.Count;

    /// <summary>One of them.</summary>
    /// <param name="number">Its place, round and round.</param>
    public (string Name, byte[] Content) this[int number] => (names[number % Count], File.ReadAllBytes(Place(number % Count)));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Place(int number) => Path.Combine(folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}"));

    private static IEnumerable<(string Name, Func<byte[]> Make)> Makers() =>
    [
        ("sheet of empty rows", () => Book(part => Repeat(part, $"<sheetData>{Header}", "<row r=\"2\"><c r=\"A2\"/></row>", "</sheetData>"))),
        ("sheet of spaces", () => Book(part => Repeat(part, $"<sheetData>{Header}", new(' ', 1_000), "</sheetData>"))),
        ("one text of a cell", () => Book(part => Repeat(part, $"<sheetData>{Header}<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>", new('x', 1_000), "</t></is></c></row></sheetData>"))),
        ("one attribute", () => Book(part => Repeat(part, "<sheetData a=\"", new('x', 1_000), "\"/>"))),
        ("one name", () => Book(part => Repeat(part, "<", new('x', 1_000), "/>"))),
        ("many attributes", () => Book(part => Repeat(part, "<sheetData ", null, "/>", number => $"a{number}=\"\" ", 300_000))),
        ("many names", () => Book(part => Repeat(part, "<sheetData>", null, "</sheetData>", number => $"<a{number}/>", 500_000))),
        ("deep elements", () => Book(part => Repeat(part, "<sheetData>", "<row>", ""))),
        ("cells far to the right", () => Book(part => Repeat(part, $"<sheetData>{Header}", null, "</sheetData>", number => $"<row r=\"{number + 2}\"><c r=\"XFD{number + 2}\"><v>1</v></c></row>", 200_000))),
        ("row beyond all", () => Book(part => Repeat(part, $"<sheetData>{Header}<row r=\"2147483647\"><c r=\"A2147483647\"><v>1</v></c></row><row r=\"99999999999\"><c r=\"ZZZZZZZZ1\"><v>1</v></c></row>", null, "</sheetData>"))),
        ("shared texts", () => Book(Plain, shared: part => Repeat(part, "", "<si><t>x</t></si>", ""))),
        ("one shared text", () => Book(Plain, shared: part => Repeat(part, "<si><t>", new('x', 1_000), "</t></si>"))),
        ("entities", () => Book(Plain, type: $"<!DOCTYPE x [<!ENTITY a \"ha\">{string.Concat(Enumerable.Range(0, 9).Select(level => $"<!ENTITY {(char)('b' + level)} \"{string.Concat(Enumerable.Repeat($"&{(char)('a' + level)};", 10))}\">"))}]>")),
        ("entity from elsewhere", () => Book(Plain, type: "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>")),
        ("many parts", () => Parts()),
        ("many styles", () => Book(Plain, styles: part => Repeat(part, "<cellXfs>", "<xf numFmtId=\"1\"/>", "</cellXfs>"))),
        ("many formats", () => Book(Plain, styles: part => Repeat(part, "<numFmts>", null, "</numFmts>", number => $"<numFmt numFmtId=\"{number}\" formatCode=\"0\"/>", 800_000))),
        ("many relations", () => Book(Plain, relations: part => Repeat(part, "", null, "", number => $"<Relationship Id=\"a{number}\" Target=\"b\"/>", 500_000))),
        ("one row of texts", () => Book(part => Repeat(part, $"<sheetData>{Header}<row r=\"2\">", $"<c t=\"inlineStr\"><is><t>{new string('x', 30_000)}</t></is></c>", "</row></sheetData>"))),
        ("one text many times", () => Book(part => Repeat(part, $"<sheetData>{Header}<row r=\"2\">", null, "</row></sheetData>", number => "<c t=\"s\"><v>0</v></c>", 16_000), shared: part => Repeat(part, $"<si><t>{new string('y', 30_000)}</t></si>", null, ""))),
        ("deep arrays", () => Encoding.UTF8.GetBytes($"{new string('[', Deep)}1{new string(']', Deep)}")),
        ("deep objects", () => Encoding.UTF8.GetBytes($"[{string.Concat(Enumerable.Repeat("{\"a\":", Deep))}1{new string('}', Deep)}]")),
        ("deep field", () => Encoding.UTF8.GetBytes($"[{{\"issuer\":{new string('[', Deep)}{new string(']', Deep)}}}]")),
        ("long JSON text", () => Encoding.UTF8.GetBytes($"[{{\"issuer\":\"{new string('x', 8_000_000)}\",\"grant_id\":\"g\"}}]")),
        ("long JSON number", () => Encoding.UTF8.GetBytes($"[{{\"Date\":\"2013-07-11\",\"Code\":\"3774\",\"Close\":{new string('9', 3_000_000)}}}]")),
        ("many JSON names", () => Encoding.UTF8.GetBytes($"[{{{string.Join(',', Enumerable.Range(0, 150_000).Select(number => $"\"n{number}\":{number}"))}}}]")),
        ("one JSON name many times", () => Encoding.UTF8.GetBytes($"[{{{string.Join(',', Enumerable.Repeat("\"issuer\":\"x\"", 150_000))}}}]")),
        ("many names over rows", () => Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 100_000).Select(number => $"{{\"issuer\":\"x\",\"grant_id\":\"g{number}\",\"n{number}\":1}}"))}]")),
        ("many columns", () => Encoding.UTF8.GetBytes($"Date,Code,Close,{string.Join(',', Enumerable.Range(0, 80_000).Select(number => $"c{number}"))}\n2013-07-11,3774,1\n")),
        ("empty columns", () => Encoding.UTF8.GetBytes($"Date,Code,Close{new string(',', 900_000)}\n2013-07-11,3774,1{new string(',', 900_000)}\n")),
        ("one line", () => Encoding.UTF8.GetBytes(new string('x', 6_000_000))),
        ("open quote", () => Encoding.UTF8.GetBytes($"Date,Code,Close\n\"{new string('x', 3_000_000)}")),
        ("empty lines", () => Encoding.UTF8.GetBytes($"{new string('\n', 3_000_000)}Date,Code,Close\n2013-07-11,3774,1\n")),
        ("wrong rows", () => Encoding.UTF8.GetBytes($"issuer,grant_id,security_code\n{string.Concat(Enumerable.Repeat("=x,-1,@\n", 60_000))}")),
        ("nothing but NUL", () => new byte[3_000_000]),
        ("packages in a package", () => Nested()),
    ];

    private static void Plain(StreamWriter part) => part.Write($"<sheetData>{Header}<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row></sheetData>");

    private static void Repeat(StreamWriter part, string before, string? what, string after, Func<int, string>? each = null, int times = 0)
    {
        part.Write(before);
        for (var number = 0; number < (what is null ? times : Many / what.Length); number++) part.Write(what ?? each!(number));
        part.Write(after);
    }

    private static byte[] Book(
        Action<StreamWriter> sheet, Action<StreamWriter>? shared = null, Action<StreamWriter>? styles = null, Action<StreamWriter>? relations = null, string type = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "xl/workbook.xml", part => part.Write($"{type}<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"../../x\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"));
            Part(zip, "xl/_rels/workbook.xml.rels", part =>
            {
                part.Write($"{type}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId3\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId2\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/>");
                relations?.Invoke(part);
                part.Write("</Relationships>");
            });
            Part(zip, "xl/styles.xml", part =>
            {
                part.Write($"<styleSheet xmlns=\"{Main}\">");
                styles?.Invoke(part);
                part.Write("</styleSheet>");
            });
            Part(zip, "xl/sharedStrings.xml", part =>
            {
                part.Write($"{type}<sst xmlns=\"{Main}\">{(type.Length > 0 ? "<si><t>&a;</t></si>" : "")}");
                shared?.Invoke(part);
                part.Write("</sst>");
            });
            Part(zip, "xl/worksheets/sheet1.xml", part =>
            {
                part.Write($"{type}<worksheet xmlns=\"{Main}\">");
                sheet(part);
                part.Write("</worksheet>");
            });
        }

        return bytes.ToArray();
    }

    private static byte[] Nested()
    {
        var content = new byte[1_000_000];
        for (var level = 0; level < 5; level++)
        {
            using var bytes = new MemoryStream();
            using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            {
                using var entry = zip.CreateEntry("xl/workbook.xml").Open();
                entry.Write(content);
            }

            content = bytes.ToArray();
        }

        return content;
    }

    private static byte[] Parts()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var number = 0; number < 60_000; number++) zip.CreateEntry($"{number}");
        }

        return bytes.ToArray();
    }

    private static void Part(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Optimal).Open());
        write(part);
    }
}
