using Pricing.Pipeline.Tests.MarketData.Feeds;
using Pricing.Pipeline.Tests.MarketData.Fetching;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.JQuants;

/// <summary>Each bad day of the price feed: its outcome by name, nothing wrong stored, the rest of the night goes on.</summary>
public sealed class PriceFeedFailureTests(AzuriteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("429", 3, "FeedUnavailable: HTTP 429")]
    [InlineData("500", 3, "FeedUnavailable: HTTP 500")]
    [InlineData("503 html", 3, "FeedUnavailable: HTTP 503")]
    [InlineData("hang", 3, "FeedUnavailable: no whole answer in time")]
    [InlineData("drip", 3, "FeedUnavailable: no whole answer in time")]
    [InlineData("truncated", 3, "FeedUnavailable: the answer broke off before its end")]
    [InlineData("400 plan", 1, "FeedRefused: the plan covers 2020-01-01..2026-01-01 only")]
    [InlineData("400", 1, "FeedRefused: HTTP 400: This value is wrong")]
    [InlineData("401", 1, "FeedRefused: HTTP 401: Unauthorized")]
    [InlineData("403", 1, "FeedRefused: HTTP 403: key, plan or path refused: Forbidden")]
    [InlineData("404", 1, "FeedRefused: HTTP 404")]
    [InlineData("redirect", 1, "FeedRefused: HTTP 302")]
    [InlineData("wrong type", 1, "FeedMalformed: the body is of the type 'text/plain', not application/json")]
    [InlineData("html", 1, "FeedMalformed: the body is of the type 'text/html', not application/json")]
    [InlineData("html as json", 1, "FeedMalformed: the body is no valid JSON")]
    [InlineData("cut json", 1, "FeedMalformed: the body is no valid JSON")]
    [InlineData("wrong encoding", 1, "FeedMalformed: the body is no valid JSON")]
    [InlineData("100 MB", 1, "FeedMalformed: the body is larger than the set limit")]
    [InlineData("page loop", 2, "FeedMalformed: the pages do not come to an end")]
    [InlineData("endless pages", 100, "FeedMalformed: the pages do not come to an end: more than 100")]
    [InlineData("endless large pages", 4, "FeedMalformed: the pages together are larger than the set limit")]
    [InlineData("changed columns", 1, "FeedMalformed: the row has no such field")]
    [InlineData("dash for a code", 1, "FeedMalformed: is no security code")]
    [InlineData("empty list", 1, "NotPublished: the source has no prices of this code")]
    [InlineData("key repeated", 3, "FeedMalformed: HTTP 500: the body repeats the key; it was not kept")]
    public async Task Fetch_PricesFail_NamesTheOutcomeAndStoresNothing(string reply, int requests, string outcome)
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(StandInMarket.BarsPath, BadReply.Of(reply));

        var summary = await market.FetchAsync();

        Assert.Contains(
            summary.Failures,
            failure => $"{failure.Code}: {failure.Reason}".StartsWith(outcome, StringComparison.Ordinal));
        Assert.Equal((0, 0), (summary.CodesWithDate, summary.PricesAdded));
        Assert.Null(await market.Store.ReadPricesAsync("37740", Cancellation));
        Assert.Equal(requests, market.Asked(StandInMarket.BarsPath));
        Assert.Equal(2, summary.CurvesAdded);
    }

    [Fact]
    public async Task Fetch_EndlessPagesForManyShares_AreArchivedForOneAnswerOnly()
    {
        await using var market = await StandInMarket.StartAsync(
            fixture, settings: new() { ["MarketData:JQuants:RequestsPerMinute"] = "500" });
        market.Feed.On(StandInMarket.BarsPath, StandInReply.EndlessPages(StandInMarket.Bar));
        market.Feed.On(StandInMarket.DividendPath, StandInReply.EndlessPages(""));

        var summary = await market.FetchAsync("37740", "72030", "99840");

        Assert.Equal((100, 100), (market.Asked(StandInMarket.BarsPath), market.Asked(StandInMarket.DividendPath)));
        Assert.Equal(200, (await market.ArchivedAsync("j-quants")).Count);
        Assert.Equal(2, summary.Failures.Count(failure => failure.Field == "pagination_key"));
        Assert.Equal(2, summary.CurvesAdded);
    }

    [Theory]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("hang")]
    [InlineData("drip")]
    [InlineData("truncated")]
    public async Task Fetch_PricesFailOnce_AreRetried(string reply)
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(StandInMarket.BarsPath, BadReply.Of(reply), StandInMarket.Bars(StandInMarket.Bar));

        var summary = await market.FetchAsync();

        Assert.Equal([], summary.Failures);
        Assert.Equal((1, 1), (summary.CodesWithDate, summary.PricesAdded));
    }

    [Fact]
    public async Task Fetch_ForeignCertificate_IsRefusedAndNotRetried()
    {
        await using var foreign = await StandInFeed.StartAsync(withForeignCertificate: true);
        await using var market = await StandInMarket.StartAsync(fixture, foreign.BaseAddress);

        var summary = await market.FetchAsync();

        Assert.Contains(summary.Failures, failure => failure is
        {
            Code: ReasonCode.FeedRefused,
            Reason: "the certificate or the secure connection was not accepted",
        });
        Assert.Empty(foreign.Requests);
        Assert.Null(await market.Store.ReadPricesAsync("37740", Cancellation));
    }

    [Fact]
    public async Task Fetch_NobodyListens_IsUnavailable()
    {
        await using var market = await StandInMarket.StartAsync(fixture, new($"http://127.0.0.1:{FreePort.Next()}"));

        var summary = await market.FetchAsync();

        Assert.Contains(summary.Failures, failure => failure is
        {
            Code: ReasonCode.FeedUnavailable,
            Reason: "no answer (ConnectionError)",
        });
    }

    [Fact]
    public async Task Fetch_FeedThatNeverAnswers_EndsInTimeWithWhatThereIs()
    {
        await using var market = await StandInMarket.StartAsync(fixture, settings: new()
        {
            ["MarketData:FetchTimeout"] = "00:00:01",
            ["MarketData:JQuants:AttemptTimeout"] = "00:10:00",
        });
        market.Feed.On(StandInMarket.BarsPath, StandInReply.Hang());

        var summary = await market.FetchAsync();

        Assert.Equal(2, summary.CurvesAdded);
        Assert.Equal(
            "FeedUnavailable fetch=00:00:01: the time for the night's fetch ran out",
            Assert.Single(summary.Failures).ToString());
    }

    [Fact]
    public async Task Fetch_HistoryBeforeTheRowOfTheDateIsOut_AsksForItTheNextNight()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        var friday = StandInMarket.Night.AddDays(1);
        market.Feed.On(
            StandInMarket.BarsPath,
            StandInMarket.Bars(StandInMarket.Bar.Replace("07-11", "07-10", StringComparison.Ordinal)),
            StandInMarket.Bars(StandInMarket.Bar, StandInMarket.Bar.Replace("07-11", "07-12", StringComparison.Ordinal)));
        await market.FetchAsync();

        var summary = await market.FetchAsync(friday);

        Assert.Equal((1, 2), (summary.CodesWithDate, summary.PricesAdded));
        Assert.Contains($"{StandInMarket.BarsPath}?code=37740&from=2013-07-11&to=2013-07-12", market.Feed.Requests);
    }

    [Theory]
    [InlineData("0", "ConflictingData session=2013-07-11: the exchange's calendar says that no shares were traded")]
    [InlineData("1", "NotPublished prices=2013-07-11: the source has no prices of this date yet")]
    public async Task Fetch_NoPricesOfTheDate_AsksTheCalendarWhy(string holiday, string outcome)
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(
            StandInMarket.CalendarPath,
            StandInReply.Json($$"""{"data":[{"Date":"2013-07-11","HolDiv":"{{holiday}}"}]}"""));
        market.Feed.On(
            StandInMarket.BarsPath,
            StandInMarket.Bars(StandInMarket.Bar.Replace("07-11", "07-10", StringComparison.Ordinal)),
            StandInMarket.Bars());
        await market.FetchAsync(StandInMarket.Night.AddDays(-1));

        var summary = await market.FetchAsync();

        Assert.Equal(0, summary.CodesWithDate);
        Assert.Contains(summary.Failures, failure => failure.ToString().StartsWith(outcome, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_ManyFailures_StaysUnderOneKilobyte()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        string[] codes = [.. Enumerable.Range(0, 40).Select(number => $"X{number:D3}".ToLowerInvariant())];

        var summary = await market.FetchAsync(codes);

        Assert.Equal((4, 40), (summary.Failures.Count, summary.FailureCount));
        Assert.InRange(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(summary).Length, 1, 1024);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"-\"")]
    [InlineData("\"\"")]
    public async Task Fetch_NoPriceInTheRow_IsTheFactThatThereWasNoTrade(string price)
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(StandInMarket.BarsPath, StandInMarket.Bars(
            $$"""{"Date":"2013-07-11","Code":"37740","C":{{price}},"Vo":{{price}},"AdjFactor":1.0}"""));

        var summary = await market.FetchAsync();

        var prices = await market.Store.ReadPricesAsync("37740", Cancellation);
        Assert.Equal(1, summary.CodesWithDate);
        Assert.Empty(prices!.Closes);
        Assert.True(Assert.Single(prices.Facts).NoTrade);
    }

    [Fact]
    public async Task Fetch_OneRowOfTheDateMalformed_LeavesOutThatCodeOnly()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(
            StandInMarket.BarsPath,
            StandInMarket.Bars(On("37740", "07-10")),
            StandInMarket.Bars(On("99840", "07-10")),
            StandInMarket.Bars(On("37740", "07-11"), On("99840", "07-11").Replace("3505.0", "-1", StringComparison.Ordinal)));
        await market.FetchAsync(StandInMarket.Night.AddDays(-1), "37740", "99840");

        var summary = await market.FetchAsync("37740", "99840");

        Assert.Equal((1, 1), (summary.PricesAdded, summary.CodesWithDate));
        Assert.Equal("FeedMalformed C=-1: is not above 0 (99840)", Assert.Single(summary.Failures).ToString());

        static string On(string code, string day) => StandInMarket.Bar
            .Replace("37740", code, StringComparison.Ordinal)
            .Replace("07-11", day, StringComparison.Ordinal);
    }
}
