using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

public sealed class DegenerateInputsTests
{
    private static OptionInputs Sound => SampleInputs.IijThirdSeries;

    [Fact]
    public void Price_NoTimeLeft_IsTheIntrinsicValueInDecimals()
    {
        var inputs = Sound with
        {
            SharePrice = 32.70m,
            ExercisePrice = 32.68m,
            Years = 0m,
            Volatility = null,
            SharesPerRight = 100m,
        };

        var value = Price(inputs, ShippedPolicies.ReleaseText);

        Assert.Equal(2m, value.PerRight.Exact);
        Assert.Equal("2", value.PerRight.ToString());
        Assert.Equal("0.02", value.PerShare.ToString());
        Assert.Equal(ArithmeticPath.Exact, value.Path);
        Assert.True(value.IsTie);
        Assert.True(value.IsFlagged);
    }

    [Fact]
    public void Price_NoTimeLeftAndOutOfTheMoney_IsZero() => Assert.Equal("0", Price(
        Sound with { ExercisePrice = 4000m, Years = 0m, Volatility = null }, ShippedPolicies.ReleaseText).PerRight.ToString());

    [Fact]
    public void Price_WorthlessShare_IsZero() => Assert.Equal("0", Price(
        Sound with { SharePrice = 0m, DividendYield = 0.01m }, ShippedPolicies.ReleaseText).PerRight.ToString());

    [Fact]
    public void Price_NothingToPayAndNoDividend_IsTheShareExactly() => Assert.Equal(3505.07m, Price(
        Sound with { SharePrice = 3505.07m, ExercisePrice = 0m, DividendYield = Ratio.Zero },
        ShippedPolicies.ReleaseText).PerShare.Exact);

    /// <summary>3505 e^(-15 x 18.75/3505), to 17 digits by 50-digit arithmetic.</summary>
    [Fact]
    public void Price_NothingToPay_IsTheShareLessItsDividends() => Assert.Equal(
        3234.7382403259151,
        Price(Sound with { ExercisePrice = 0m }, ShippedPolicies.ReleaseText).UnroundedPerShare,
        1e-12);

    [Fact]
    public void Price_NoVolatilityAndNoRates_IsTheIntrinsicValueExactly() => Assert.Equal(1.5m, Price(
        Sound with { SharePrice = 3505m, ExercisePrice = 3503.5m, Volatility = 0, RiskFreeRate = 0m, DividendYield = 0m },
        ShippedPolicies.ReleaseText).PerShare.Exact);

    [Fact]
    public void Price_HalfAUnitExactly_RoundsUpAsATie()
    {
        var inputs = Sound with { SharePrice = 3m, ExercisePrice = 0.5m, Years = 0m, Volatility = null };

        var value = Price(inputs, ShippedPolicies.Continuous);

        Assert.Equal("3", value.PerShare.ToString());
        Assert.True(value.PerShareRounding.IsTie);
    }

    private static RightValue Price(OptionInputs inputs, ValuationPolicy policy) =>
        RightPricer.Price(inputs, policy, Currency.Yen).Value;
}
