using System.Text;
using Pricing.Files.Prices;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests.Prices;

public sealed class SplitCheckTests
{
    [Theory]
    [InlineData("100", 0)]
    [InlineData("400", 1)]
    public async Task Against_TwoSplitsInOneGapOfTheCloses_CountTogether(string after, int defects)
    {
        var content = $"Date,Close\n2024-06-20,400\n2024-06-21,401\n2024-07-10,{after}\n2024-07-11,{after}\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var request = Given.Request(FileKind.Prices) with { Code = "37740" };
        var rows = (await PriceFile.ReadAsync(stream, request, TestContext.Current.CancellationToken)).Rows;

        var found = SplitCheck.Against(rows, [new("37740", new(2024, 6, 27), 2m), new("37740", new(2024, 7, 3), 2m)], []);

        Assert.Equal(defects, found.Count);
    }

    /// <summary>A split that was given the record date, or a day of another month, is no adjusted file: the closes show where it is.</summary>
    [Theory]
    [InlineData("2024-06-24")]
    [InlineData("2024-06-28")]
    [InlineData("2024-07-05")]
    public async Task Against_SplitOnAnotherDateThanTheClosesJump_NamesThatDateAndTheClose(string stated)
    {
        var content = "Date,Close\n2024-06-21,3990\n2024-06-24,4000\n2024-06-25,4010\n2024-06-26,4005\n2024-06-27,2004\n2024-06-28,2001\n2024-07-04,2010\n2024-07-05,2008\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var request = Given.Request(FileKind.Prices) with { Code = "37740" };
        var rows = (await PriceFile.ReadAsync(stream, request, TestContext.Current.CancellationToken)).Rows;

        var failure = Assert.Single(SplitCheck.Against(rows, [new("37740", DateOnly.Parse(stated, null), 2m)], [])).Failure;

        var close = rows.Single(row => row.Date == DateOnly.Parse(stated, null)).Close!.Value;
        Assert.Equal((ReasonCode.SuspectPrice, "Close", DecimalText.Of(close)), (failure.Code, failure.Field, failure.Value));
        Assert.StartsWith($"3774 on {stated}: ", failure.Reason, StringComparison.Ordinal);
        Assert.EndsWith(": they jump by that ratio on 2024-06-27, from 4005 to 2004; give the split that ex-date", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_YahooSplitWithoutAClose_NamesTheSplit()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("Date,Close,Stock Splits\n2024-06-27,,2\n2024-06-28,3500,\n"));

        var failure = Assert.Single((await PriceFile.ReadAsync(
            stream, Given.Request(FileKind.Prices) with { Code = "37740" }, TestContext.Current.CancellationToken)).Defects).Failure;

        Assert.Equal(("StockSplits", "2"), (failure.Field, failure.Value));
    }
}
