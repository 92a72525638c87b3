using Pricing.Actions;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.MarketData.Dividends;
using Pricing.Rates;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.History;

public sealed class MarketDataWriterTests(AzuriteFixture fixture)
{
    private static readonly DateOnly Day = new(2012, 9, 25);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddPrices_OnceMoreFromTheSameSource_SaysAgainWhatWasReplaced()
    {
        var writer = new MarketDataWriter(await fixture.NewStorageAsync(Cancellation));
        PriceFact[] first = [Close(392000m), Close(1975m) with { Date = Day.AddDays(1), SplitNewPerOld = (Ratio)100m }];
        await writer.AddPricesAsync("37740", first, [Source("first.csv")], replace: false, Cancellation);

        // One that is new, one that differs, and one of which only the factor does.
        PriceFact[] corrected = [Close(2048m) with { Date = Day.AddDays(2) }, Close(392500m), first[1] with { SplitNewPerOld = (Ratio)200m }];
        var told = await AddAsync(corrected, "second.csv");
        var again = await AddAsync(corrected, "second.csv");
        var other = await AddAsync(corrected, "third.csv");

        string[] replaced = ["3774 2012-09-25 close: 392000 -> 392500", "3774 2012-09-26 split_factor: 100 -> 200"];
        Assert.Equal(replaced, told.Replaced);
        Assert.Equal(replaced, again.Replaced);
        Assert.Equal((told.Added, told.Repeated), (again.Added, again.Repeated));
        Assert.Empty(other.Replaced);

        Task<MarketDataWriter.Addition> AddAsync(PriceFact[] facts, string name) =>
            writer.AddPricesAsync("37740", facts, [Source(name)], replace: true, Cancellation);
    }

    [Fact]
    public async Task AddCurves_OnceMoreFromTheSameSource_SaysAgainWhatWasReplaced()
    {
        var writer = new MarketDataWriter(await fixture.NewStorageAsync(Cancellation));

        await SaysAgainAsync("curve 2012-09-25 10Y: 0.8 -> 0.9", 0.8m, 0.9m, (percent, source) => writer.AddCurvesAsync(
            new([new() { Date = Day, Points = [new(10, percent)] }], source, new(null, null)), replace: true, Cancellation));
    }

    [Fact]
    public async Task AddCurves_WhereTheStoredOneHasNoYield_AreAddedAsNew()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        var writer = new MarketDataWriter(storage);
        await AddAsync([], FileSource(2));
        Assert.False((await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!.Settles(Day));

        var added = await AddAsync([new(10, 0.9m)], FileSource(1));
        var again = await AddAsync([new(10, 0.9m)], FileSource(1));

        Assert.Equal((1, 0, 0), (added.Added, added.Conflicts.Count, added.Replaced.Count));
        Assert.Equal((1, 0, 0), (again.Added, again.Conflicts.Count, again.Replaced.Count));
        var stored = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;
        Assert.Equal(0.9m, Assert.Single(Assert.Single(stored.Of(Day)).Curve.Points).Percent);
        Assert.Equal(FileSource(1), stored.SourceOf(Day));

        Task<MarketDataWriter.Addition> AddAsync(CurvePoint[] points, DataSource source) => writer.AddCurvesAsync(
            new([new() { Date = Day, Points = points }], source, new(null, null)), replace: false, Cancellation);
    }

    [Fact]
    public async Task AddNotices_OnceMoreFromTheSameSource_SaysAgainWhatWasReplaced()
    {
        var writer = new MarketDataWriter(await fixture.NewStorageAsync(Cancellation));

        await SaysAgainAsync("3774 2012-09-30 amount: 10 -> 12", 10m, 12m, (amount, source) =>
            writer.AddNoticesAsync("37740", [Notice(amount)], [source], through: null, replace: true, Cancellation));
    }

    [Fact]
    public async Task AddActions_OnceMoreFromTheSameSource_SaysAgainWhatWasReplaced()
    {
        var writer = new MarketDataWriter(await fixture.NewStorageAsync(Cancellation));

        await SaysAgainAsync("3774 2012-09-26 ratio: 2 -> 3", 2m, 3m, (ratio, source) => writer.AddActionsAsync(
            "37740",
            [new() { Action = new() { Kind = CorporateActionKind.Split, NewPerOld = ratio, ExDate = new(2012, 9, 26) } }],
            source,
            new(MayReplace: true, "typing error"),
            Cancellation));
    }

    [Fact]
    public async Task AddPrices_OfAnEarlierFileThatIsTakenInLater_LeaveWhatTheLaterOneStates()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        var writer = new MarketDataWriter(storage);

        await LaterStandsAsync(
            "ConflictingData close=100: 200 is stored for 3774 on 2012-09-25, by a file that came later, at 2013-07-11T09:02:00Z, and stays",
            (close, source) => writer.AddPricesAsync("37740", [Close(close)], [source], replace: true, Cancellation));

