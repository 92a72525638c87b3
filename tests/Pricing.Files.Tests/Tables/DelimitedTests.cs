using System.Text;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Tables;

public sealed class DelimitedTests
{
    private const string Events = "issuer,grant_id,date,kind,rights,reference\n";

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public async Task Read_AnyDelimiter_IsFoundFromTheHeader(char delimiter)
    {
        var table = await Given.ReadAsync((Events + "ACME,G1,2024-05-01,exercised,3,minutes\n").Replace(',', delimiter));

        Assert.Empty(table.Defects);
        Assert.Equal(FileKind.Events, table.Kind);
        var row = Assert.Single(table.Rows);
        Assert.Equal("3", row.Fields["rights"]);
        Assert.Equal(2, row.Line);
    }

    [Fact]
    public async Task Read_LineBreaksInsideQuotes_KeepTheLinesTrue()
    {
        var table = await Given.ReadAsync(
            Events + "ACME,G1,2024-05-01,exercised,3,\"minutes\r\nof May\"\r\n\r\nACME,G2,2024-05-01,exercised,3,\"a \"\"b\"\"\"\n");

        Assert.Equal([2, 5], table.Rows.Select(row => row.Line));
        Assert.Equal("a \"b\"", table.Rows[1].Fields["reference"]);
    }

    [Fact]
    public async Task Read_QuoteThatNeverCloses_IsNamedByItsLine()
    {
        var table = await Given.ReadAsync(
            Events + "ACME,G1,2024-05-01,exercised,3,x\nACME,G2,2024-05-01,exercised,3,\"open\nACME,G3,2024-05-01,exercised,3,x\n");

        Assert.Equal(2, Assert.Single(table.Rows).Line);
        Assert.Equal(3, Assert.Single(table.Defects).Line);
    }

    [Fact]
    public async Task Read_TextAfterAClosingQuote_RefusesThatRowOnly()
    {
        var table = await Given.ReadAsync(
            Events + "ACME,G1,2024-05-01,exercised,3,\"a\"b\nACME,G2,2024-05-01,exercised,3,x\n");

        Assert.Empty(table.Defects);
        Assert.Equal([1, 0], table.Rows.Select(row => row.Failures.Count));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("shift_jis", false)]
    public async Task Read_AnyEncoding_IsTheSameText(string name, bool isMarked)
    {
        var encoding = name == "shift_jis" ? Given.Cp932 : Encoding.GetEncoding(name);
        const string text = "日付,終値,出来高\n2024/5/1,3505,1000\n";
        byte[] bytes = [.. isMarked ? encoding.Preamble.ToArray() : [], .. encoding.GetBytes(text)];

        var table = await Given.ReadAsync(bytes);

        Assert.Empty(table.Defects);
        Assert.Equal("3505", Assert.Single(table.Rows).Fields["Close"]);
    }

    [Theory]
    [InlineData("\"A,G1,2024-05-01,lapsed,1,x\nA,G2,2024-05-01,lapsed,1,x\nA\",G3,2024-05-01,lapsed,1,x\n", "lines 2 to 4 are one row")]
    [InlineData("A,\"G1,2024-05-01,lapsed,1,x\nA,G2,2024-05-01,lapsed,1,x\nA\",G3,2024-05-01,lapsed,1,x\n", "lines 2 to 4 are one row")]
    [InlineData("A,G1,2024-05-01,lapsed,1,\"x\nA,G2,2024-05-01,lapsed,1,\"x\"\n", "lines 2 to 3 are one row")]
    public async Task Quote_ThatTakesInTheRowsBelow_IsNamedWithTheirLines(string rows, string named)
    {
        var table = await Given.ReadAsync($"issuer,grant_id,date,kind,rights,reference\n{rows}A,G9,2024-05-01,lapsed,1,x\n");

        Assert.Empty(table.Defects);
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(2, table.Rows[0].Line);
        Assert.Contains(named, Assert.Single(table.Rows[0].Failures).Reason, StringComparison.Ordinal);
        Assert.Empty(table.Rows[1].Failures);
    }
}
