using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Tests.MarketData.Feeds;
using Pricing.Pipeline.Tests.MarketData.Fetching;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Jgb;

/// <summary>Bad days of the ministry's files, and how the two of them are asked for.</summary>
public sealed class CurveFeedFailureTests(AzuriteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("html as csv", "FeedMalformed: the second line is no header of a date and tenors")]
    [InlineData("html", "FeedMalformed: the body is of the type 'text/html', not text/csv")]
    [InlineData("utf-8", "FeedMalformed: ")]
    [InlineData("changed columns", "FeedMalformed: the second line is no header of a date and tenors")]
    [InlineData("cut row", "FeedMalformed: has fewer columns than the header")]
    [InlineData("500", "FeedUnavailable: HTTP 500")]
    [InlineData("429", "FeedUnavailable: HTTP 429")]
    [InlineData("hang", "FeedUnavailable: no whole answer in time")]
    [InlineData("drip", "FeedUnavailable: no whole answer in time")]
    [InlineData("truncated", "FeedUnavailable: the answer broke off before its end")]
    [InlineData("100 MB", "FeedMalformed: the body is larger than the set limit")]
    [InlineData("404", "FeedRefused: HTTP 404")]
    public async Task Fetch_CurvesFail_NamesTheOutcomeAndStoresNothing(string reply, string outcome)
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        var bad = reply switch
        {
            "html as csv" => File("\"1\"", "<html>\n<body>\n</body></html>"),
            "utf-8" => File("\"1\"", "国債金利情報,\n基準日,1年\nH25.7.11,0.1\n"),
            "changed columns" => File(
                "\"1\"", StandInMarket.Curves.Replace("15Y", "15 years", StringComparison.Ordinal)),
            "cut row" => File("\"1\"", StandInMarket.Curves[..^8]),
            _ => BadReply.Of(reply),
        };
        market.Feed.On(StandInMarket.HistoryPath, bad);
        market.Feed.On(StandInMarket.MonthPath, bad);

        var summary = await market.FetchAsync();

        Assert.Contains(
            summary.Failures,
            failure => $"{failure.Code}: {failure.Reason}".StartsWith(outcome, StringComparison.Ordinal));
        Assert.Equal((0, null), (summary.CurvesAdded, summary.LastCurve));
        Assert.Equal(1, summary.PricesAdded);
        var stored = await market.Store.ReadCurvesAsync(Cancellation);
        Assert.Empty(stored?.Curves ?? []);
    }

    [Fact]
    public async Task Fetch_CurveComesOutLater_IsTakenThenWithConditionalRequests()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(StandInMarket.HistoryPath, File("\"june\"", "title,\r\nDate,15Y\r\n2013/6/28,1.2\r\n"));
        market.Feed.On(
            StandInMarket.MonthPath,
            File("\"10\"", "title,\r\nDate,15Y\r\n2013/7/1,1.2\r\n2013/7/10,1.31\r\n"));

        var evening = await market.FetchAsync();
        var unchanged = await market.FetchAsync();
        market.Feed.On(
            StandInMarket.MonthPath,
            File("\"11\"", "title,\r\nDate,15Y\r\n2013/7/10,1.31\r\n2013/7/11,1.275\r\n"));
        var morning = await market.FetchAsync();

        Assert.Equal((3, new DateOnly(2013, 7, 10)), (evening.CurvesAdded, evening.LastCurve));
        Assert.Equal((0, new DateOnly(2013, 7, 10)), (unchanged.CurvesAdded, unchanged.LastCurve));
        Assert.Equal((1, new DateOnly(2013, 7, 11)), (morning.CurvesAdded, morning.LastCurve));
        Assert.Single(market.Feed.Requests, StandInMarket.HistoryPath);
        Assert.Equal(["200", "200", "200"], (await market.ArchivedAsync("mof")).Select(body => body.Status));
    }

    [Fact]
    public async Task Fetch_ServerKnowsOnlyTheTimeOfChange_IsAskedByThat()
    {
        var changed = new DateTimeOffset(2013, 7, 10, 0, 30, 0, TimeSpan.Zero);
        List<string> since = [];
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(StandInMarket.HistoryPath, File("\"june\"", "title,\r\nDate,15Y\r\n2013/6/28,1.2\r\n"));
        market.Feed.On(StandInMarket.MonthPath, new StandInReply(async context =>
        {
            since.Add(context.Request.Headers.IfModifiedSince.ToString());
            if (context.Request.GetTypedHeaders().IfModifiedSince >= changed)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            context.Response.GetTypedHeaders().LastModified = changed;
            context.Response.ContentType = "text/csv";
            await context.Response.WriteAsync("title,\r\nDate,15Y\r\n2013/7/1,1.2\r\n2013/7/10,1.31\r\n", Cancellation);
        }));

        var first = await market.FetchAsync();
        var second = await market.FetchAsync();

        Assert.Equal((3, 0), (first.CurvesAdded, second.CurvesAdded));
        Assert.Equal(["", changed.ToString("R", CultureInfo.InvariantCulture)], since);
    }

    private static StandInReply File(string tag, string text) => StandInReply.Tagged(tag, Encoding.UTF8.GetBytes(text));
}
