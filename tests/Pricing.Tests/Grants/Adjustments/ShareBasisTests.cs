using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Volatility;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Adjustments;

// S, D and shares per right on one basis across a 1:200 split: ex-date 26 September, new number from 1 October 2012.
public sealed class ShareBasisTests
{
    private static readonly ShareSplit Split = new()
    {
        ExDate = new(2012, 9, 26),
        NewPerOld = 200m,
        RecordDate = new(2012, 9, 30),
        EffectiveDate = new(2012, 10, 1),
    };

    private static readonly CashDividend Dividend = new()
    {
        AmountPerShare = 3500m,
        ExDate = new(2012, 3, 28),
        RecordDate = new(2012, 3, 31),
        FiscalYearEnd = new(2012, 3, 31),
        Kind = DividendKind.Final,
    };

    // A made-up price of 400,000 yen before the split and 2,000 after it.
    [Theory]
    [InlineData("2012-09-25", 400_000, 1, 1)]
    [InlineData("2012-09-26", 2_000, 200, 1)]
    [InlineData("2012-09-28", 2_000, 200, 1)]
    [InlineData("2012-10-01", 2_000, 200, 200)]
    public void Basis_AcrossASplit_IsThatOfThePrice(string date, int price, int forValuation, int inForce)
    {
        var shares = SharesPerRight
            .On(1m, new(2011, 7, 14), [NumberAdjustment.For(Split)], Date(date))
            .Value;
        var dividend = FiscalYearDividend.Restate([Dividend], [Split], Date(date), new(true)).Value;

        Assert.Equal(forValuation, shares.ForValuation);
        Assert.Equal(inForce, shares.InForce);
        Assert.Equal(400_000m, price * shares.ForValuation);
        Assert.Equal(3500m, dividend.Amount.Numerator * shares.ForValuation);
        Assert.Equal(0.00875m, dividend.Amount.Numerator / price);
    }

    [Fact]
    public void Basis_OfTheClosesUsed_IsThatOfTheWindowsEnd()
    {
        ClosingPrice[] closes =
        [
            new(new(2012, 9, 14), 400_000m),
            new(new(2012, 9, 21), 400_000m),
            new(new(2012, 9, 28), 2_000m),
            new(new(2012, 10, 5), 2_000m),
        ];
        var sample = new PriceSample { Closes = closes, Splits = [Split], Window = new(closes[0].Date, closes[^1].Date) };

        var estimate = VolatilityEstimator.Estimate(sample, new() { MinimumReturns = 2 }).Value;

        Assert.Equal([2_000.0, 2_000.0, 2_000.0, 2_000.0], estimate.ClosesUsed.Select(close => close.AdjustedClose));
        Assert.Equal(0, estimate.Sigma);
    }
}
