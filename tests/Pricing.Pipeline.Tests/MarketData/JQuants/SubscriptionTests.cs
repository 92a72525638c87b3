using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Tests.MarketData.Feeds;
using Pricing.Pipeline.Tests.MarketData.Fetching;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.JQuants;

/// <summary>A subscription that covers some dates only: what it leaves out is fetched once it covers more.</summary>
public sealed class SubscriptionTests(AzuriteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_PlanCoversAPart_FetchesThatPart()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(
            StandInMarket.BarsPath,
            Covers("2013-01-01"),
            StandInMarket.Bars(StandInMarket.Bar));

        var summary = await market.FetchAsync();

        Assert.Equal(
            "FeedRefused history=2013-01-01: the subscription begins on this date: earlier prices of 1 share(s) were not fetched, and come by a file only",
            Assert.Single(summary.Failures).ToString());
        Assert.Contains($"{StandInMarket.BarsPath}?code=37740&from=2013-01-01&to=2013-07-11", market.Feed.Requests);
        var prices = (await market.Store.ReadPricesAsync("37740", Cancellation))!;
        Assert.Equal(new PriceSpan(new(2013, 1, 1), StandInMarket.Night), prices.Covered);
    }

    [Fact]
    public async Task Fetch_PlanThatCoversMoreThanBefore_FetchesWhatWasLeftOut()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        var friday = StandInMarket.Night.AddDays(1);
        market.Feed.On(
            StandInMarket.BarsPath,
            Covers("2013-07-01"),
            StandInMarket.Bars(StandInMarket.Bar),
            StandInMarket.Bars(StandInMarket.Bar.Replace("07-11", "07-12", StringComparison.Ordinal)),
            Covers("2013-07-01"),
            StandInMarket.Bars(StandInMarket.Bar.Replace("07-11", "07-16", StringComparison.Ordinal)),
            StandInMarket.Bars(StandInMarket.Bar.Replace("07-11", "06-28", StringComparison.Ordinal)));
        await market.FetchAsync();

        var second = await market.FetchAsync(friday);
        var third = await market.FetchAsync(new DateOnly(2013, 7, 16));

        Assert.DoesNotContain(second.Failures.Concat(third.Failures), failure => failure.Field != "curve");
        var prices = (await market.Store.ReadPricesAsync("37740", Cancellation))!;
        Assert.Equal(new PriceSpan(new(2005, 1, 1), new(2013, 7, 16)), prices.Covered);
        Assert.Equal(
            [new(2013, 6, 28), StandInMarket.Night, friday, new(2013, 7, 16)],
            prices.Days.Select(day => day.Date));
        Assert.EndsWith("?code=37740&from=2005-01-01&to=2013-06-30", prices.Sources[^1].Request, StringComparison.Ordinal);
    }

    /// <summary>What a subscription left out can wait for another night.</summary>
    [Fact]
    public async Task Fetch_FeedThatIsDownForWhatWasLeftOut_IsAskedForOneShareOnly()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        var ofAnother = StandInMarket.Bar.Replace("37740", "72030", StringComparison.Ordinal);
        market.Feed.On(
            StandInMarket.BarsPath,
            Covers("2013-07-01"),
            StandInMarket.Bars(StandInMarket.Bar),
            StandInMarket.Bars(ofAnother),
            StandInMarket.Bars([.. new[] { StandInMarket.Bar, ofAnother }.Select(row => row.Replace("07-11", "07-12", StringComparison.Ordinal))]),
            BadReply.Of("503 html"));
        await market.FetchAsync("37740", "72030");
        var before = market.Feed.Requests.Count;

        await market.FetchAsync(StandInMarket.Night.AddDays(1), "37740", "72030");

        var earlier = market.Feed.Requests.Skip(before).Where(request => request.Contains("to=2013-06-30", StringComparison.Ordinal));
        Assert.Equal(["37740", "37740", "37740"], earlier.Select(request => request.Split("code=")[1][..5]));
    }

    [Fact]
    public async Task Fetch_PlanThatEndsBeforeTheDate_StillFetchesWhatWasLeftOut()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(
            StandInMarket.BarsPath,
            Covers("2013-07-01"),
            StandInMarket.Bars(StandInMarket.Bar),
            Covers("2013-06-01", "2013-07-11"),
            StandInMarket.Bars(StandInMarket.Bar.Replace("07-11", "06-28", StringComparison.Ordinal)));
        await market.FetchAsync();

        await market.FetchAsync(new DateOnly(2013, 7, 16));

        var prices = (await market.Store.ReadPricesAsync("37740", Cancellation))!;
        Assert.Equal(new PriceSpan(new(2013, 6, 1), StandInMarket.Night), prices.Covered);
        Assert.Equal([new(2013, 6, 28), StandInMarket.Night], prices.Days.Select(day => day.Date));
    }

    private static StandInReply Covers(string from, string through = "2014-01-01") =>
        StandInReply.Error(400, $"Your subscription covers the following dates: {from} ~ {through}. Upgrade.");
}
