using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.MarketData;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData;

/// <summary>Each bad day of a feed, over real HTTP: its outcome by name, and nothing wrong stored.</summary>
public sealed class FeedFailureTests(AzuriteFixture fixture)
{
    private const string BarsPath = "/v2/equities/bars/daily";
    private const string DividendPath = "/v2/fins/dividend";
    private const string CalendarPath = "/v2/markets/calendar";
    private const string HistoryPath = "/history.csv";
    private const string MonthPath = "/month.csv";
    private const string Bar =
        """{"Date":"2013-07-11","Code":"37740","C":3505.0,"Vo":443600.0,"AdjFactor":1.0}""";

    private const string Curves = "title,,\r\nDate,1Y,15Y\r\n2013/7/10,0.109,1.31\r\n2013/7/11,0.109,1.275\r\n";

    private static readonly DateOnly Night = new(2013, 7, 11);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, int, string> BadPriceReplies { get; } = new()
    {
        { "429 again and again", 3, "FeedUnavailable: HTTP 429" },
        { "500 again and again", 3, "FeedUnavailable: HTTP 500" },
        { "hang", 3, "FeedUnavailable: no whole answer in time" },
        { "drip", 3, "FeedUnavailable: no whole answer in time" },
        { "truncated", 3, "FeedUnavailable: the answer broke off before its end" },
        { "400 plan", 1, "FeedRefused: the plan covers 2020-01-01..2026-01-01 only" },
        { "400", 1, "FeedRefused: HTTP 400: This value is wrong" },
        { "403", 1, "FeedRefused: HTTP 403: key, plan or path refused: Forbidden" },
        { "404", 1, "FeedRefused: HTTP 404" },
        { "redirect", 1, "FeedRefused: HTTP 302" },
        { "wrong type", 1, "FeedMalformed: the body is of the type 'text/plain', not application/json" },
        { "html", 1, "FeedMalformed: the body is of the type 'text/html', not application/json" },
        { "html as json", 1, "FeedMalformed: the body is no valid JSON" },
        { "wrong encoding", 1, "FeedMalformed: the body is no valid JSON" },
        { "huge", 1, "FeedMalformed: the body is larger than the set limit" },
        { "page loop", 2, "FeedMalformed: the pages do not come to an end" },
        { "changed columns", 1, "FeedMalformed: the row has no such field" },
        { "empty list", 1, "NotPublished: the source has no prices of this code" },
        { "key repeated", 3, "FeedMalformed: HTTP 500: the body repeats the key; it was not kept" },
    };

