using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.Tests.Workbooks;

namespace Pricing.Files.Tests.Tables;

/// <summary>Whatever form and encoding a table is written in, the same rows come back, on their true lines.</summary>
public sealed class RoundTripTests
{
    private const string Alphabet = "aZ09 あ漢ｶ第,;\t\"'\n.-%円　（）{}[]\\/=";

    private static readonly string[] Columns = ["issuer", "grant_id", "date", "kind", "rights", "reference"];

    private static readonly Encoding[] Encodings =
        [new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), Given.Cp932];

    [Property(MaxTest = 200)]
    public async Task Delimited_InAnyEncoding_GivesTheRowsBack(NonEmptyArray<byte[]> texts, byte choice, bool isCrLf)
    {
        var rows = Rows(texts.Get);
        var delimiter = ",;\t"[choice % 3];
        var lineEnd = isCrLf ? "\r\n" : "\n";
        var encoding = Encodings[choice % Encodings.Length];
        var text = new StringBuilder(string.Join(delimiter, Columns)).Append(lineEnd);
        var lines = new List<int>();
        var line = 2;
        foreach (var row in rows)
        {
            lines.Add(line);
            var written = string.Join(delimiter, row.Select(SampleRow.Quoted)) + lineEnd;
            line += written.Count(character => character == '\n');
            text.Append(written);
        }

        var read = await ReadAsync([.. encoding.Preamble, .. encoding.GetBytes(text.ToString())]);

        Assert.Equal(rows.Zip(lines).Select(Shown), read);
    }

    [Property(MaxTest = 100)]
    public async Task Json_AsAnArrayOrAsLines_GivesTheRowsBack(NonEmptyArray<byte[]> texts, bool isArray, bool isIndented)
    {
        var rows = Rows(texts.Get);
        var options = new JsonSerializerOptions { WriteIndented = isIndented, NewLine = "\n" };
        var objects = rows.Select(row => JsonSerializer.Serialize(
            new Dictionary<string, string>(Columns.Zip(row, KeyValuePair.Create)), options)).ToList();
        var lines = new List<int>();
        var line = 1;
        foreach (var item in objects)
        {
            lines.Add(line);
            line += 1 + item.Count(character => character == '\n');
        }

        var read = await ReadAsync(Given.Utf8(isArray ? $"[{string.Join(",\n", objects)}]" : string.Join('\n', objects)));

        Assert.Equal(rows.Zip(lines).Select(Shown), read);
    }

    [Property(MaxTest = 50)]
    public async Task Workbook_GivesTheRowsBack(NonEmptyArray<byte[]> texts)
    {
        var rows = Rows(texts.Get);
        var workbook = new TestWorkbook().Row([.. Columns]);
        foreach (var row in rows)
            workbook.Row([.. row]);

        var read = await ReadAsync(workbook.ToBytes());

        Assert.Equal(rows.Zip(Enumerable.Range(2, rows.Count)).Select(Shown), read);
    }

    /// <summary>What breaks one row: which field, what is written instead, with what the failure is named.</summary>
    public static TheoryData<int, string, string> Mistakes => new()
    {
        { 1, "\"G\u200B1\"", "grant_id" },
        { 1, "\"G\uFFFD1\"", "grant_id" },
        { 1, "", "grant_id" },
        { 2, "2024-02-30", "date" },
        { 2, "5/1/2024", "date" },
        { 3, "sold", "kind" },
        { 4, "1e3", "rights" },
        { 4, "1.5", "rights" },
        { 4, "0", "rights" },
        { 4, "-1", "rights" },
        { 5, "\"a\"b", "row" },
        { 5, "\"a\nb\"c", "row" },
        { 5, "\"a\u0007b\"", "reference" },
        { 5, "x,y", "row" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Batch_OneMistakeInOneRow_RefusesThatRowOnlyOnItsTrueLine(int field, string written, string named)
    {
        for (var at = 0; at < 5; at++)
        {
            var text = new StringBuilder(string.Join(',', Columns)).Append('\n');
            for (var i = 0; i < 5; i++)
            {
                string[] row = ["架空商事", $"G{i}", "2024-05-01", "lapsed", "1", "\"two\nlines\""];
                row[field] = i == at ? written : row[field];
                text.Append(string.Join(',', row)).Append('\n');
            }

            var lines = new List<string>();
            using var stream = new MemoryStream(Given.Utf8(text.ToString()));
            using var table = await TableReader.OpenAsync(stream, Given.Request(), CancellationToken.None);
            while (await table.ReadAsync(CancellationToken.None))
            {
                if (table.IsReadable)
                    ReadEvent(table.Fields);
                lines.Add($"{table.Line} {string.Join(' ', table.Fields.Failures.Select(failure => failure.Field))}".Trim());
            }

            Assert.Empty(table.Defects);
            var shorter = field == 5 && !written.Contains('\n', StringComparison.Ordinal) ? 1 : 0;
            Assert.Equal(
                Enumerable.Range(0, 5).Select(i => $"{2 + 2 * i - (i > at ? shorter : 0)}{(i == at ? $" {named}" : "")}"), lines);
        }
    }

    private static void ReadEvent(FieldReader fields)
    {
        var kinds = new Dictionary<string, int> { ["lapsed"] = 1 };
        fields.Text("issuer");
        fields.Text("grant_id");
        fields.Date("date");
        fields.Word("kind", kinds);
        fields.WholeNumber("rights", minimum: 1);
        fields.Text("reference");
    }

    private static string Shown((string[] Row, int Line) item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Line}|{item.Row[1]}|{item.Row[4]}|{item.Row[5].Trim()}");

    private static List<string[]> Rows(byte[][] texts) =>
    [
        .. texts.Select((text, i) => new[]
        {
            "架空商事",
            string.Create(CultureInfo.InvariantCulture, $"第{i + 1}回"),
            "2024-05-01",
            "行使",
            (i + 1).ToString(CultureInfo.InvariantCulture),
            "x" + string.Concat((text ?? []).Select(letter => Alphabet[letter % Alphabet.Length])).Replace("\t", "", StringComparison.Ordinal),
        }),
    ];

    private static async Task<List<string>> ReadAsync(byte[] content)
    {
        using var stream = new MemoryStream(content);
        using var table = await TableReader.OpenAsync(stream, Given.Request(), CancellationToken.None);
        Assert.Empty(table.Defects);
        Assert.Equal(FileKind.Events, table.Kind);
        var rows = new List<string>();
        while (await table.ReadAsync(CancellationToken.None))
        {
            var fields = table.Fields;
            rows.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{table.Line}|{fields.Text("grant_id")}|{fields.WholeNumber("rights", 1)}|{fields.Text("reference")}"));
            Assert.Empty(fields.Failures);
        }

        Assert.Empty(table.Defects);
        return rows;
    }
}
