using Microsoft.Extensions.Time.Testing;
using Pricing.Calendars;
using Pricing.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Rates;
using Pricing.Volatility;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Fetching;

public sealed class MarketDataFetcherTests(AzuriteFixture fixture)
{
    private static readonly DateOnly Allotment = new(2013, 7, 11);
    private static readonly DateWindow Window = new(new(2005, 12, 2), Allotment);
    private static readonly DateTimeOffset YearsLater = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_SampleNight_GivesWhatTheThirdSeriesNeeds()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);

        var summary = await harness.Fetcher.FetchAsync(Allotment, ["3774"], Cancellation);

        Assert.Equal([], summary.Failures);
        Assert.Equal((1, 1, 1, 1868), (summary.Codes, summary.CodesWithDate, summary.Histories, summary.PricesAdded));
        Assert.Equal((3, 13), (summary.CurvesAdded, summary.NoticesAdded));

        var prices = await harness.Store.ReadPricesAsync("37740", Cancellation);
        Assert.NotNull(prices);
        Assert.Equal(3505m, prices.Find(Allotment)!.Value.Close);
        var split = Assert.Single(prices.Splits);
        Assert.Equal((new DateOnly(2012, 9, 26), (Ratio)200m), (split.ExDate, split.NewPerOld));

        // The published volatility is 55.77 % over 397 weekly returns; the sample is scaled to it.
        var sigma = VolatilityEstimator.Estimate(
            new() { Closes = prices.Closes, Splits = prices.Splits, Window = Window }, VolatilityMethod.Release).Value;
        Assert.Equal(397, sigma.Returns);
        Assert.Equal(0.55774, sigma.Sigma, 1e-5);

        // 10 + 1,750 / 200 yen (release, section 12, item 7).
        var dividends = await harness.Store.ReadDividendsAsync("37740", Cancellation);
        var perShare = FiscalYearDividend.Restate(
            dividends!.Dividends, prices.Splits, Allotment, new(CountCommemorative: true)).Value;
        Assert.Equal((18.75m, new DateOnly(2013, 3, 31)), (perShare.Amount, perShare.FiscalYearEnd));

        // Ministry of Finance, 2013-07-11: 15 years 1.275 %.
        var curves = await harness.Store.ReadCurvesAsync(Cancellation);
        var curve = CurveSelection.Select(curves!.Curves, Allotment, new(TenorRule.Linear, 7)).Value;
        Assert.True(curve.IsFinal);
        Assert.Equal(1.275m, curve.Curve.At(15m, TenorRule.Linear).Value.Percent);
    }

    [Fact]
    public async Task Fetch_StoredCloseOfADateAhead_IsNotTheLastOne()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);
        var source = new DataSource(new('0', 64), "file", "typo.csv", DateTimeOffset.UnixEpoch);
        await harness.Writer.AddPricesAsync(
            "37740",
            [new(new(2013, 6, 14), 3000m, false, null, null, 0), new(new(2031, 7, 11), 3000m, false, null, null, 0)],
            [source],
            replace: false,
            Cancellation);

        await harness.Fetcher.FetchAsync(Allotment, ["3774"], Cancellation);

        var prices = await harness.Store.ReadPricesAsync("37740", Cancellation);
        Assert.Equal(
            TokyoCalendar.Sessions(new(new(2013, 6, 17), Allotment)),
            prices!.Days.Select(day => day.Date).Where(date => date > new DateOnly(2013, 6, 14) && date <= Allotment));
    }

    [Fact]
    public async Task Fetch_FileThatCameBeforeTheFirstFetch_AsksForTheWholeHistoryOnce()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);
        await TakeCloseAsync(harness, new(2013, 7, 9));
        await TakeCloseAsync(harness, Allotment);

        var first = await harness.Fetcher.FetchAsync(Allotment, ["3774"], Cancellation);
        var second = await harness.Fetcher.FetchAsync(Allotment, ["3774"], Cancellation);

        var prices = await harness.Store.ReadPricesAsync("37740", Cancellation);
        Assert.Equal((1868, new PriceSpan(new(2005, 1, 1), Allotment)), (prices!.Days.Count, prices.Covered));
        Assert.Equal((1, 1, 0, 1), (first.Histories, first.CodesWithDate, second.Histories, second.CodesWithDate));
    }

    [Fact]
    public async Task Fetch_FileThatCameAfterSessionsThatWereMissed_FillsThem()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);
        await harness.Fetcher.FetchAsync(new(2013, 7, 4), ["37740"], Cancellation);
        await TakeCloseAsync(harness, new(2013, 7, 5));
        await TakeCloseAsync(harness, new(2013, 7, 10));

        var summary = await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);

        var prices = (await harness.Store.ReadPricesAsync("37740", Cancellation))!;
        Assert.Equal((1, 3), (summary.Histories, summary.PricesAdded));
        Assert.Equal(
            TokyoCalendar.Sessions(new(new(2013, 7, 1), Allotment)),
            prices.Days.Select(day => day.Date).Where(date => date >= new DateOnly(2013, 7, 1)));
        Assert.Contains("from=2013-07-06&to=2013-07-11", prices.Sources[^1].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_HistoriesThatStartEarlierThanBefore_AsksForThemAgain()
    {
        await using var later = await FetchHarness.StartAsync(
            fixture, new FakeTimeProvider(YearsLater), settings: [new("MarketData:JQuants:HistoryFrom", "2013-07-01")]);
        await later.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);
        Assert.Equal(9, (await later.Store.ReadPricesAsync("37740", Cancellation))!.Days.Count);
        await using var earlier = await FetchHarness.StartAsync(
            new FakeTimeProvider(YearsLater), later.Storage, [new("MarketData:JQuants:HistoryFrom", "2013-06-03")]);

        await earlier.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);

        Assert.Equal(
            TokyoCalendar.Sessions(new(new(2013, 6, 3), Allotment)),
            (await later.Store.ReadPricesAsync("37740", Cancellation))!.Days.Select(day => day.Date));
    }

    [Fact]
    public async Task Fetch_FeedsThatAreSwitchedOff_AreNotAskedAndNothingIsMissing()
    {
        await using var harness = await FetchHarness.StartAsync(
            fixture,
            new FakeTimeProvider(YearsLater),
            settings: [new("MarketData:JQuants:Enabled", "false"), new("MarketData:Jgb:Enabled", "false")]);

        var summary = await harness.Fetcher.FetchAsync(Allotment, ["3774"], Cancellation);

        Assert.Equal([], summary.Failures);
        Assert.Equal((0, 0, null), (summary.PricesAdded, summary.CurvesAdded, summary.LastCurve));
        Assert.Empty(await harness.BlobsAsync());
    }

    [Fact]
    public async Task Fetch_Twice_LeavesTheSameBlobs()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);
        await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);
        var once = await harness.BlobsAsync();

        var second = await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);

        Assert.Equal(once, await harness.BlobsAsync());
        Assert.Equal((1, 0, 0, 0), (second.CodesWithDate, second.PricesAdded, second.CurvesAdded, second.NoticesAdded));
        Assert.Equal([], second.Failures);
    }

    [Fact]
    public async Task Fetch_NextNight_AsksOnceByDate()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);
        await harness.Fetcher.FetchAsync(Allotment.AddDays(-1), ["37740"], Cancellation);

        var summary = await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);

        Assert.Equal((0, 1, 1), (summary.Histories, summary.PricesAdded, summary.CodesWithDate));
        var prices = (await harness.Store.ReadPricesAsync("37740", Cancellation))!;
        Assert.EndsWith("/bars/daily?date=2013-07-11", prices.Sources[^1].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_NightsMissed_FillsTheSessionsBetween()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);
        await harness.Fetcher.FetchAsync(new(2013, 7, 5), ["37740"], Cancellation);

        var summary = await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);

        // Monday 8 to Thursday 11 July.
        Assert.Equal((1, 4, 1), (summary.Histories, summary.PricesAdded, summary.CodesWithDate));
        var prices = (await harness.Store.ReadPricesAsync("37740", Cancellation))!;
        Assert.EndsWith("from=2013-07-06&to=2013-07-11", prices.Sources[^1].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_EveryFigure_PointsToTheArchivedBodyItCameIn()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);
        await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);
        var prices = (await harness.Store.ReadPricesAsync("37740", Cancellation))!;
        var curves = (await harness.Store.ReadCurvesAsync(Cancellation))!;

        var source = prices.SourceOf(prices.Find(Allotment)!.Value);
        var archived = await harness.Storage.RawMarketData.GetBlobClient(source.Sha256).DownloadContentAsync(
            Cancellation);

        Assert.Equal(source.Sha256, ContentHash.Of(archived.Value.Content.ToMemory().Span));
        Assert.Contains("\"Date\":\"2013-07-11\"", archived.Value.Content.ToString(), StringComparison.Ordinal);
        Assert.True(source.IsSynthetic);
        Assert.Equal(("j-quants", "200"), (
            archived.Value.Details.Metadata["source"], archived.Value.Details.Metadata["status"]));
        Assert.Equal(4, prices.Sources.Count);
        var curveSource = curves.SourceOf(Allotment)!;
        Assert.False(curveSource.IsSynthetic);
        Assert.True(await harness.Storage.RawMarketData.GetBlobClient(curveSource.Sha256).ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task Fetch_EveningOfTheDay_HasTheCloseButNotYetTheCurve()
    {
        // 2013-07-11 18:00 in Japan: the curve comes out the next business day at 9:30.
        await using var harness = await FetchHarness.StartAsync(
            fixture, new DateTimeOffset(2013, 7, 11, 9, 0, 0, TimeSpan.Zero));

        var summary = await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);

        Assert.Equal(1, summary.CodesWithDate);
        Assert.Equal(new DateOnly(2013, 7, 10), summary.LastCurve);
        Assert.Equal(
            "NotPublished curve=2013-07-11: no curve of this date or a later one is published yet",
            Assert.Single(summary.Failures).ToString());
    }

    [Fact]
    public async Task Fetch_WrongKey_NamesTheRefusalAndStillHasTheCurves()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater, apiKey: "not-the-key");

        var summary = await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);

        Assert.Equal((0, 3), (summary.CodesWithDate, summary.CurvesAdded));
        Assert.All(summary.Failures, failure => Assert.Equal(ReasonCode.FeedRefused, failure.Code));
        Assert.Contains(
            "HTTP 403: key, plan or path refused: The incoming API key is invalid.", summary.Failures[
                0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_UnknownCode_IsNamed()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);

        var summary = await harness.Fetcher.FetchAsync(Allotment, ["9999", "37 40"], Cancellation);

        Assert.Equal((1, 0), (summary.Codes, summary.CodesWithDate));
        Assert.Equal(
            ["UnsupportedMarket security_code=37 40", "NotPublished security_code=9999"],
            summary.Failures.Select(failure => $"{failure.Code} {failure.Field}={failure.Value}"));
    }

    [Fact]
    public async Task ReadPrices_DifferentCloseStated_StaysAndIsReported()
    {
        await using var harness = await FetchHarness.StartAsync(fixture, YearsLater);
        await harness.Fetcher.FetchAsync(Allotment, ["37740"], Cancellation);
        var source = new DataSource(ContentHash.Of("another"), "file", "another.csv", YearsLater);
        PriceFact stated = new(Allotment, 3500m, false, null, null, 0);

        var refused = await harness.Writer.AddPricesAsync("37740", [stated], [source], replace: false, Cancellation);
        var afterRefusal = await harness.Store.ReadPricesAsync("37740", Cancellation);
        var replaced = await harness.Writer.AddPricesAsync("37740", [stated], [source], replace: true, Cancellation);
        var afterReplacement = await harness.Store.ReadPricesAsync("37740", Cancellation);

        Assert.Equal(
            "ConflictingData close=3500: 3505 is stored for 3774 on 2013-07-11 and stays", Assert.Single(
                refused.Conflicts).Failure.ToString());
        Assert.Equal(3505m, afterRefusal!.Find(Allotment)!.Value.Close);
        Assert.Equal(1, replaced.Added);
        Assert.Equal(3500m, afterReplacement!.Find(Allotment)!.Value.Close);
        Assert.Equal("file", afterReplacement.SourceOf(afterReplacement.Find(Allotment)!.Value).Feed);
        Assert.Equal([3505m, 3500m], afterReplacement.Facts.Where(fact => fact.Date == Allotment).Select(
            fact => fact.Close!.Value));
    }

    /// <summary>Stores the sample's close of a date, as a file would.</summary>
    private async Task TakeCloseAsync(FetchHarness harness, DateOnly date)
    {
        await using var other = await FetchHarness.StartAsync(fixture, YearsLater);
        await other.Fetcher.FetchAsync(date, ["37740"], Cancellation);
        var close = (await other.Store.ReadPricesAsync("37740", Cancellation))!.Find(date)!.Value.Close;
        await harness.Writer.AddPricesAsync(
            "37740",
            [new(date, close, false, null, null, 0)],
            [new(ContentHash.Of($"{date}"), "file", "closes.csv", YearsLater)],
            replace: false,
            Cancellation);
    }
}
