using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
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

    private static PriceFact Close(decimal close) => new(Day, close, false, null, null, 0);

    private static DataSource Source(string name) => new("file", name, new string('a', 64), new(2013, 7, 11, 9, 0, 0, TimeSpan.Zero), IsSynthetic: false);
}
