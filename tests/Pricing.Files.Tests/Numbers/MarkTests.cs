using Pricing.Files.Prices;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;

namespace Pricing.Files.Tests.Numbers;

public sealed class MarkTests
{
    [Theory]
    [InlineData(';', "1001,9|3.505|3,505", "1001.9|3505|3.505")]
    [InlineData(';', "1001.9|3,505|3.505", "1001.9|3505|3.505")]
    [InlineData('\t', "1.234.567|3,5", "1234567|3.5")]
    [InlineData('\t', "1,234,567.5|3,505", "1234567.5|3505")]
    [InlineData(';', "3505|1,25", "3505|1.25")]
    [InlineData(';', "0,818|3,505", "0.818|3.505")]
    [InlineData(',', "3505|\"3,505\"|3.505", "3505|3505|3.505")]
    public async Task Marks_OfAColumn_AreDecidedByOneOfItsNumbers(char delimiter, string written, string read)
    {
        var prices = await ReadAsync(delimiter, written);

        Assert.Empty(prices.Defects);
        Assert.Equal(read.Split('|').Select(decimal.Parse), prices.Rows.Select(row => row.Close!.Value));
    }

    [Theory]
    [InlineData(';', "3505|3,505", "3505 or as 3.505")]
    [InlineData('\t', "3.505", "3505 or as 3.505")]
    [InlineData(';', "1,5|1.5", "parts no groups")]
    [InlineData(',', "\"1,5\"", "parts no groups")]
    public async Task Marks_ThatStayUndecidedOrContradict_AreRefused(char delimiter, string written, string reason)
    {
        var prices = await ReadAsync(delimiter, written);

        Assert.Contains(reason, Assert.Single(prices.Defects).Failure.Reason);
    }

    [Fact]
    public async Task Marks_OfEachColumn_AreDecidedAlone()
    {
        using var content = new MemoryStream(Given.Utf8("Date;Close;Volume\n2024-05-01;1001,9;1,234\n2024-05-02;1001,9;1,234.5\n"));
        var prices = await PriceFile.ReadAsync(content, Given.Request() with { Code = "3774" }, CancellationToken.None);

        Assert.Equal([1234m, 1234.5m], prices.Rows.Select(row => row.Volume!.Value));
    }

    [Fact]
    public async Task Marks_OfABatch_AreDecidedBeforeItsFirstRow()
    {
        const string header = "issuer;grant_id;date;kind;rights;reference;book_value\n";
        using var content = new MemoryStream(Given.Utf8(header + "A;G1;2024-05-01;lapsed;1;x;3,505\nA;G2;2024-05-01;lapsed;1;x;3,5\n"));
        using var table = await TableReader.OpenAsync(content, Given.Request(FileKind.Events), CancellationToken.None);

        Assert.True(await table.ReadAsync(CancellationToken.None));
        Assert.Equal(3.505m, table.Fields.OptionalNumber("book_value"));
    }

    private static async Task<WholeFiles.FileReading<PriceRow>> ReadAsync(char delimiter, string closes)
    {
        var day = new DateOnly(2024, 5, 7);
        var rows = closes.Split('|').Select((close, i) => $"{day.AddDays(7 * i):yyyy-MM-dd}{delimiter}{close}\n");
        using var content = new MemoryStream(Given.Utf8($"Date{delimiter}Close\n{string.Concat(rows)}"));
        return await PriceFile.ReadAsync(content, Given.Request() with { Code = "3774" }, CancellationToken.None);
    }
}
