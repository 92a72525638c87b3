using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

public sealed class RightPricerFailureTests
{
    private static OptionInputs Sound => SampleInputs.IijThirdSeries;

    [Fact]
    public void Price_EveryFieldWrong_ReportsEveryField()
    {
        var inputs = new OptionInputs
        {
            SharePrice = -3505.0m,
            ExercisePrice = -1m,
            Years = new Ratio(-15m, 1m),
            Volatility = double.NaN,
            RiskFreeRate = -1.0m,
            DividendYield = new Ratio(-2m, 1m),
            SharesPerRight = 0m,
        };

        Assert.Equal(
            [
                "InvalidField S=-3505.0: a share price is at least 0",
                "InvalidField X=-1: an exercise price is at least 0",
                "InvalidField T=-15: a remaining period is at least 0",
                "InvalidField sigma=NaN: a volatility is finite and at least 0",
                "InvalidField r=-1.0: an annual rate is above -1",
                "InvalidField q=-2: an annual yield is above -1",
                "InvalidField shares=0: a right delivers more than 0 shares",
            ],
            Failures(inputs, ShippedPolicies.IijPractice));
    }

    [Fact]
    public void Price_NoVolatilityWithTimeLeft_NamesSigma() => Assert.Equal(
        ["InvalidField sigma=: a volatility is needed where T is above 0"],
        Failures(Sound with { Volatility = null }, ShippedPolicies.ReleaseText));

    [Theory]
    [InlineData(-0.2)]
    [InlineData(double.PositiveInfinity)]
    public void Price_VolatilityOutOfRange_NamesSigma(double volatility) =>
        Assert.StartsWith("InvalidField sigma=", Failures(
            Sound with { Volatility = volatility }, ShippedPolicies.ReleaseText).Single(), StringComparison.Ordinal);

    [Fact]
    public void Price_QuotientsWithoutADenominator_NameTheField() => Assert.Equal(
        [
            "InvalidField T=0/0: the denominator is above 0",
            "InvalidField q=1/-1: the denominator is above 0",
        ],
        Failures(Sound with { Years = default, DividendYield = new Ratio(1m, -1m) }, ShippedPolicies.ReleaseText));

    [Fact]
    public void Price_YieldTakenOffYearlyOfOne_NamesQ() => Assert.Equal(
        ["InvalidField q=3505/3505: a yield taken off yearly is below 1"],
        Failures(Sound with { DividendYield = new Ratio(3505m, 3505m) }, ShippedPolicies.AnnualDiscount));

    [Fact]
    public void Price_SemiAnnualRateOfMinusTwo_NamesR() => Assert.Equal(
        ["InvalidField r=-2.00: a semi-annual rate is above -2"],
        Failures(
            Sound with { RiskFreeRate = -2.00m },
            ShippedPolicies.Continuous with { Rate = RateConvention.SemiAnnual }));

    [Fact]
    public void Price_DiscountFactorsThatOverflow_NameTheRates() => Assert.Equal(
        [
            "InvalidField r=-50: the discount factor e^(-rT) overflows",
            "InvalidField q=-60: the discount factor e^(-qT) overflows",
        ],
        Failures(
            Sound with { RiskFreeRate = -50m, DividendYield = -60m }, ShippedPolicies.ReleaseText));

    [Fact]
    public void Price_ValuePerShareBeyondADecimal_BlamesTheNegativeYield() => Assert.Equal(
        ["InvalidField q=-5: the value per share is out of a decimal's range"],
        Failures(Sound with { DividendYield = -5m }, ShippedPolicies.Continuous));

    [Fact]
    public void Price_RoundingBeyondADecimal_BlamesTheSharePrice() => Assert.Equal(
        ["InvalidField S=79228162514264337593543950335: the value per share is out of a decimal's range"],
        Failures(
            Sound with { SharePrice = decimal.MaxValue, ExercisePrice = 0m, DividendYield = Ratio.Zero },
            ShippedPolicies.Continuous with { ValuePerShare = new RoundingRule(RoundingMode.Nearest, 10m) }));

    [Fact]
    public void Price_AmountPerRightBeyondADecimal_BlamesTheShares() => Assert.Equal(
        ["InvalidField shares=79000000000000000000000000000: the amount per right is out of a decimal's range"],
        Failures(Sound with { SharesPerRight = 79000000000000000000000000000m }, ShippedPolicies.IijPractice));

    [Fact]
    public void Price_UnitNotAboveZero_NamesTheUnit() => Assert.Equal(
        ["InvalidField unit=0: a unit of rounding is above 0"],
        Failures(
            Sound, ShippedPolicies.Continuous with { ValuePerShare = new RoundingRule(RoundingMode.Nearest, 0m) }));

    private static IEnumerable<string> Failures(OptionInputs inputs, ValuationPolicy policy) =>
        RightPricer.Price(inputs, policy, Currency.Yen).Failures.Select(failure => failure.ToString());
}
