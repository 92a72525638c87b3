using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.Tests.MarketData.Prices;

public sealed class PriceFactTests
{
    private static readonly PriceFact Split = new(new(2012, 9, 26), 1975m, NoTrade: false, new Ratio(200m, 1m), BasePrice: 1960m, Source: 1);

    [Fact]
    public void Fact_WithOneFigureChanged_KeepsTheOthers()
    {
        var without = Split with { SplitNewPerOld = null };
        var neither = without with { BasePrice = null };
        var closeless = Split with { Close = null };

        Assert.Equal((null, 1960m, 1975m), (without.SplitNewPerOld, without.BasePrice, without.Close));
        Assert.Equal((null, null, 1975m), (neither.SplitNewPerOld, neither.BasePrice, neither.Close));
        Assert.Equal((new Ratio(200m, 1m), 1960m, null), (closeless.SplitNewPerOld, closeless.BasePrice, closeless.Close));
        Assert.Equal((null, null, null), (default(PriceFact).SplitNewPerOld, default(PriceFact).BasePrice, default(PriceFact).Close));
    }

    [Fact]
    public void Fact_OfTheSameFigures_IsEqual()
    {
        Assert.Equal(Split, Split with { BasePrice = 1960.0m, Close = 1975m });
        Assert.Equal(new(Split.Date, 1975m, NoTrade: false, SplitNewPerOld: null, BasePrice: null, Source: 1), Split with { SplitNewPerOld = null, BasePrice = null });
        Assert.NotEqual(Split, Split with { BasePrice = 1961m });
        Assert.NotEqual(Split, Split with { SplitNewPerOld = new Ratio(2m, 1m) });
        Assert.NotEqual(Split with { Close = 0m }, Split with { Close = null });
    }
}
