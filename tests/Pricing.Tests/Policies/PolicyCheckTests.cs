using Pricing.Dividends;
using Pricing.Grants.Measurements;
using Pricing.Policies;
using Pricing.Rates;

namespace Pricing.Tests.Policies;

public sealed class PolicyCheckTests
{
    [Fact]
    public void Failures_ShippedPolicies_AreNone() =>
        Assert.All(ShippedPolicies.All, policy => Assert.Empty(PolicyCheck.Failures(policy)));

    [Fact]
    public void Failures_NumbersThatAreNoChoice_AreNamed()
    {
        var policy = new ValuationPolicy
        {
            Name = "cast",
            Rate = (RateConvention)9,
            DividendYield = (YieldConvention)9,
            ValuePerShare = new((RoundingMode)9),
            AmountPerRight = new((RoundingMode)9),
            Volatility = new() { ReturnFrequency = (Pricing.Volatility.ReturnFrequency)9 },
            NoClose = (NoCloseRule)9,
            Dividend = new(true, (DividendYear)9),
            Curve = new((TenorRule)9, 7),
            Term = new((YearCount)9, (RemainingTermRule)9),
        };

        Assert.Equal(
            [
                "InvalidField cast.RateConvention=9: is no RateConvention",
                "InvalidField cast.YieldConvention=9: is no YieldConvention",
                "InvalidField cast.ValuePerShareRounding=9: is no RoundingMode",
                "InvalidField cast.AmountPerRightRounding=9: is no RoundingMode",
                "InvalidField cast.NoClose=9: is no NoCloseRule",
                "InvalidField cast.DividendYear=9: is no DividendYear",
                "InvalidField cast.Tenor=9: is no TenorRule",
                "InvalidField cast.YearCount=9: is no YearCount",
                "InvalidField cast.RemeasuredTerm=9: is no RemainingTermRule",
                "InvalidField cast.ReturnFrequency=9: is no ReturnFrequency",
            ],
            PolicyCheck.Failures(policy).Select(failure => failure.ToString()));
    }
}
