using System.Text;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Sources;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Fetching;

/// <summary>What the ministry is asked for where a file brought curves.</summary>
public sealed class CurveFetchTests(AzuriteFixture fixture)
{
    private const string Month = "title,\r\nDate,15Y\r\n2013/7/1,1.2\r\n2013/7/9,1.3\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_FileWithALaterCurve_StillAsksForTheDate()
    {
        DateOnly between = new(2013, 7, 10);
        await using var market = await StartAsync();
        await market.FetchAsync(new DateOnly(2013, 7, 9));
        await TakeAsync(market, new(2013, 7, 11));

        var before = await market.FetchAsync(between);
        market.Feed.On(StandInMarket.MonthPath, File("\"10\"", $"{Month}2013/7/10,1.31\r\n"));
        var after = await market.FetchAsync(between);

        Assert.Equal(
            "NotPublished curve=2013-07-10: no curve of this date or a later one is published yet",
            Assert.Single(before.Failures, failure => failure.Field == "curve").ToString());
        Assert.Equal((1, new DateOnly(2013, 7, 11)), (after.CurvesAdded, after.LastCurve));
        Assert.DoesNotContain(after.Failures, failure => failure.Field == "curve");
    }

    [Fact]
    public async Task Fetch_FileBeforeTheFirstFetch_AsksForTheHistoryOnce()
    {
        await using var market = await StartAsync();
        await TakeAsync(market, new(2013, 7, 8));

        await market.FetchAsync();
        await market.FetchAsync();

        Assert.Equal(1, market.Asked(StandInMarket.HistoryPath));
        Assert.Equal(
            ["06-28", "07-01", "07-08", "07-09"], (await market.Store.ReadCurvesAsync(Cancellation))!.Curves.Select(curve => $"{curve.Date:MM-dd}"));
    }

    private async Task<StandInMarket> StartAsync()
    {
        var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(StandInMarket.HistoryPath, File("\"june\"", "title,\r\nDate,15Y\r\n2013/6/28,1.2\r\n"));
        market.Feed.On(StandInMarket.MonthPath, File("\"9\"", Month));
        return market;
    }

    private static Task<MarketDataWriter.Addition> TakeAsync(StandInMarket market, DateOnly date) => new MarketDataWriter(market.Storage).AddCurvesAsync(
        new CurveReply(
            [new() { Date = date, Points = [new(15m, 1.275m)] }],
            new(new('0', 64), DataSource.FileFeed, "curves.csv", DateTimeOffset.UnixEpoch),
            new(null, null)),
        replace: false,
        Cancellation);

    private static StandInReply File(string tag, string text) => StandInReply.Tagged(tag, Encoding.UTF8.GetBytes(text));
}
