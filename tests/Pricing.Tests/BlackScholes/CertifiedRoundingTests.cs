using Pricing.BlackScholes;
using Pricing.Policies;

namespace Pricing.Tests.BlackScholes;

public sealed class CertifiedRoundingTests
{
    private static OptionInputs OneYen => SampleInputs.IijThirdSeries with
    {
        Years = 5m,
        RiskFreeRate = 0m,
        DividendYield = Ratio.Zero,
    };

    /// <summary>3504 + 1.4e-74: 256 bits cannot tell it from 3504.</summary>
    [Fact]
    public void Price_BeyondTwoHundredFiftySixBits_IsATieOnTheBoundary()
    {
        var value = Price(OneYen with { Volatility = 0.2 }, ShippedPolicies.ReleaseText);

        Assert.Equal("700800", value.PerRight.ToString());
        Assert.True(value.IsTie);
        Assert.True(value.IsFlagged);
        Assert.Equal(ArithmeticPath.Bits256, value.Path);
        Assert.Equal(0, value.DistanceToBoundary);
        Assert.Equal(3504, value.UnroundedPerShare);
    }

    /// <summary>3504 and a little: 9e-68 at 21 %, 2e-19 at 40 %, 1e-12 at 50 %, 4e-4 at 90 %.</summary>
    [Theory]
    [InlineData(0.21, ArithmeticPath.Bits256, true)]
    [InlineData(0.4, ArithmeticPath.Bits106, true)]
    [InlineData(0.5, ArithmeticPath.Bits53, true)]
    [InlineData(0.9, ArithmeticPath.Bits53, false)]
    public void Price_AboveTheBoundary_RoundsUpOnTheCheapestPathThatTells(double volatility, ArithmeticPath path, bool flagged)
    {
        var value = Price(OneYen with { Volatility = volatility }, ShippedPolicies.ReleaseText);

        Assert.Equal("700801", value.PerRight.ToString());
        Assert.Equal(path, value.Path);
        Assert.Equal(flagged, value.IsFlagged);
        Assert.False(value.IsTie);
    }

    /// <summary>100 / 1.25^2 = 64 exactly, in annual compounding; doubles miss it.</summary>
    [Fact]
    public void Price_RationalDiscountOnTheBoundary_IsATie()
    {
        var inputs = SampleInputs.IijThirdSeries with
        {
            SharePrice = 100m,
            ExercisePrice = 0m,
            Years = 2m,
            DividendYield = 0.25m,
        };
        var policy = ShippedPolicies.IijPractice with
        {
            ValuePerShare = new(RoundingMode.None),
            AmountPerRight = new(RoundingMode.Up),
        };

        var value = Price(inputs, policy);

        Assert.Equal("12800", value.PerRight.ToString());
        Assert.True(value.IsTie);
    }

    /// <summary>Worth 1.9e-82: never 0, so a unit after rounding up, however small.</summary>
    [Fact]
    public void Price_FarOutOfTheMoney_RoundsUpToAUnit()
    {
        var inputs = OneYen with { SharePrice = 1m, ExercisePrice = 3505m, Volatility = 0.19 };

        Assert.Equal("1", Price(inputs, ShippedPolicies.ReleaseText).PerRight.ToString());
        Assert.Equal("0", Price(inputs, ShippedPolicies.Continuous).PerRight.ToString());
    }

    [Fact]
    public void Price_NothingRounded_HasNoDistance()
    {
        var policy = ShippedPolicies.Continuous with { ValuePerShare = new(RoundingMode.None) };

        var value = Price(SampleInputs.IijThirdSeries, policy);

        Assert.Null(value.DistanceToBoundary);
        Assert.False(value.IsFlagged);
        Assert.Null(value.PerRight.Exact);
        Assert.Equal(value.UnroundedPerShare * 200, value.PerRight.Approximate);
    }

    [Fact]
    public void Price_BothRounded_RoundsTheRoundedValue()
    {
        var policy = ShippedPolicies.IijPractice with { AmountPerRight = new(RoundingMode.Up, 1000m) };

        var value = Price(SampleInputs.IijThirdSeries with { SharesPerRight = 201m }, policy);

        Assert.Equal("650235", value.PerRightRounding.Before.ToString());
        Assert.Equal("651000", value.PerRight.ToString());
        Assert.Equal(ArithmeticPath.Exact, value.PerRightRounding.Path);
        Assert.Equal(0.235, value.PerRightRounding.DistanceToBoundary!.Value, 1e-15);
        Assert.Equal(value.PerShareRounding.DistanceToBoundary, value.DistanceToBoundary);
    }

    [Fact]
    public void Price_UnitFarBelowTheValue_RoundsAllItsDigits()
    {
        var policy = ShippedPolicies.Continuous with { ValuePerShare = new(RoundingMode.Nearest, 0.0000000000000000000001m) };
        var inputs = SampleInputs.IijThirdSeries with { ExercisePrice = 3505m };

        var value = Price(inputs, policy);

        // 2378.175554466875946952634931811940873195 by 40-digit arithmetic, sigma being the double next to 0.5577379782.
        Assert.Equal("2378.1755544668759469526349", value.PerShare.ToString());
        Assert.Equal(ArithmeticPath.Bits106, value.Path);
    }

    private static RightValue Price(OptionInputs inputs, ValuationPolicy policy) =>
        RightPricer.Price(inputs, policy, Currency.Yen).Value;
}
