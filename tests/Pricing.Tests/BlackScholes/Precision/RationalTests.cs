using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Precision;

public sealed class RationalTests
{
    [Theory]
    [InlineData("2.5", 2, 3)]
    [InlineData("-2.5", -3, -2)]
    [InlineData("3.0", 3, 3)]
    [InlineData("-3", -3, -3)]
    [InlineData("0", 0, 0)]
    public void FloorAndCeiling_AnySign_AreTheWholeNeighbours(string text, int floor, int ceiling)
    {
        Assert.Equal(floor, Digits.Exact(text).Floor());
        Assert.Equal(ceiling, Digits.Exact(text).Ceiling());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-3505.5577379782)]
    [InlineData(5e-324)]
    [InlineData(1.7976931348623157e308)]
    [InlineData(0)]
    public void ToDouble_OfADouble_IsTheSame(double value) => Assert.Equal(value, Rational.From(value).ToDouble());

    [Fact]
    public void From_DecimalAndDouble_AreExact()
    {
        Assert.Equal(0, (Rational.From(0.1m) * Rational.From(10m) - Rational.From(1m)).Sign);
        Assert.Equal(1, (Rational.From(0.1) - Rational.From(0.1m)).Sign);
        Assert.Equal(0, (Rational.From(new Ratio(18.75m, 3505m)) * Rational.From(3505m) - Rational.From(18.75m)).Sign);
    }

    [Fact]
    public void ToExactDecimal_WhatADecimalHolds_IsWithoutNeedlessZeros()
    {
        Assert.Equal("2", $"{(Rational.From(2.000m)).ToExactDecimal()}");
        Assert.Equal(0.375m, (Rational.From(3m) / Rational.From(8m)).ToExactDecimal());
        Assert.Equal(decimal.MinValue, Rational.From(decimal.MinValue).ToExactDecimal());
        Assert.Equal(0.0000000000000000000000000001m, Rational.From(0.0000000000000000000000000001m).ToExactDecimal());
    }

    [Fact]
    public void ToExactDecimal_WhatNoDecimalHolds_IsNull()
    {
        Assert.Null((Rational.From(1m) / Rational.From(3m)).ToExactDecimal());
        Assert.Null((Rational.From(decimal.MaxValue) + Rational.From(1m)).ToExactDecimal());
        Assert.Null((Rational.From(decimal.MaxValue) * Rational.From(0.1m) * Rational.From(0.1m)
            * Rational.From(0.0000000000000000000000000001m)).ToExactDecimal());
    }

    [Fact]
    public void Quotient_ByANegative_KeepsTheDenominatorPositive()
    {
        var value = Rational.From(3m) / Rational.From(-2m);

        Assert.Equal(-1, value.Sign);
        Assert.Equal(1, value.Denominator.Sign);
        Assert.Equal(-1.5, value.ToDouble());
    }

    [Fact]
    public void Quotient_ByZero_Throws() => Assert.Throws<DivideByZeroException>(() => Rational.From(1m) / Rational.Zero);

    [Fact]
    public void Max_OfTwo_IsTheGreater()
    {
        Assert.Equal(2.0, Rational.Max(Rational.From(2m), Rational.From(-3m)).ToDouble());
        Assert.Equal(2.0, Rational.Max(Rational.From(-3m), Rational.From(2m)).ToDouble());
    }

    [Fact]
    public void ToDouble_DecimalsOfFourDigits_AreTheDoublesNextToThem()
    {
        for (var number = -2000; number <= 2000; number++)
            Assert.Equal((double)(number / 10000m), Rational.From(number / 10000m).ToDouble());
    }
}
