using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Rates;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.History;

public sealed class NormalisedTextTests(AzuriteFixture fixture)
{
    private static readonly DataSource Received =
        new(ContentHash.Of("a"), "j-quants", "https://api.jquants.com/v2/equities/bars/daily?date=2013-07-11",
            DateTimeOffset.UnixEpoch);

    private static readonly DataSource Synthetic = new(
        ContentHash.Of("b"), "file", "a%20file.csv", DateTimeOffset.UnixEpoch, IsSynthetic: true);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prices_WrittenAndRead_AreTheSame()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        PriceFact[] facts =
        [
            new(new(2012, 9, 25), 392000m, false, null, null, 0),
            new(new(2012, 9, 26), 1975.5m, false, (Ratio)200m, null, 0),
            new(new(2012, 9, 27), null, true, new Ratio(1, 3), 1975m, 1),
        ];

        await new MarketDataWriter(storage).AddPricesAsync(
            "37740", facts, [Received, Synthetic], replace: false, Cancellation);
        var read = (await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation))!;

        Assert.Equal(facts, read.Facts);
        Assert.Equal([Received, Synthetic], read.Sources);
        var text = await TextAsync(storage, "prices/37740");
        Assert.EndsWith(
            "20120925 392000 @0\n20120926 1975.5 x200\n20120927 - x1/3 b1975 @1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prices_WithTheDatesThatAFeedWasAskedFor_AreOfTheSecondLayoutAndThoseOfTheFirstAreRead()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        var (writer, store) = (new MarketDataWriter(storage), new MarketDataStore(storage));
        await writer.AddPricesAsync("37740", [new(new(2012, 9, 25), 392000m, false, null, null, 0)], [Received], replace: false, Cancellation);
        Assert.StartsWith("prices 1 37740\n@0", await TextAsync(storage, "prices/37740"), StringComparison.Ordinal);
        Assert.Null((await store.ReadPricesAsync("37740", Cancellation))!.Covered);

        await writer.AddPricesAsync("37740", [], [Received], replace: false, Cancellation, new PriceSpan(new(2005, 1, 1), new(2012, 9, 26)));

        Assert.StartsWith("prices 2 37740\n=20050101 20120926\n@0", await TextAsync(storage, "prices/37740"), StringComparison.Ordinal);
        var read = (await store.ReadPricesAsync("37740", Cancellation))!;
        Assert.Equal((1, new PriceSpan(new(2005, 1, 1), new(2012, 9, 26))), (read.Facts.Count, read.Covered));
    }

    [Fact]
    public async Task Curves_WrittenAndRead_AreTheSame()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        YieldCurve[] curves =
        [
            new() { Date = new(2013, 7, 10), Points = [new(1m, 0.109m), new(15m, 1.31m)] },
            new() { Date = new(2013, 7, 11), Points = [new(15m, 1.275m), new(40m, -1.932m)] },
        ];
        var file = new CurveReply(curves, Received, new Validators("W/\"7\"", DateTimeOffset.UnixEpoch));

        await new MarketDataWriter(storage).AddCurvesAsync(file, null, Cancellation);
        var store = new MarketDataStore(storage);
        var read = (await store.ReadCurvesAsync(Cancellation))!;

        Assert.Equal(curves.SelectMany(curve => curve.Points), read.Curves.SelectMany(curve => curve.Points));
        Assert.Equal((file.Validators, null, Received), (
            read.HistoryFile, read.CurrentMonthFile, read.SourceOf(new(2013, 7, 11))));
        Assert.Same(read, await store.ReadCurvesAsync(Cancellation));
    }

    [Fact]
    public async Task AddPrices_ManyWritersAtOnce_LoseNothing()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        var writer = new MarketDataWriter(storage);

        await Task.WhenAll(Enumerable.Range(1, 6).Select(day => writer.AddPricesAsync(
            "37740", [new(new(2013, 7, day), 100m + day, false, null, null, 0)], [
                Received], replace: false, Cancellation)));

        var read = await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation);
        Assert.Equal([101m, 102m, 103m, 104m, 105m, 106m], read!.Closes.Select(close => close.Close));
        Assert.Single(read.Sources);
    }

    private static async Task<string> TextAsync(PipelineStorage storage, string name) =>
        (await storage.MarketData.GetBlobClient(name).DownloadContentAsync(Cancellation)).Value.Content.ToString();
}
