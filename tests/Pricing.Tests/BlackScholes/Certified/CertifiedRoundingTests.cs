using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

public sealed class CertifiedRoundingTests
{
    /// <summary>3,234.604 a share lies 0.104 above 3,234.5; 646,782.66 a right lies 0.34 below 646,783.</summary>
    [Fact]
    public void Price_OneRoundingOfTwo_HasTheDistanceOfThatOne()
    {
        var perShare = RightPricer.Price(SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice, Currency.Yen).Value;
        var perRight = RightPricer.Price(SampleInputs.IijThirdSeries, ShippedPolicies.ReleaseText, Currency.Yen).Value;

        Assert.Equal(0.104, perShare.DistanceToBoundary!.Value, 0.0005);
        Assert.Equal(0.34, perRight.DistanceToBoundary!.Value, 0.005);
    }

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

    [Theory]
    [InlineData(1e-6, ArithmeticPath.Bits53)]
    [InlineData(0.2, ArithmeticPath.Bits106)]
    public void Round_ValueOfAFasterVariant_IsTrustedAsFarAsItsBound(double bound, ArithmeticPath path)
    {
        var inputs = SampleInputs.IijThirdSeries;
        var exact = Price(inputs, ShippedPolicies.IijPractice).UnroundedPerShare;

        var value = RightPricer.Round(inputs, ShippedPolicies.IijPractice, Currency.Yen, exact - bound, bound).Value;

        Assert.Equal("647000", value.PerRight.ToString());
        Assert.Equal(path, value.Path);
    }

    [Fact]
    public void Round_DegenerateInputs_NeedNoOtherValue() => Assert.Equal("700800", RightPricer.Round(
        OneYen with { Years = 0m }, ShippedPolicies.ReleaseText, Currency.Yen, 3504.0000001, 1e-6).Value.PerRight.ToString());

    [Fact]
    public void Round_BadInputs_FailAsInPrice() => Assert.Equal("S", RightPricer.Round(
        OneYen with { SharePrice = -1m, Volatility = 0.2 }, ShippedPolicies.ReleaseText, Currency.Yen, 0, 0).Failures.Single().Field);

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(1, -1)]
    [InlineData(1, double.PositiveInfinity)]
    public void Round_ValueOrBoundNotFinite_Throws(double value, double bound) => Assert.Throws<ArgumentOutOfRangeException>(
        () => RightPricer.Round(SampleInputs.IijThirdSeries, ShippedPolicies.ReleaseText, Currency.Yen, value, bound));

    private static RightValue Price(OptionInputs inputs, ValuationPolicy policy) =>
        RightPricer.Price(inputs, policy, Currency.Yen).Value;
}
