using Pricing.Volatility;

namespace Pricing.Tests.Volatility;

// What each likely mistake gives on the synthetic share, calculated in Python with 30 digits.
public sealed class VolatilityWrongPathsTests
{
    private const double Right = 0.16715898989964361;

    [Fact]
    public void Estimate_WithoutTheSplit_IsWrongByTheSplit() =>
        AssertWrong(0.83023445494519149, SyntheticPrices.Sample with { Splits = [] });

    [Fact]
    public void Estimate_SplitOnItsEffectiveDate_IsWrongByTheWeekBetween() => AssertWrong(
        1.155254374481057,
        SyntheticPrices.Sample with { Splits = [SyntheticPrices.Split with { ExDate = new(2018, 10, 1) }] });

    [Fact]
    public void Estimate_FridaysOnly_MissesTheWeeksThatEndEarlier() => AssertWrong(
        0.16437580903706637,
        SyntheticPrices.Sample with
        {
            Closes = [.. SyntheticPrices.Sample.Closes.Where(close => close.Date.DayOfWeek == DayOfWeek.Friday)],
        });

    // A feed's closes, multiplied by 1 - dividend / the close before for every ex-date to come, taken for raw ones.
    [Fact]
    public void Estimate_DividendAdjustedCloses_AreNotThePriceReturnsOfTheRelease()
    {
        var closes = SyntheticPrices.Sample.Closes;
        var adjusted = closes.Select(close => close with
        {
            Close = SyntheticPrices.Dividends
                .Where(dividend => close.Date < dividend.ExDate)
                .Aggregate(close.Close, (product, dividend) =>
                    product * (1 - dividend.AmountPerShare / closes.Last(before => before.Date < dividend.ExDate).Close)),
        });

        AssertWrong(0.16441478341109667, SyntheticPrices.Sample with { Closes = [.. adjusted] });
    }

    private static void AssertWrong(double wrong, PriceSample sample)
    {
        var estimate = VolatilityEstimatorTests.Estimate(sample, VolatilityMethod.Release);

        VolatilityEstimatorTests.AssertSigma(wrong, estimate);
        Assert.True(Math.Abs(estimate.Sigma - Right) > 0.002);
    }
}
