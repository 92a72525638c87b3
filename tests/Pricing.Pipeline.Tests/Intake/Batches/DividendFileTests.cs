using Pricing.Dividends;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Doors;
using Pricing.Pipeline.Tests.MarketData.Fetching;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

public sealed class DividendFileTests(AzuriteFixture fixture)
{
    /// <summary>Declared by IIJ: 1,750 yen before the split 1:200 of 2012-09-26, 10 yen after it.</summary>
    private const string Declared =
        "Code,Kind,Amount,RecordDate,ExDate,AnnouncedOn\n"
        + "3774,interim,1750,2012-09-30,2012-09-26,2012-11-09\n"
        + "3774,Final,10,2013/3/31,2013/3/27,2013/5/15\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_TableOfDividends_GivesTheReleasesDividend()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("dividends.csv", Declared);

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((1, 2, 0, 0), (report.Shares, report.Stored, report.Unchanged, report.Rejected));
        var history = (await new MarketDataStore(storage).ReadDividendsAsync("37740", Cancellation))!;
        Assert.Equal(DividendHistory.NeverAsked, history.Through);
        Assert.Equal(report.Sha256, Assert.Single(history.Sources).Sha256);

        // Release, section 12, item 7: 10 + 1,750 / 200 yen.
        ShareSplit split = new() { ExDate = new(2012, 9, 26), NewPerOld = 200m };
        var perShare = FiscalYearDividend.Restate(
            history.KnownOn(new(2013, 7, 11)), [split], new(2013, 7, 11), new(CountCommemorative: true)).Value;
        Assert.Equal((18.75m, new DateOnly(2013, 3, 31)), (perShare.Amount, perShare.FiscalYearEnd));
        Assert.Single(history.KnownOn(new(2013, 5, 15)), dividend => dividend.Kind == DividendKind.Final);
        Assert.Empty(history.KnownOn(new(2013, 5, 14)));
    }

    [Fact]
    public async Task Sweep_CorrectedTable_IsAppliedOnlyWhereItSaysSoAndKeepsTheOld()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        var corrected = Declared.Replace(",10,", ",11,", StringComparison.Ordinal);
        await door.DropAsync("first.csv", Declared);
        await door.SweepAsync();
        await door.DropAsync("second.csv", corrected);
        var refused = Assert.Single(await door.SweepAsync());
        var stays = await FinalAsync(storage);

        await door.DropAsync("third.csv", corrected, ("replace", "true"));
        var replaced = Assert.Single(await door.SweepAsync());
        await door.DropAsync("fourth.csv", corrected);
        var repeated = await door.SweepAsync();

        Assert.Equal((0, 1, 10m), (refused.Stored, refused.Unchanged, stays));
        Assert.Equal(
            "ConflictingData amount=11: 10 is stored for the final dividend of 3774 with the record date 2013-03-31, announced on 2013-05-15, and stays",
            Assert.Single(await door.FailuresAsync(refused)));
        Assert.Equal((1, 0, 11m), (replaced.Stored, replaced.Rejected, await FinalAsync(storage)));
        Assert.Equal(("3774 2013-03-31 amount: 10 -> 11", 1), (replaced.Replaced, replaced.ReplacedCount));
        Assert.Empty(repeated);
        var notices = (await new MarketDataStore(storage).ReadDividendsAsync("37740", Cancellation))!.Notices;
        Assert.Equal([1750m, 10m, 11m], notices.Select(notice => notice.Rate!.Value));
        Assert.Equal(NoticeStatus.Correction, notices[^1].Status);
    }

    [Fact]
    public async Task Fetch_FeedKnowsTheSameDividend_CountsItOnce()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        await using var door = new PriceDoor(market.Storage);
        await door.DropAsync("dividends.csv", Declared);
        await door.SweepAsync();
        market.Feed.On(StandInMarket.DividendPath, StandInMarket.Bars(StandInMarket.Dividend()));

        var summary = await market.FetchAsync();

        Assert.Equal([], summary.Failures);
        Assert.Equal(1, summary.NoticesAdded);
        var history = (await market.Store.ReadDividendsAsync("37740", Cancellation))!;
        Assert.Equal((3, StandInMarket.Night), (history.Notices.Count, history.Through));
        Assert.Equal([1750m, 10m], history.Dividends.Select(dividend => dividend.AmountPerShare));
    }

    [Fact]
    public async Task Sweep_OtherAmountThanTheFeedsOfTheSameDay_IsReportedAndReplacesItWhereItMay()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        market.Feed.On(StandInMarket.DividendPath, StandInMarket.Bars(StandInMarket.Dividend()));
        await market.FetchAsync();
        await using var door = new PriceDoor(market.Storage);
        var eleven = Declared.Replace(",10,", ",11,", StringComparison.Ordinal);

        await door.DropAsync("first.csv", eleven);
        var refused = Assert.Single(await door.SweepAsync());
        var stays = await FinalAsync(market.Storage);
        await door.DropAsync("second.csv", eleven, ("replace", "true"));
        var replaced = Assert.Single(await door.SweepAsync());
        await door.DropAsync("third.csv", $"{eleven}\n", ("replace", "true"));
        var again = Assert.Single(await door.SweepAsync());
        var fetched = await market.FetchAsync(StandInMarket.Night.AddDays(1));

        Assert.Equal(10m, stays);
        Assert.Equal(
            "ConflictingData amount=11: 10 is stored for the final dividend of 3774 with the record date 2013-03-31, announced on 2013-05-15, and stays",
            Assert.Single(await door.FailuresAsync(refused)));
        Assert.Equal(("3774 2013-03-31 amount: 10 -> 11", 1, 0), (replaced.Replaced, replaced.ReplacedCount, again.ReplacedCount));
        Assert.DoesNotContain(fetched.Failures, failure => failure.Code == ReasonCode.ConflictingData);
        Assert.Equal(11m, await FinalAsync(market.Storage));

        await door.DropAsync("fourth.csv", Declared.Replace(",10,", ",12,", StringComparison.Ordinal), ("replace", "true"));
        await door.SweepAsync();
        Assert.Equal(12m, await FinalAsync(market.Storage));
    }

    [Fact]
    public async Task Sweep_StatedFiscalYearEnd_IsTheYearOfTheDividend()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync(
            "3774.csv",
            "Kind,Amount,FiscalYearEnd,RecordDate,ExDate,AnnouncedOn\nfinal,40,2023-03-31,2023-03-31,2023-03-30,2023-05-15\ninterim,25,2023-12-31,2023-09-30,2023-09-28,2023-11-10\n");

        await door.SweepAsync();

        var history = (await new MarketDataStore(storage).ReadDividendsAsync("37740", Cancellation))!;
        Assert.Equal([new(2023, 3, 31), new(2023, 12, 31)], history.Dividends.Select(dividend => dividend.FiscalYearEnd));
        Assert.Equal(
            "MissingDividend fiscal_year_end=2023-12-31: the fiscal year has no final dividend on record",
            Assert.Single(FiscalYearDividend.Restate(history.Dividends, [], new(2024, 1, 19), new(CountCommemorative: true)).Failures).ToString());
    }

    /// <summary>The same row without, and then with, the end of its year.</summary>
    [Fact]
    public async Task Sweep_FiscalYearEndStatedLater_CompletesAndContradictsNothing()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", Interim(""));
        await door.SweepAsync();

        await door.DropAsync("3774.csv", Interim("2023-12-31"));
        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((1, 0), (report.Stored, report.Rejected));
        Assert.Equal(new DateOnly(2023, 12, 31), await YearEndAsync(storage));
    }

    [Fact]
    public async Task Fetch_FeedThatKnowsTheDividendOfAStatedYear_KeepsTheYear()
    {
        await using var market = await StandInMarket.StartAsync(fixture);
        await using var door = new PriceDoor(market.Storage);
        await door.DropAsync("3774.csv", "Kind,Amount,FiscalYearEnd,RecordDate,ExDate,AnnouncedOn\nfinal,10,2013-06-30,2013-03-31,2013-03-27,2013-05-15\n");
        await door.SweepAsync();
        market.Feed.On(StandInMarket.DividendPath, StandInMarket.Bars(StandInMarket.Dividend()));

        var summary = await market.FetchAsync();

        Assert.DoesNotContain(summary.Failures, failure => failure.Code == ReasonCode.ConflictingData);
        Assert.Equal(new DateOnly(2013, 6, 30), await YearEndAsync(market.Storage));
    }

    [Theory]
    [InlineData("interim", "quarterly", "InvalidField Kind=quarterly: must be one of interim, final")]
    [InlineData("AnnouncedOn", "Announced", "FeedMalformed header=Code,Kind,Amount,RecordDate,ExDate,Announced: the header of Dividends lacks AnnouncedOn; Announced is no known name, the nearest one is AnnouncedOn")]
    public async Task Sweep_OneBadRow_TakesNothingOfTheFile(string was, string becomes, string expected)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("dividends.csv", Declared.Replace(was, becomes, StringComparison.Ordinal));

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(0, report.Stored);
        Assert.EndsWith(expected, report.Defect, StringComparison.Ordinal);
        Assert.Equal(expected, Assert.Single(await door.FailuresAsync(report)));
        Assert.Null(await new MarketDataStore(storage).ReadDividendsAsync("37740", Cancellation));
    }

    [Fact]
    public async Task Sweep_UndeterminedAmountAndCommemorativePart_AreStored()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync(
            "3774.csv",
            "Kind,Amount,Commemorative Part,Record_Date,Ex_Date,Announced_On\nfinal,12,2,2013-03-31,2013-03-27,2013-05-15\ninterim,-,,2013-09-30,,2013-05-15\n");

        await door.SweepAsync();

        var history = await new MarketDataStore(storage).ReadDividendsAsync("37740", Cancellation);
        Assert.Equal(
            [(12m, 2m, new DateOnly(2013, 3, 27)), ((decimal?)null, 0m, (DateOnly?)null)],
            history!.Notices.Select(notice => (notice.Rate, notice.OccasionalRate, notice.ExDate)));
    }

    private static string Interim(string yearEnd) =>
        $"Kind,Amount,FiscalYearEnd,RecordDate,ExDate,AnnouncedOn\ninterim,25,{yearEnd},2023-09-30,2023-09-28,2023-11-10\n";

    private static async Task<DateOnly> YearEndAsync(PipelineStorage storage) =>
        Assert.Single((await new MarketDataStore(storage).ReadDividendsAsync("37740", Cancellation))!.Dividends).FiscalYearEnd;

    private static async Task<decimal> FinalAsync(PipelineStorage storage) =>
        (await new MarketDataStore(storage).ReadDividendsAsync("37740", Cancellation))!.Dividends[^1].AmountPerShare;
}
