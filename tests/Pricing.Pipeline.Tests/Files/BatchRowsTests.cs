using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pricing.Pipeline.Files;

namespace Pricing.Pipeline.Tests.Files;

public sealed class BatchRowsTests
{
    private static readonly string[] Fragments =
    [
        "a", "b", "1", ",", "\"", "\"\"", "\n", "\r\n", "\r", "{", "}", "[", "]", ":", "null", "true", "{\"a\":1}", "\\u00e9", "\\ud800",
        "\"a\"", " ", "\t", "\0", "第3回", "\uFEFF", "\ufffe", "𠮷", "'", "\\", "-", "1e5", "//x", "{\"\\udc00\":\"\\ud800\"}", ";", "=", "#",
    ];

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n")]
    [InlineData("a,b\r\n1,2\r\n3,4")]
    [InlineData("b,a\n2,1\n4,3")]
    [InlineData(" a , b \n1,2\n3,4\n")]
    [InlineData("\"a\",b\n\"1\",2\n3,\"4\"\n")]
    [InlineData("\uFEFFa,b\n1,2\n3,4\n")]
    public async Task Csv_HoweverItIsWritten_IsRowsByNameWithTheirLines(string text)
    {
        var (rows, defect) = await ReadAsync(text);

        Assert.Null(defect);
        Assert.Equal(["2: a=1 b=2", "3: a=3 b=4"], rows.Select(Shown));
    }

    [Theory]
    [InlineData("""[{"a":1,"b":"2"},{"b":"4","a":3}]""")]
    [InlineData("\uFEFF [ {\"a\":\"1\",\"b\":2} ,\r\n {\"a\":3,\"b\":4} ]\n")]
    public async Task JsonArray_HoweverItIsWritten_IsRowsByPosition(string text)
    {
        var (rows, defect) = await ReadAsync(text);

        Assert.Null(defect);
        Assert.Equal(["1: a=1 b=2", "2: a=3 b=4"], rows.Select(Shown));
    }

    [Theory]
    [InlineData("{\"a\":1,\"b\":\"2\"}\n{\"b\":4,\"a\":3}\n")]
    [InlineData("\uFEFF{\"a\":1,\"b\":2}\r\n{\"a\":3,\"b\":4}")]
    public async Task JsonLines_HoweverTheyAreWritten_AreRowsByLine(string text)
    {
        var (rows, defect) = await ReadAsync(text);

        Assert.Null(defect);
        Assert.Equal(["1: a=1 b=2", "2: a=3 b=4"], rows.Select(Shown));
    }

    [Theory]
    [InlineData("a,b\n1,\"x\ny\"\n3,4\n", "2: a=1 b=x\ny;4: a=3 b=4")]
    [InlineData("a,b\r\n1,\"x\r\ny\r\n\"\r\n3,4\r\n", "2: a=1 b=x\r\ny\r\n;5: a=3 b=4")]
    [InlineData("\"a\",\"b\nc\"\n1,2\n", "3: a=1 b\nc=2")]
    [InlineData("a,b\n\n1,2\n\n\n3,4\n\n", "3: a=1 b=2;6: a=3 b=4")]
    [InlineData("a,b\r\n\r\n1,2\r\n", "3: a=1 b=2")]
    [InlineData("a\n1\n\n2\n", "2: a=1;4: a=2")]
    [InlineData("{\"a\":1}\n\n  \n{\"a\":2}\n", "1: a=1;4: a=2")]
    public async Task Read_QuotedNewlinesAndBlankLines_LinesAreThoseOfTheFile(string text, string expected)
    {
        var (rows, defect) = await ReadAsync(text);

        Assert.Null(defect);
        Assert.Equal(expected.Split(';'), rows.Select(Shown));
    }

    [Theory]
    [InlineData("a,b\n1\n3,4\n", "InvalidField row=1: has 1 fields where the header has 2")]
    [InlineData("a,b\n1,2,3\n3,4\n", "InvalidField row=1,2,3: has 3 fields where the header has 2")]
    [InlineData("{\"a\":1,\"b\":2,\n{\"a\":3,\"b\":4}", "InvalidField row={\"a\":1,\"b\":2,: is not a JSON object")]
    [InlineData("{\"a\":1,\"a\":2}\n{\"a\":3,\"b\":4}", "InvalidField a=2: is there twice")]
    [InlineData("[{\"a\":1,\"a\":2},{\"a\":3,\"b\":4}]", "InvalidField a=2: is there twice")]
    [InlineData("{\"a\":[1]}\n{\"a\":3,\"b\":4}", "InvalidField a=[1]: is a nested value")]
    [InlineData("{\"a\":\"\\ud800\"}\n{\"a\":3,\"b\":4}", "InvalidField row={\"a\":\"\\ud800\"}: holds an escape that is half a character")]
    [InlineData("{\"\\udc00\":1}\n{\"a\":3,\"b\":4}", "InvalidField row={\"\\udc00\":1}: holds an escape that is half a character")]
    [InlineData("[7,{\"a\":3,\"b\":4}]", "InvalidField row=7: is not a JSON object")]
    public async Task Read_RowThatCannotBeRead_IsOneDefectAndTheNextRowIsRead(string text, string failure)
    {
        var (rows, defect) = await ReadAsync(text);

        Assert.Null(defect);
        Assert.Equal(2, rows.Count);
        Assert.Equal(failure, rows[0].Defect?.ToString());
        Assert.Equal("a=3 b=4", Shown(rows[1]).Split(": ")[1]);
    }

