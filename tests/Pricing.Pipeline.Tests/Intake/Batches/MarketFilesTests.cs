using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Tests.Intake.Doors;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

public sealed class MarketFilesTests(AzuriteFixture fixture)
{
    private const string First = "Date,Close\n2012-09-25,392000\n2012-09-26,1975\n";
    private const string Corrected = "Date,Close,SplitFactor\n2012-09-25,392500,\n2012-09-26,1975,200\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_DroppedFile_IsTakenInOnce()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", First);

        var report = Assert.Single(await door.SweepAsync());
        var again = await door.SweepAsync();

        Assert.Equal((1, 2, 0, 0), (report.Shares, report.Stored, report.Unchanged, report.Rejected));
        Assert.Empty(again);
        var prices = await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation);
        Assert.Equal([392000m, 1975m], prices!.Closes.Select(close => close.Close));
        Assert.Equal(("file", "3774.csv#prices-37740", report.Sha256), (
            prices.Sources[0].Feed, prices.Sources[0].Request, prices.Sources[0].Sha256));
    }

    [Fact]
    public async Task Sweep_FileWithOtherCloses_ReportsTheDifferencesAndAddsTheRest()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", First);
        await door.SweepAsync();
        await door.DropAsync("corrections.csv", Corrected, ("code", "3774"));

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal("ConflictingData close=392500: 392000 is stored for 3774 on 2012-09-25 and stays", Assert.Single(
            await door.FailuresAsync(report)));
        var prices = await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation);
        Assert.Equal(392000m, prices!.Find(new(2012, 9, 25))!.Value.Close);

        // A factor that appears later is a new fact with a source of its own; the close keeps its source.
        var exDate = prices.Find(new(2012, 9, 26))!.Value;
        Assert.Equal(((Ratio)200m, 0), (exDate.SplitNewPerOld!.Value, exDate.Source));
        Assert.Equal(
            [0, 1], prices.Facts.Where(fact => fact.Date == new DateOnly(2012, 9, 26)).Select(fact => fact.Source));
    }

    [Fact]
    public async Task Sweep_FileThatSaysReplace_ReplacesAndKeepsTheOldFact()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", First);
        await door.SweepAsync();
        await door.DropAsync("3774.csv", Corrected, ("replace", "true"));

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(($"{report.Sha256}-prices-37740-replace", 0), (report.Batch, report.Rejected));
        Assert.Equal("3774 2012-09-25 close: 392000 -> 392500", report.Replaced);
        var prices = await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation);
        Assert.Equal(392500m, prices!.Find(new(2012, 9, 25))!.Value.Close);
        Assert.Equal(
            [(392000m, false), (392500m, true)],
            prices.Facts.Where(fact => fact.Date == new DateOnly(2012, 9, 25)).Select(
                fact => (fact.Close!.Value, fact.Replaces)));
    }

    [Fact]
    public async Task Sweep_RowsOutOfOrderAndDoubled_AreSortedCountedAndReported()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync(
            "3774.csv",
            "Date,Close\n2012-09-27,2048\n2012-09-25,392000\n2012-09-27,2048\n2012-09-26,1975\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((3, 1, 0), (report.Stored, report.Dropped, report.Rejected));
        Assert.Equal(
            [
                "1 row that repeats a row above is left out: line 4, 2012-09-27",
                "3774: the close goes from 392000 of 2012-09-25 to 1975 of 2012-09-26 (1/198.48), more than the exchange's daily price limit allows; look whether one of them is mistyped or in another unit, or a split is not stated",
            ],
            report.Notices!.Split('\n'));
        Assert.Equal("3774 2012-09-25..2012-09-27", report.Codes);
        var prices = await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation);
        Assert.Equal([392000m, 1975m, 2048m], prices!.Closes.Select(close => close.Close));
    }

    [Fact]
    public async Task Sweep_TwoClosesOfADate_TakesNothingAndNamesBothLines()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", "Date,Close\n2012-09-25,392000\n2012-09-26,1975\n2012-09-26,1976\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((0, 1), (report.Stored, report.Rejected));
        Assert.Contains("1975 in line 3 and 1976 in line 4", Assert.Single(await door.FailuresAsync(report)), StringComparison.Ordinal);
        Assert.Null(await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation));
    }

    [Fact]
    public async Task Sweep_ClosesAdjustedForAStoredSplit_AreRefusedWithItsDate()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", "Date,Close,SplitFactor\n2012-09-26,1975,200\n");
        await door.SweepAsync();
        await door.DropAsync("adjusted.csv", "Date,Code,Close\n2012-09-25,3774,1960\n2012-09-26,3774,1975\n2012-09-27,3774,2048\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((0, 1), (report.Stored, report.Rejected));
        Assert.Contains("3774 on 2012-09-26: the closes go from 1960 to 1975", report.Defect, StringComparison.Ordinal);
        Assert.Single((await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation))!.Closes);
    }

    [Fact]
    public async Task Sweep_SplitOfARowAgainstStoredCloses_IsRefusedWhereTheyDoNotShowIt()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", "Date,Close\n2012-09-24,1955\n2012-09-25,1960\n");
        await door.SweepAsync();
        await door.DropAsync("next.csv", "Date,Code,Close,SplitFactor\n2012-09-26,3774,1975,200\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((0, 1), (report.Stored, report.Rejected));
        Assert.Contains("3774 on 2012-09-26: the closes go from 1960 to 1975 at a split of 200 new shares for one old: they are adjusted for it", report.Defect, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2012-09-26,1.975\n", "(1/992.41), more than the exchange's daily price limit allows")]
    [InlineData("2012-12-26,1960000\n", "(1000 times), far for an ordinary change")]
    [InlineData("2012-09-26,1975\n", null)]
    [InlineData("2012-12-26,5000\n", null)]
    public async Task Sweep_ClosesFarFromThoseThatAreStored_AreSaid(string row, string? notice)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", "Date,Close\n2012-09-24,1955\n2012-09-25,1960\n");
        await door.SweepAsync();
        await door.DropAsync("next.csv", $"Date,Code,Close\n{row.Replace(",", ",3774,", StringComparison.Ordinal)}");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(1, report.Stored);
        Assert.Equal(notice is not null, report.Notices?.Contains(notice ?? "goes", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public async Task Sweep_FileWhoseNameIsAnotherCode_SaysOfWhichItsRowsAre()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("4999.csv", "Date,Code,Close\n2012-09-25,3774,392000\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal("the file's name is the code 4999, and its rows are of 3774, for which they are taken", report.Notices);
        Assert.Equal("3774 2012-09-25..2012-09-25", report.Codes);
    }

    [Fact]
    public async Task Sweep_FileNamedByTheYearOfItsRows_IsOfTheShareThatIsStated()
    {
        await using var door = new PriceDoor(await fixture.NewStorageAsync(Cancellation));
        await door.DropAsync("2002.csv", "Date,Close\n2002-05-01,1000\n2002-05-02,1001\n");
        var refused = Assert.Single(await door.SweepAsync());
        await door.DropAsync("2002.csv", "Date,Close\n2002-05-01,1000\n2002-05-02,1001\n", ("code", "3774"));
        var taken = Assert.Single(await door.SweepAsync());

        Assert.Contains("no share is named", Assert.Single(await door.FailuresAsync(refused)), StringComparison.Ordinal);
        Assert.Equal((0, 2, "3774 2002-05-01..2002-05-02"), (refused.Stored, taken.Stored, taken.Codes));
        Assert.Null(taken.Notices);
    }

    [Fact]
    public async Task Sweep_Curves_AreStoredOnceAndADifferentOneIsAnswered()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("wide.csv", "Date,1Y,10Y\n2013-07-10,0.12,0.86\n2013-07-11,0.11,0.818\n");
        await door.DropAsync("long.csv", "date,tenor,percent\n2013-07-11,1,0.11\n2013-07-11,10,0.9\n2013-07-12,10,0.8\n");

        var reports = await door.SweepAsync();

        Assert.Equal(["curves", "curves"], reports.Select(report => report.Kind));
        Assert.Equal(3, reports.Sum(report => report.Stored));
        Assert.Equal(1, reports.Sum(report => report.Rejected));
        var curves = await new MarketDataStore(storage).ReadCurvesAsync(Cancellation);
        Assert.Equal([new(2013, 7, 10), new(2013, 7, 11), new DateOnly(2013, 7, 12)], curves!.Curves.Select(curve => curve.Date));
    }

    [Fact]
    public async Task Sweep_CurvesThatSayReplace_TakeThePlaceOfTheStoredOnesWhichStayReadable()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("first.csv", "date,1Y,10Y\n2013-07-10,0.12,0.86\n2013-07-11,0.11,0.818\n2013-07-12,0.1,0.8\n");
        var first = Assert.Single(await door.SweepAsync());
        await door.DropAsync("second.csv", "date,1Y,5Y,10Y\n2013-07-11,0.11,0.3,0.828\n", ("replace", "true"), ("reason", "typing error"));
        var second = Assert.Single(await door.SweepAsync());
        await door.DropAsync("third.csv", "date,10Y,meant_reason\n2013-07-11,0.83,the other tenors were of another source\n2013-07-16,0.84,\n", ("replace", "true"), ("reason", "again"));

        Assert.Equal((2, 0), (Assert.Single(await door.SweepAsync()).Stored, second.Rejected));

        var curves = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;
        Assert.Equal([10, 11, 12, 16], curves.Curves.Select(curve => curve.Date.Day));
        Assert.Equal([new(10, 0.83m)], curves.Curves[1].Points);
        Assert.Equal(["first.csv#curves", "third.csv#curves-replace", "first.csv#curves", "third.csv#curves-replace"], curves.Curves.Select(curve => curves.SourceOf(curve.Date)!.Request));
        Assert.Equal(
            [("first.csv#curves", 2), ("second.csv#curves-replace", 3)],
            curves.Replaced.Select(replaced => (curves.Sources[replaced.Source].Request, replaced.Curve.Points.Count)));
        Assert.Equal(first.Sha256, curves.Sources[curves.Replaced[0].Source].Sha256);
        Assert.Empty(curves.Damaged);
    }

    [Fact]
    public async Task Sweep_CurveOfFractions_IsRefusedByWhatIsStoredUnlessItIsMeant()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("first.csv", "date,10Y\n2013-07-10,0.86\n");
        await door.SweepAsync();
        await door.DropAsync("fractions.csv", "date,10Y\n2013-07-11,0.008\n");
        var refused = Assert.Single(await door.SweepAsync());
        await door.DropAsync("meant.csv", "date,10Y,meant_reason\n2013-07-11,0.008,shown by the broker\n");
        var taken = Assert.Single(await door.SweepAsync());

        Assert.Equal((0, 1), (refused.Stored, refused.Rejected));
        Assert.Contains("line 2: ImplausibleValue 10Y=0.008: 2013-07-11: the yields look like fractions", refused.Defect, StringComparison.Ordinal);
        Assert.Contains("2013-07-10", refused.Defect, StringComparison.Ordinal);
        Assert.Equal((1, "2013-07-11 is taken as it stands: shown by the broker"), (taken.Stored, taken.Notices));
    }

    [Fact]
    public async Task Sweep_HeaderOfNoKind_IsRefusedAndNothingIsTaken()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", "Date,Adj Close\n2012-09-25,1960\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((0, 0), (report.Rows, report.Rejected));
        Assert.Contains("lacks Close", Assert.Single(await door.FailuresAsync(report)), StringComparison.Ordinal);
        Assert.Contains("lacks Close", report.Defect, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Date,Close\n2012-09-25,392000\n2101-07-11,1\n", "Date=2101-07-11")]
    [InlineData("Date,Close,AdjFactor\n2012-09-25,1960,\n2012-09-26,1975,0.005\n", "2012-09-26: the closes go from 1960 to 1975")]
    [InlineData("Date,Close,SplitFactor\n2012-09-25,1960,\n2012-09-26,392000,200\n", "turn the factor round")]
    [InlineData("Date,Close,Stock Splits\n2012-09-25,1960,0\n2012-09-26,1975,200\n", "take the raw closes")]
    [InlineData("Date,Close,SplitFactor\n2012-09-25,392000,\n2012-09-26,1975,0.333\n", "write it as 1:3 or 1/3")]
    [InlineData("Date,Close,Stock\n2012-09-25,392000,3774\n2012-09-26,1975,9433\n", "several shares")]
    [InlineData("Date,Close\n2012-09-25,392000\n2012-09-26,0\n", "must be above 0")]
    [InlineData("Date,Close\n2012-09-25,392000\n2012-09-26,\"1975\n2012-09-27,2048\n", "never closes")]
    public async Task Sweep_FileWithAMistake_IsRefusedWholeAndSaysWhich(string text, string reason)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", text);

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(0, report.Stored);
        Assert.Contains(await door.FailuresAsync(report), failure => failure.Contains(reason, StringComparison.Ordinal));
        Assert.Null(await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation));
    }

    [Fact]
    public async Task Sweep_UnreadableFile_IsReportedAndStoresNothing()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", "Date,Close\n2012-09-25,abc\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal("InvalidField Close=abc: is not a number", Assert.Single(await door.FailuresAsync(report)));
        Assert.Null(await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation));
        Assert.True(await storage.RawMarketData.GetBlobClient(report.Sha256).ExistsAsync(Cancellation));
    }
}