        // What the later one does not state is taken all the same.
        var split = Close(300m) with { SplitNewPerOld = (Ratio)2m };
        Assert.Empty((await writer.AddPricesAsync("37740", [split], [FileSource(1)], replace: true, Cancellation)).Conflicts);
        var day = (await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation))!.Find(Day)!.Value;
        Assert.Equal((300m, (Ratio)2m), (day.Close!.Value, day.SplitNewPerOld!.Value));
    }

    [Fact]
    public async Task AddCurves_OfAnEarlierFileThatIsTakenInLater_LeaveWhatTheLaterOneStates()
    {
        var writer = new MarketDataWriter(await fixture.NewStorageAsync(Cancellation));

        await LaterStandsAsync(
            "ConflictingData yield 10y=100: another curve is stored for 2012-09-25, by a file that came later, at 2013-07-11T09:02:00Z, and stays (stored / sent): 10Y 200 / 100",
            (percent, source) => writer.AddCurvesAsync(new([new() { Date = Day, Points = [new(10, percent)] }], source, new(null, null)), replace: true, Cancellation));
    }

    [Fact]
    public async Task AddNotices_OfAnEarlierFileThatIsTakenInLater_LeaveWhatTheLaterOneStates()
    {
        var writer = new MarketDataWriter(await fixture.NewStorageAsync(Cancellation));

        await LaterStandsAsync(
            "ConflictingData amount=100: 200 is stored for the interim dividend of 3774 with the record date 2012-09-30, announced on 2012-11-09, by a file that came later, at 2013-07-11T09:02:00Z, and stays",
            (amount, source) => writer.AddNoticesAsync("37740", [Notice(amount)], [source], through: null, replace: true, Cancellation));
    }

    [Fact]
    public async Task AddActions_OfAnEarlierFileThatIsTakenInLater_LeaveWhatTheLaterOneStates()
    {
        var writer = new MarketDataWriter(await fixture.NewStorageAsync(Cancellation));

        await LaterStandsAsync(
            "ConflictingData ratio=100: 200 is stored for the split of 3774 with the ex-date 2012-09-26, by a file that came later, at 2013-07-11T09:02:00Z, and stays",
            (ratio, source) => writer.AddActionsAsync("37740", [Split(ratio)], source, new(MayReplace: true, "typing error"), Cancellation));
    }

    [Fact]
    public async Task AddActions_WithdrawalOfAnEarlierFile_LeavesWhatTheLaterOneStates()
    {
        var writer = new MarketDataWriter(await fixture.NewStorageAsync(Cancellation));
        await writer.AddActionsAsync("37740", [Split(2m)], FileSource(2), new(MayReplace: false), Cancellation);

        var earlier = await AddAsync(FileSource(1));
        var later = await AddAsync(FileSource(3));

        Assert.Contains("is stored by a file that came later", Assert.Single(earlier.Conflicts).Failure.Reason, StringComparison.Ordinal);
        Assert.Equal((0, 1), (later.Conflicts.Count, later.Added));

        Task<MarketDataWriter.Addition> AddAsync(DataSource source) => writer.AddActionsAsync(
            "37740", [Split(2m) with { WithdrawnReason = "not resolved" }], source, new(MayReplace: false), Cancellation);
    }

    /// <summary>Of two files that replace, the later one stands; one that comes after both replaces it.</summary>
    private static async Task LaterStandsAsync(string conflict, Func<decimal, DataSource, Task<MarketDataWriter.Addition>> addAsync)
    {
        await addAsync(50m, FileSource(0));
        await addAsync(200m, FileSource(2));

        var earlier = await addAsync(100m, FileSource(1));
        var last = await addAsync(300m, FileSource(3));

        Assert.Equal(conflict, Assert.Single(earlier.Conflicts).Failure.ToString());
        Assert.Equal((0, 0), (earlier.Added, earlier.Replaced.Count));
        Assert.Equal((0, 1), (last.Conflicts.Count, last.Replaced.Count));
    }

    private static SaidAction Split(decimal ratio) =>
        new() { Action = new() { Kind = CorporateActionKind.Split, NewPerOld = ratio, ExDate = new(2012, 9, 26) } };

    private static DataSource FileSource(int minute) => new(
        new string('a', 64), DataSource.FileFeed, $"{minute}.csv#replace", new DateTimeOffset(2013, 7, 11, 9, minute, 0, TimeSpan.Zero));

    /// <summary>A figure that is replaced is named by the source that did, each time that it comes, and by no other that brings the same.</summary>
    private static async Task SaysAgainAsync(string replaced, decimal first, decimal second, Func<decimal, DataSource, Task<MarketDataWriter.Addition>> addAsync)
    {
        await addAsync(first, Source("first.csv"));

        var told = await addAsync(second, Source("second.csv"));
        var again = await addAsync(second, Source("second.csv"));
        var other = await addAsync(second, Source("third.csv"));

        Assert.Equal([replaced], told.Replaced);
        Assert.Equal([replaced], again.Replaced);
        Assert.Equal((1, 1), (told.Added, again.Added));
        Assert.Empty(other.Replaced);
    }

    private static DividendNotice Notice(decimal amount) =>
        Notices.Of("file/20120930/interim/20121109", new(2012, 11, 9), new(2012, 9, 30), amount, isFinal: false) with { ExDate = new(2012, 9, 26) };

    private static PriceFact Close(decimal close) => new(Day, close, false, null, null, 0);

    private static DataSource Source(string name) => new("file", name, new string('a', 64), new(2013, 7, 11, 9, 0, 0, TimeSpan.Zero), IsSynthetic: false);
}