    [Fact]
    public async Task Read_JsonNumbersAndWords_KeepTheirText()
    {
        var (rows, _) = await ReadAsync("""[{"a":1.50e3,"b":0.10,"c":true,"d":null,"e":"第3回"}]""");

        Assert.Equal("1: a=1.50e3 b=0.10 c=true d= e=第3回", Shown(Assert.Single(rows)));
    }

    [Theory]
    [InlineData("""[{"a":1},{"a":2},{"a":x},{"a":4}]""", 2, "the array cannot be read after object 2")]
    [InlineData("""[{"a":1},{"a":2}""", 2, "the array cannot be read after object 2")]
    [InlineData("""[{"a":1},{"a":2},""", 2, "the array cannot be read after object 2")]
    [InlineData("""[{"a":1},{"a":2}]]""", 2, "the array cannot be read after object 2")]
    [InlineData("[x]", 0, "the array cannot be read after object 0")]
    [InlineData("a,b\n1,2\n3,\"4\"x\n5,6\n", 1, "the file cannot be read after line 2")]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n", 1, "the file cannot be read after line 2")]
    public async Task Read_FileBrokenInTheMiddle_GivesTheRowsBeforeIt(string text, int before, string message)
    {
        var (rows, defect) = await ReadAsync(text);

        Assert.Equal(message, defect);
        Assert.Equal(before, rows.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t\n")]
    [InlineData("\uFEFF")]
    public async Task Read_NothingInIt_IsSaidSo(string text)
    {
        var (rows, defect) = await ReadAsync(text);

        Assert.Equal(("the file is empty", 0), (defect, rows.Count));
    }

    [Fact]
    public async Task Csv_HeaderWithAColumnTwice_IsRefused() =>
        Assert.Equal("the header names the column 'a' twice", (await ReadAsync("a,b,a\n1,2,3\n")).Defect);

    [Theory]
    [InlineData("\na,b\n1,2\n")]
    [InlineData("\r\n\r\na,b\r\n1,2\r\n")]
    public async Task Csv_BlankLineBeforeTheHeader_IsRefused(string text) =>
        Assert.Equal("the first line is blank where the header should be", (await ReadAsync(text)).Defect);

    [Fact]
    public async Task Csv_HeaderAlone_IsNoRows() => Assert.Equal((0, null), ((await ReadAsync("a,b\n")).Rows.Count, (await ReadAsync("a,b\n")).Defect));

    [Fact]
    public async Task Csv_FieldOfAHundredThousandCharacters_IsReadOrRefusedByTheLine()
    {
        var (rows, defect) = await ReadAsync($"a,b\n1,2\n3,{new string('x', 100_000)}\n");

        Assert.Equal("2: a=1 b=2", Shown(rows[0]));
        Assert.True(rows.Count == 2 || defect == "the file cannot be read after line 2");
    }

    [Fact]
    public async Task JsonArray_OfManyBuffers_GivesEveryRow()
    {
        var text = $"[{string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"{{\"a\":\"{i}第\\u7b2c\"}}"))}]";

        var (rows, defect) = await ReadAsync(text);

        Assert.Null(defect);
        Assert.Equal(Enumerable.Range(0, 5_000).Select(i => $"{i + 1}: a={i}第第"), rows.Select(Shown));
    }

    [Property(MaxTest = 3000)]
    public Property Read_AnyPieces_ThrowsNothingButBatchFormat() => Prop.ForAll(
        Gen.Elements(Fragments).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary(),
        async text => await ReadAsync(text));

    [Property(MaxTest = 1000)]
    public async Task Read_AnyBytes_ThrowsNothingButBatchFormat(byte[] bytes) => await ReadAsync(bytes);

    [Property(MaxTest = 300)]
    public Property Csv_AnyFieldsWritten_AreReadBackWithTheirLines() => Prop.ForAll(
        Gen.Elements("x", "", "a,b", "say \"hi\"", "two\nlines", "two\r\nlines", " spaced ", "第3回", "\"").ArrayOf(3).ListOf().ToArbitrary(),
        async rows =>
        {
            var text = new StringBuilder("a,b,c\n");
            var line = 2;
            var expected = new List<string>();
            foreach (var fields in rows)
            {
                expected.Add($"{line}: a={fields[0]} b={fields[1]} c={fields[2]}");
                text.AppendJoin(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
                line += 1 + fields.Sum(field => field.Count(c => c == '\n'));
            }

            var (read, defect) = await ReadAsync(text.ToString());

            Assert.Null(defect);
            Assert.Equal(expected, read.Select(Shown));
        });

    private static string Shown(BatchRow row) =>
        $"{row.Line}: {string.Join(' ', row.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => $"{field.Key}={field.Value}"))}{row.Defect}";

    private static Task<(List<BatchRow> Rows, string? Defect)> ReadAsync(string text) => ReadAsync(Encoding.UTF8.GetBytes(text));

    private static async Task<(List<BatchRow> Rows, string? Defect)> ReadAsync(byte[] content)
    {
        var rows = new List<BatchRow>();
        try
        {
            await foreach (var row in BatchRows.ReadAsync(new MemoryStream(content), CancellationToken.None)) rows.Add(row);
            return (rows, null);
        }
        catch (BatchFormatException defect)
        {
            return (rows, defect.Message);
        }
    }
}