    [Theory]
    [MemberData(nameof(BadPriceReplies))]
    public async Task Fetch_PricesFail_NamesTheOutcomeAndStoresNothing(string reply, int requests, string outcome)
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        feed.On(BarsPath, Bad(reply));

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, ["37740"], Cancellation);

        Assert.Contains(
            summary.Failures, failure =>
                $"{failure.Code}: {failure.Reason}".StartsWith(outcome, StringComparison.Ordinal));
        Assert.Equal((0, 0), (summary.CodesWithDate, summary.PricesAdded));
        Assert.Null(await services.GetRequiredService<MarketDataStore>().ReadPricesAsync("37740", Cancellation));
        Assert.Equal(requests, feed.Requests.Count(request => request.StartsWith(BarsPath, StringComparison.Ordinal)));
        Assert.Equal(2, summary.CurvesAdded);
    }

    [Theory]
    [InlineData("429 again and again")]
    [InlineData("500 again and again")]
    [InlineData("hang")]
    [InlineData("drip")]
    [InlineData("truncated")]
    public async Task Fetch_PricesFailOnce_AreRetried(string reply)
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        feed.On(BarsPath, Bad(reply), Good());

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, ["37740"], Cancellation);

        Assert.Equal([], summary.Failures);
        Assert.Equal((1, 1), (summary.CodesWithDate, summary.PricesAdded));
    }

    [Fact]
    public async Task Fetch_ForeignCertificate_IsRefusedAndNotRetried()
    {
        await using var feed = await HealthyFeedAsync();
        await using var foreign = await StandInFeed.StartAsync(withForeignCertificate: true);
        await using var services = await ServicesAsync(feed.BaseAddress, foreign.BaseAddress);

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, ["37740"], Cancellation);

        Assert.Contains(summary.Failures, failure => failure is
        {
            Code: ReasonCode.FeedRefused,
            Reason: "the certificate or the secure connection was not accepted",
        });
        Assert.Empty(foreign.Requests);
    }

    [Fact]
    public async Task Fetch_NobodyListens_IsUnavailable()
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress, new($"http://127.0.0.1:{FreePort.Next()}"));

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, ["37740"], Cancellation);

        Assert.Contains(summary.Failures, failure => failure is
        {
            Code: ReasonCode.FeedUnavailable,
            Reason: "no answer (ConnectionError)",
        });
    }

    [Fact]
    public async Task Fetch_FeedThatNeverAnswers_EndsInTimeWithWhatThereIs()
    {
        await using var feed = await HealthyFeedAsync();
        feed.On(BarsPath, StandInReply.Hang());
        await using var services = await ServicesAsync(
            feed.BaseAddress,
            more: new() { ["MarketData:FetchTimeout"] = "00:00:01", ["MarketData:JQuants:AttemptTimeout"] = "00:10:00" });

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, ["37740"], Cancellation);

        Assert.Equal(2, summary.CurvesAdded);
        Assert.Equal(
            "FeedUnavailable fetch=00:00:01: the time for the night's fetch ran out",
            Assert.Single(summary.Failures).ToString());
    }

    [Fact]
    public async Task Fetch_PlanCoversAPart_FetchesThatPart()
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        feed.On(
            BarsPath, StandInReply.Error(
                400, "Your subscription covers the following dates: 2013-01-01 ~ 2014-01-01. Upgrade."), Good());

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, ["37740"], Cancellation);

        Assert.Equal([], summary.Failures);
        Assert.Contains($"{BarsPath}?code=37740&from=2013-01-01&to=2013-07-11", feed.Requests);
    }

    [Theory]
    [InlineData("0", "ConflictingData session=2013-07-11: the exchange's calendar says that no shares were traded")]
    [InlineData("1", "NotPublished prices=2013-07-11: the source has no prices of this date yet")]
    public async Task Fetch_NoPricesOfTheDate_AsksTheCalendarWhy(string holiday, string outcome)
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        feed.On(CalendarPath, StandInReply.Json($$"""{"data":[{"Date":"2013-07-11","HolDiv":"{{holiday}}"}]}"""));
        feed.On(
            BarsPath,
            StandInReply.Json($$"""{"data":[{{Bar.Replace("07-11", "07-10", StringComparison.Ordinal)}}]}"""),
            StandInReply.Json("""{"data":[]}"""));
        var fetcher = services.GetRequiredService<MarketDataFetcher>();
        await fetcher.FetchAsync(Night.AddDays(-1), ["37740"], Cancellation);

        var summary = await fetcher.FetchAsync(Night, ["37740"], Cancellation);

        Assert.Equal(0, summary.CodesWithDate);
        Assert.Contains(summary.Failures, failure => failure.ToString().StartsWith(outcome, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_DividendsRefused_AsksNoMoreThanOnce()
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        feed.On(DividendPath, StandInReply.Error(403, "This API is not available on your subscription."));

        var summary = await services.GetRequiredService<MarketDataFetcher>()
            .FetchAsync(Night, ["37740", "99840", "13010"], Cancellation);

        Assert.Single(feed.Requests, request => request.StartsWith(DividendPath, StringComparison.Ordinal));
        Assert.Contains(
            summary.Failures, failure => failure.Reason == "2 more codes were not asked for after that");
    }

    [Fact]
    public async Task Fetch_ManyFailures_StaysUnderOneKilobyte()
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        string[] codes = [.. Enumerable.Range(0, 40).Select(number => $"X{number:D3}".ToLowerInvariant())];

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, codes, Cancellation);

        Assert.Equal((4, 40), (summary.Failures.Count, summary.FailureCount));
        Assert.InRange(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(summary).Length, 1, 1024);
    }

    [Fact]
    public async Task Fetch_NullPrices_AreTheFactThatThereWasNoTrade()
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        feed.On(BarsPath, StandInReply.Json(
            """{"data":[{"Date":"2013-07-11","Code":"37740","C":null,"Vo":null,"AdjFactor":1.0}]}"""));

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, ["37740"], Cancellation);

        var prices = await services.GetRequiredService<MarketDataStore>().ReadPricesAsync("37740", Cancellation);
        Assert.Equal(1, summary.CodesWithDate);
        Assert.Empty(prices!.Closes);
        Assert.True(Assert.Single(prices.Facts).NoTrade);
    }

    [Theory]
    [InlineData("html as csv", "FeedMalformed: the second line is no header of a date and tenors")]
    [InlineData("utf-8", "FeedMalformed: ")]
    [InlineData("changed columns", "FeedMalformed: the second line is no header of a date and tenors")]
    [InlineData("cut row", "FeedMalformed: has fewer columns than the header")]
    [InlineData("500", "FeedUnavailable: HTTP 500")]
    public async Task Fetch_CurvesFail_NamesTheOutcomeAndStoresNothing(string reply, string outcome)
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        var bad = reply switch
        {
            "html as csv" => StandInReply.Tagged("\"1\"", "<html>\n<body>\n</body></html>"u8.ToArray()),
            "utf-8" => StandInReply.Tagged("\"1\"", Encoding.UTF8.GetBytes("国債金利情報,\n基準日,1年\nH25.7.11,0.1\n")),
            "changed columns" => StandInReply.Tagged(
                "\"1\"", Encoding.ASCII.GetBytes(Curves.Replace("15Y", "15 years", StringComparison.Ordinal))),
            "cut row" => StandInReply.Tagged("\"1\"", Encoding.ASCII.GetBytes(Curves[..^8])),
            _ => StandInReply.Error(500, "down"),
        };
        feed.On(HistoryPath, bad);
        feed.On(MonthPath, bad);

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(Night, ["37740"], Cancellation);

        Assert.Contains(
            summary.Failures, failure =>
                $"{failure.Code}: {failure.Reason}".StartsWith(outcome, StringComparison.Ordinal));
        Assert.Equal((0, null), (summary.CurvesAdded, summary.LastCurve));
        Assert.Equal(1, summary.PricesAdded);
    }

    [Fact]
    public async Task Fetch_CurveComesOutLater_IsTakenThenWithConditionalRequests()
    {
        await using var feed = await HealthyFeedAsync();
        await using var services = await ServicesAsync(feed.BaseAddress);
        var june = Encoding.ASCII.GetBytes("title,\r\nDate,15Y\r\n2013/6/28,1.2\r\n");
        feed.On(HistoryPath, StandInReply.Tagged("\"june\"", june));
        feed.On(MonthPath, StandInReply.Tagged(
            "\"10\"", Encoding.ASCII.GetBytes("title,\r\nDate,15Y\r\n2013/7/1,1.2\r\n2013/7/10,1.31\r\n")));
        var fetcher = services.GetRequiredService<MarketDataFetcher>();

        var evening = await fetcher.FetchAsync(Night, ["37740"], Cancellation);
        var unchanged = await fetcher.FetchAsync(Night, ["37740"], Cancellation);
        feed.On(MonthPath, StandInReply.Tagged(
            "\"11\"", Encoding.ASCII.GetBytes("title,\r\nDate,15Y\r\n2013/7/10,1.31\r\n2013/7/11,1.275\r\n")));
        var morning = await fetcher.FetchAsync(Night, ["37740"], Cancellation);

        Assert.Equal((3, new DateOnly(2013, 7, 10)), (evening.CurvesAdded, evening.LastCurve));
        Assert.Equal((0, new DateOnly(2013, 7, 10)), (unchanged.CurvesAdded, unchanged.LastCurve));
        Assert.Equal((1, new DateOnly(2013, 7, 11)), (morning.CurvesAdded, morning.LastCurve));
        Assert.Single(feed.Requests, HistoryPath);
    }

    private static async Task<StandInFeed> HealthyFeedAsync()
    {
        var feed = await StandInFeed.StartAsync();
        feed.On(BarsPath, Good());
        feed.On(DividendPath, StandInReply.Json("""{"data":[]}"""));
        feed.On(HistoryPath, StandInReply.Tagged("\"all\"", Encoding.ASCII.GetBytes(Curves)));
        feed.On(MonthPath, StandInReply.Tagged(
            "\"month\"", Encoding.ASCII.GetBytes("title,,\r\nDate,1Y,15Y\r\n,,\r\n")));
        return feed;
    }

    private static StandInReply Good() => StandInReply.Json($$"""{"data":[{{Bar}}]}""");

    private static StandInReply Bad(string name) => name switch
    {
        "429 again and again" => StandInReply.Error(429, "Too many requests"),
        "500 again and again" => StandInReply.Error(500, "Unexpected error"),
        "hang" => StandInReply.Hang(),
        "drip" => StandInReply.Drip(),
        "truncated" => StandInReply.Truncated($$"""{"data":[{{Bar}}]}"""),
        "400 plan" => StandInReply.Error(400, "Your subscription covers the following dates: 2020-01-01 ~ 2026-01-01."),
        "400" => StandInReply.Error(400, "This value is wrong"),
        "403" => StandInReply.Error(403, "Forbidden"),
        "404" => StandInReply.Body(404, "text/plain", []),
        "redirect" => new(context =>
        {
            context.Response.Redirect("http://127.0.0.1:1/elsewhere");
            return Task.CompletedTask;
        }),
        "wrong type" => StandInReply.Body(200, "text/plain", Encoding.UTF8.GetBytes($$"""{"data":[{{Bar}}]}""")),
        "html" => StandInReply.Body(200, "text/html", "<html>maintenance</html>"u8.ToArray()),
        "html as json" => StandInReply.Json("<html>maintenance</html>"),
        "wrong encoding" => StandInReply.Body(200, "application/json", Encoding.Unicode.GetBytes($$"""{"data":[{{Bar}}]}""")),
        "huge" => StandInReply.Huge(100L << 20),
        "page loop" => StandInReply.PageLoop(Bar),
        "changed columns" => StandInReply.Json($$"""{"data":[{{Bar.Replace("\"C\"", "\"Close\"", StringComparison.Ordinal)}}]}"""),
        "empty list" => StandInReply.Json("""{"data":[]}"""),
        "key repeated" => StandInReply.Error(500, "no such key: the-key"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    private async Task<ServiceProvider> ServicesAsync(
        Uri feed, Uri? prices = null, Dictionary<string, string?>? more = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["MarketData:JQuants:BaseAddress"] = new Uri(prices ?? feed, "/v2").ToString(),
            ["MarketData:JQuants:ApiKey"] = "the-key",
            ["MarketData:JQuants:RequestsPerMinute"] = "500",
            ["MarketData:Jgb:HistoryAddress"] = new Uri(feed, HistoryPath).ToString(),
            ["MarketData:Jgb:CurrentMonthAddress"] = new Uri(feed, MonthPath).ToString(),
        };
        foreach (var section in new[] { "JQuants", "Jgb" })
        {
            settings[$"MarketData:{section}:Retries"] = 2.ToString(CultureInfo.InvariantCulture);
            settings[$"MarketData:{section}:AttemptTimeout"] = "00:00:00.5";
            settings[$"MarketData:{section}:RetryDelay"] = "00:00:00.001";
            settings[$"MarketData:{section}:TooManyRequestsDelay"] = "00:00:00.001";
            settings[$"MarketData:{section}:MaximumBodyBytes"] = "1048576";
        }

        foreach (var (name, value) in more ?? [])
            settings[name] = value;
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(await fixture.NewStorageAsync(Cancellation))
            .AddLogging()
            .AddMarketData()
            .BuildServiceProvider();
    }
}
