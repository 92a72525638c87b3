using Pricing.Pipeline.Tests.MarketData.Fetching;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Feeds;

/// <summary>How a feed is asked: how often, how fast, how long it is waited for, and when it is left alone.</summary>
public sealed class FeedPatienceTests(AzuriteFixture fixture)
{
    private static readonly DateTimeOffset Evening = new(2013, 7, 11, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Fetch_NightOfManyCodes_AsksOnceForPricesAndOnceADayForDividends()
    {
        string[] codes = [.. Enumerable.Range(0, 40).Select(number => $"2{number:D3}0")];
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(StandInMarket.BarsPath, [.. codes.Select(code => StandInMarket.Bars(Bar(code, "07-10")))]);
        await market.FetchAsync(StandInMarket.Night.AddDays(-1), codes);
        var before = market.Feed.Requests.Count;
        market.Feed.On(StandInMarket.BarsPath, StandInMarket.Bars([.. codes.Select(code => Bar(code, "07-11"))]));

        var summary = await market.FetchAsync(codes);

        Assert.Equal([], summary.Failures);
        Assert.Equal((40, 40, 0), (summary.CodesWithDate, summary.PricesAdded, summary.Histories));
        Assert.Equal(
            [$"{StandInMarket.BarsPath}?date=2013-07-11", $"{StandInMarket.DividendPath}?date=2013-07-10", $"{StandInMarket.DividendPath}?date=2013-07-11"],
            market.Feed.Requests.Skip(before).Where(request => request.StartsWith("/v2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Fetch_DividendsRefused_AsksNoMoreThanOnce()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(
            StandInMarket.DividendPath, StandInReply.Error(403, "This API is not available on your subscription."));

        var summary = await market.FetchAsync("37740", "99840", "13010");

        Assert.Equal(1, market.Asked(StandInMarket.DividendPath));
        Assert.Contains(
            summary.Failures, failure => failure.Reason == "2 more codes were not asked for after that");
    }

    [Fact]
    public async Task Fetch_ManyHistories_KeepsThePlansLimitInEveryMinute()
    {
        const int limit = 5;
        var time = new LeapingTime(Evening);
        List<DateTimeOffset> asked = [];
        await using var market = await StartAsync(time, ("RequestsPerMinute", $"{limit}"));
        market.Feed.On(StandInMarket.BarsPath, new StandInReply(async context =>
        {
            asked.Add(time.GetUtcNow());
            await (asked.Count % 4 == 0 ? BadReply.Of("500") : StandInMarket.Bars(
                Bar(context.Request.Query["code"].ToString(), "07-11"))).SendAsync(context);
        }));
        string[] codes = [.. Enumerable.Range(0, 17).Select(number => $"2{number:D3}0")];

        var summary = await market.FetchAsync(codes);

        // 17 histories and a repetition of every fourth attempt.
        Assert.Equal((17, 22), (summary.Histories, asked.Count));
        for (var i = limit; i < asked.Count; i++)
            Assert.True(asked[i] - asked[i - limit] >= TimeSpan.FromMinutes(1), $"{asked[i - limit]:T} to {asked[i]:T}");
        Assert.True(asked[^1] - Evening < TimeSpan.FromMinutes(6), $"{asked[^1] - Evening}: slower than allowed");
    }

    [Fact]
    public async Task Fetch_BurstOfTooManyRequests_WaitsOneToTwoMinutesEachTimeWithJitter()
    {
        var time = new LeapingTime(Evening);
        await using var market = await StartAsync(time, ("Retries", "8"), ("TooManyRequestsDelay", "00:01:00"));
        market.Feed.On(
            StandInMarket.BarsPath,
            [.. Enumerable.Repeat(BadReply.Of("429"), 8), StandInMarket.Bars(StandInMarket.Bar)]);

        var summary = await market.FetchAsync();

        Assert.Equal([], summary.Failures);
        Assert.Equal(8, time.Waits.Count);
        Assert.All(time.Waits, wait => Assert.InRange(wait.TotalSeconds, 60, 120));
        Assert.True(time.Waits.Distinct().Count() > 1, "all waits are equal: no jitter");
    }

    [Fact]
    public async Task Fetch_TooManyRequestsWithRetryAfter_WaitsAsLongAsTold()
    {
        var time = new LeapingTime(Evening);
        await using var market = await StartAsync(time, ("TooManyRequestsDelay", "00:01:00"));
        market.Feed.On(
            StandInMarket.BarsPath,
            new StandInReply(context =>
            {
                context.Response.Headers.RetryAfter = "7";
                context.Response.StatusCode = 429;
                return Task.CompletedTask;
            }),
            StandInMarket.Bars(StandInMarket.Bar));

        await market.FetchAsync();

        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single(time.Waits));
    }

    [Fact]
    public async Task Fetch_FeedFailsAgainAndAgain_IsLeftAloneForAWhileAndThenAskedAnew()
    {
        var time = new LeapingTime(Evening);
        await using var market = await StartAsync(time, ("Retries", "10"), ("CircuitBreak", "00:00:30"));
        market.Feed.On(StandInMarket.BarsPath, BadReply.Of("key repeated"));

        var opening = await market.FetchAsync();
        var asked = market.Asked(StandInMarket.BarsPath);
        var open = await market.FetchAsync();

        // The breaker judges from ten attempts on; dividends are of the same feed and not asked for either.
        const string leftAlone = "the feed failed too often just before; not asked again for a while";
        Assert.Equal(10, asked);
        Assert.Equal((asked, 0), (market.Asked(StandInMarket.BarsPath), market.Asked(StandInMarket.DividendPath)));
        Assert.Contains(opening.Failures, failure => failure is { Code: ReasonCode.FeedUnavailable, Reason: leftAlone });
        Assert.Equal(
            [(ReasonCode.FeedUnavailable, leftAlone), (ReasonCode.FeedUnavailable, leftAlone)],
            open.Failures.Select(failure => (failure.Code, failure.Reason)));
        Assert.DoesNotContain(
            opening.Failures.Concat(open.Failures),
            failure => failure.ToString().Contains(StandInMarket.Key, StringComparison.Ordinal));

        market.Feed.On(StandInMarket.BarsPath, StandInMarket.Bars(StandInMarket.Bar));
        time.Advance(TimeSpan.FromSeconds(31));
        var closed = await market.FetchAsync();

        Assert.Equal([], closed.Failures);
        Assert.Equal((1, asked + 1), (closed.PricesAdded, market.Asked(StandInMarket.BarsPath)));
    }

    [Fact]
    public async Task Fetch_RetriedAndRefusedAttempts_ArchivesEveryBodyAndPointsToTheOneUsed()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(
            StandInMarket.BarsPath, BadReply.Of("429"), BadReply.Of("503 html"), StandInMarket.Bars(StandInMarket.Bar));
        market.Feed.On(StandInMarket.DividendPath, BadReply.Of("403"));

        await market.FetchAsync();

        const string bars = "/v2/equities/bars/daily?code=37740&from=2005-01-01&to=2013-07-11";
        var archived = await market.ArchivedAsync("j-quants");
        Assert.Equal(
            [
                ("200", bars, $$"""{"data":[{{StandInMarket.Bar}}]}"""),
                ("403", "/v2/fins/dividend?code=37740", """{"message":"Forbidden"}"""),
                ("429", bars, """{"message":"Too many requests"}"""),
                ("503", bars, "<html>maintenance</html>"),
            ],
            archived.Select(body => (body.Status, new Uri(body.Request).PathAndQuery, body.Body)));
        var prices = await market.Store.ReadPricesAsync("37740", TestContext.Current.CancellationToken);
        var used = await market.Storage.RawMarketData.GetBlobClient(Assert.Single(prices!.Sources).Sha256)
            .DownloadContentAsync(TestContext.Current.CancellationToken);
        Assert.Equal(archived[0].Body, used.Value.Content.ToString());
    }

    private static string Bar(string code, string day) => StandInMarket.Bar
        .Replace("37740", code, StringComparison.Ordinal)
        .Replace("07-11", day, StringComparison.Ordinal);

    // Timeouts of the longest kind: this clock does not let them run out.
    private Task<StandInMarket> StartAsync(LeapingTime time, params (string Name, string Value)[] settings) =>
        StandInMarket.StartAsync(fixture, time: time, settings: new(
            settings.Select(setting => KeyValuePair.Create($"MarketData:JQuants:{setting.Name}", (string?)setting.Value))
                .Concat(
                [
                    new("MarketData:JQuants:AttemptTimeout", "00:10:00"),
                    new("MarketData:JQuants:TotalTimeout", "01:00:00"),
                    new("MarketData:Jgb:AttemptTimeout", "00:10:00"),
                ])));
}
