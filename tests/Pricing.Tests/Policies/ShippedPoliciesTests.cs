using Pricing.Dividends;
using Pricing.Grants.Measurements;
using Pricing.Policies;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Tests.Policies;

public sealed class ShippedPoliciesTests
{
    // Release, section 12: continuous rates, nothing rounded but the amount per right, upwards.
    [Fact]
    public void ReleaseText_IsTheReleaseTakenLiterally()
    {
        var policy = ShippedPolicies.ReleaseText;

        Assert.Equal((RateConvention.Continuous, YieldConvention.Continuous), (policy.Rate, policy.DividendYield));
        Assert.Equal(RoundingMode.None, policy.ValuePerShare.Mode);
        Assert.Equal(RoundingMode.Up, policy.AmountPerRight.Mode);
        Assert.Equal(
            new()
            {
                ReturnFrequency = ReturnFrequency.Weekly,
                ReturnType = ReturnType.Price,
                Estimator = DeviationEstimator.Sample,
                PeriodsPerYear = 52,
                LastPeriod = LastPeriodRule.Keep,
                MinimumReturns = 20,
                MinimumWindowYears = 1,
            },
            policy.Volatility);
        Assert.Equal(NoCloseRule.NextBasePrice, policy.NoClose);
        Assert.Equal(new(CountCommemorative: true, DividendYear.LastEnded), policy.Dividend);
        Assert.Equal(TenorRule.Linear, policy.Curve.Tenor);
        Assert.Equal(YearCount.Anniversary, policy.Term.YearCount);
    }

    /// <summary>What a policy does not say is what the release says, rounded per share.</summary>
    [Fact]
    public void Policy_NothingSaid_IsThatOfTheRelease()
    {
        var policy = new ValuationPolicy { Name = "house-rule" };

        Assert.Equal(ShippedPolicies.Continuous with { Name = "house-rule" }, policy);
        Assert.Equal(new(CountCommemorative: true, DividendYear.LastEnded), policy.Dividend);
        Assert.Equal(new(TenorRule.Linear, MaximumAgeDays: 7), policy.Curve);
        Assert.Equal(new(YearCount.Anniversary, RemainingTermRule.Elapsed), policy.Term);
    }

    [Theory]
    [InlineData("iij-practice", RateConvention.Annual, YieldConvention.Annual)]
    [InlineData("continuous", RateConvention.Continuous, YieldConvention.Continuous)]
    [InlineData("annual-discount", RateConvention.Annual, YieldConvention.AnnualDiscount)]
    public void All_OtherPolicies_RoundTheValuePerShareToTheNearestUnit(
        string name, RateConvention rate, YieldConvention yield)
    {
        var policy = ShippedPolicies.All.Single(policy => policy.Name == name);

        Assert.Equal((rate, yield), (policy.Rate, policy.DividendYield));
        Assert.Equal(new(RoundingMode.Nearest), policy.ValuePerShare);
        Assert.Equal(new(RoundingMode.None), policy.AmountPerRight);
        Assert.Equal(VolatilityMethod.Release, policy.Volatility);
    }
}
