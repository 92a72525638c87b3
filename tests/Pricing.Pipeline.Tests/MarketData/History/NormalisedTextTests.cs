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

    [Theory]
    [InlineData("1")]
    [InlineData("0.1")]
    [InlineData("1975.50")]
    [InlineData("00012.5")]
    [InlineData("392000")]
    [InlineData("2147483648")]
    [InlineData("4294967296.25")]
    [InlineData("123456789012345678")]
    [InlineData("12345678901234567.8")]
    [InlineData("1234567890123456789012345.678")]
    [InlineData("+5")]
    [InlineData(".5")]
    [InlineData("5.")]
    public async Task Prices_ANumberOfAnyForm_IsReadToTheDigit(string number)
    {
        var read = await CloseAsync(number);

        Assert.Equal(decimal.GetBits(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture)), decimal.GetBits(read));
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1,2")]
    [InlineData("1e3")]
    [InlineData("0")]
    [InlineData("0.000")]
    [InlineData("-5")]
    [InlineData(".")]
    [InlineData("12a")]
    [InlineData("１２")]
    public Task Prices_WhatIsNoPrice_IsDamage(string number) => Assert.ThrowsAnyAsync<Exception>(() => CloseAsync(number));

    private async Task<decimal> CloseAsync(string number)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await new MarketDataWriter(storage).AddPricesAsync("37740", [new(new(2012, 9, 25), 7m, false, null, null, 0)], [Received], replace: false, Cancellation);
        var text = await TextAsync(storage, "prices/37740");
        await storage.MarketData.GetBlobClient("prices/37740").UploadAsync(
            BinaryData.FromString(text.Replace("20120925 7 ", $"20120925 {number} ", StringComparison.Ordinal)), overwrite: true, Cancellation);
        return (await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation))!.Facts[0].Close!.Value;
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

    /// <summary>The ministry's history begins in 1974; what is read for no date of the calendar would be damage.</summary>
    [Fact]
    public async Task Curves_OfDatesBeforeTheCalendar_ArePassedOver()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        var file = new CurveReply(
            [.. new DateOnly[] { new(1974, 9, 24), new(1989, 12, 29), new(1990, 1, 4) }.Select(date => new YieldCurve { Date = date, Points = [new(10m, 5.7m)] })],
            Received,
            new Validators("W/\"7\"", DateTimeOffset.UnixEpoch));

        var first = await new MarketDataWriter(storage).AddCurvesAsync(file, null, Cancellation);
        var again = await new MarketDataWriter(storage).AddCurvesAsync(file, replace: false, Cancellation);

        Assert.Equal((1, 0, 1, 0), (first.Added, first.Conflicts.Count, again.Added, again.Repeated));
        var read = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;
        Assert.Equal(new(1990, 1, 4), Assert.Single(read.Curves).Date);
        Assert.Empty(read.Damaged);
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
