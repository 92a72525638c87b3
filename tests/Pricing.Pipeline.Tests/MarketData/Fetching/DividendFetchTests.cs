using System.Globalization;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Fetching;

/// <summary>Which days a night asks for dividend notices.</summary>
public sealed class DividendFetchTests(AzuriteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_NoticeOfAnEveningAfterTheNight_IsFoundTheNextNight()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        await market.FetchAsync();
        market.Feed.On(StandInMarket.DividendPath, StandInMarket.Bars(Notice(StandInMarket.Night)), StandInMarket.Bars());

        var summary = await market.FetchAsync(StandInMarket.Night.AddDays(1));

        Assert.Equal(1, summary.NoticesAdded);
        Assert.DoesNotContain(summary.Failures, failure => failure.Field is "j-quants" or "dividends");
        Assert.Equal(10m, Assert.Single((await market.Store.ReadDividendsAsync("37740", Cancellation))!.Dividends).AmountPerShare);
    }

    [Theory]
    [InlineData(4, "2013-07-11", 5)]
    [InlineData(12, "2013-07-16", 8)]
    public async Task Fetch_NightsLater_AsksForEachDaySinceUpToAWeek(int days, string first, int requests)
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        await market.FetchAsync();
        var before = market.Asked(StandInMarket.DividendPath);

        await market.FetchAsync(StandInMarket.Night.AddDays(days));

        var asked = market.Feed.Requests.Where(request => request.StartsWith(StandInMarket.DividendPath, StringComparison.Ordinal)).Skip(before).ToList();
        Assert.Equal((requests, $"{StandInMarket.DividendPath}?date={first}"), (asked.Count, asked[0]));
    }

    private static string Notice(DateOnly published) => StandInMarket.Dividend(published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "19:30");
}
