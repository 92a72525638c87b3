using System.Globalization;
using Pricing.Rates;

namespace Pricing.Tests.Rates;

public sealed class YieldCurveTests
{
    // Ministry of Finance Japan, interest rates of 2013-07-11: three of the fifteen points.
    private static readonly YieldCurve ThirdSeries = new()
    {
        Date = new(2013, 7, 11),
        Points = [new(10m, 0.818m), new(15m, 1.275m), new(20m, 1.71m)],
    };

    [Theory]
    [InlineData(TenorRule.Linear)]
    [InlineData(TenorRule.Nearest)]
    public void At_PublishedTenor_IsItsYield(TenorRule rule)
    {
        var yield = ThirdSeries.At(15m, rule).Value;

        Assert.Equal(0.01275m, yield.Rate);
        Assert.Equal(1.275m, yield.Percent);
        Assert.Equal(new(15m, 1.275m), yield.Lower);
        Assert.Equal(yield.Lower, yield.Upper);
        Assert.Equal(new(2013, 7, 11), yield.CurveDate);
        Assert.Equal(15m, yield.Years);
        Assert.Equal(rule, yield.Rule);
    }

    // 0.818 + 0.457 x (T - 10) / 5; 1.275 + 0.435 x (T - 15) / 5
    [Theory]
    [InlineData("12.5", "1.0465")]
    [InlineData("14.5", "1.2293")]
    [InlineData("17", "1.449")]
    public void At_LinearBetweenTenors_IsOnTheLine(string years, string percent)
    {
        var yield = ThirdSeries.At(Decimal(years), TenorRule.Linear).Value;

        Assert.Equal(Decimal(percent), yield.Percent);
        Assert.Equal(Decimal(percent) / 100, yield.Rate);
        Assert.True(yield.Lower.TenorYears < yield.Upper.TenorYears);
    }

    [Fact]
    public void At_TermBetweenTenorsOfMonths_IsBetweenThem()
    {
        var bills = new YieldCurve { Date = new(2013, 7, 11), Points = [new(0.25m, 0.1m), new(0.5m, 0.2m), new(1m, 0.4m)] };

        var yield = bills.At(0.3m, TenorRule.Linear).Value;

        Assert.Equal((0.25m, 0.5m, 0.12m), (yield.Lower.TenorYears, yield.Upper.TenorYears, yield.Percent));
    }

    [Theory]
    [InlineData(TenorRule.Linear, "1.0465")]
    [InlineData(TenorRule.Nearest, "1.275")]
    public void At_RatioOfDecimals_IsCompared(TenorRule rule, string percent)
    {
        var twelveAndAHalf = new Ratio(43.5m, 3.48m);

        Assert.Equal(Decimal(percent), ThirdSeries.At(twelveAndAHalf, rule).Value.Percent);
    }

    [Fact]
    public void At_TermOfManyDigits_IsExactToTheLast()
    {
        // 0.818 + 0.457 x 2.123456789012345678901234567 / 5 = 1.01208395051572...
        var yield = ThirdSeries.At(12.123456789012345678901234567m, TenorRule.Linear).Value;

        Assert.Equal(1.012083950516m, yield.Percent);
    }

    [Fact]
    public void At_TermThatDoesNotEnd_IsRoundedToTwelveDecimals()
    {
        // 0.818 + 0.457 x (4 + 1/3) / 5 = 1.21406666...
        var yield = ThirdSeries.At(new Ratio(43m, 3m), TenorRule.Linear).Value;

        Assert.Equal(1.214066666667m, yield.Percent);
        Assert.Equal(0.01214066666667m, yield.Rate);
    }

    [Theory]
    [InlineData("12.4", "0.818")]
    [InlineData("12.5", "1.275")]
    [InlineData("17.49", "1.275")]
    [InlineData("17.5", "1.71")]
    public void At_Nearest_TakesTheLongerOnATie(string years, string percent)
    {
        var yield = ThirdSeries.At(Decimal(years), TenorRule.Nearest).Value;

        Assert.Equal(Decimal(percent), yield.Percent);
        Assert.Equal(yield.Lower, yield.Upper);
    }

    [Theory]
    [InlineData(TenorRule.Linear, "0", "0.818")]
    [InlineData(TenorRule.Linear, "9.9", "0.818")]
    [InlineData(TenorRule.Linear, "30", "1.71")]
    [InlineData(TenorRule.Nearest, "1", "0.818")]
    [InlineData(TenorRule.Nearest, "40", "1.71")]
    public void At_OutsideTheEnds_IsFlat(TenorRule rule, string years, string percent)
    {
        var yield = ThirdSeries.At(Decimal(years), rule).Value;

        Assert.Equal(Decimal(percent), yield.Percent);
        Assert.Equal(yield.Lower, yield.Upper);
    }

    // Ministry of Finance Japan, 2021-04-26: -0.012 % at 8 years, 0.029 % at 9.
    [Fact]
    public void At_NegativeYields_AreNormal()
    {
        var curve = new YieldCurve { Date = new(2021, 4, 26), Points = [new(8m, -0.012m), new(9m, 0.029m)] };

        Assert.Equal(-0.00012m, curve.At(8m, TenorRule.Linear).Value.Rate);
        Assert.Equal(-0.000079m, curve.At(8.1m, TenorRule.Linear).Value.Rate);
    }

    [Fact]
    public void At_MissingTenor_IsBridgedByItsNeighbours()
    {
        var curve = ThirdSeries with { Points = [new(10m, 0.818m), new(20m, 1.71m)] };

        var yield = curve.At(15m, TenorRule.Linear).Value;

        Assert.Equal(1.264m, yield.Percent);
        Assert.Equal(10m, yield.Lower.TenorYears);
        Assert.Equal(20m, yield.Upper.TenorYears);
    }

    [Fact]
    public void At_CurveWithoutYields_HasNoTenor() => Assert.Equal(
        "NoTenor expected_remaining_years=15: the curve of 2013-07-11 has no yields",
        (ThirdSeries with { Points = [] }).At(15m, TenorRule.Linear).Failures.Single().ToString());

    [Fact]
    public void At_NegativeTerm_IsRefused() => Assert.Equal(
        "InvalidField expected_remaining_years=-1: the term is below 0",
        ThirdSeries.At(-1m, TenorRule.Linear).Failures.Single().ToString());

    [Theory]
    [InlineData(10, 10)]
    [InlineData(10, 9)]
    [InlineData(0, 1)]
    public void Points_NotAscending_Throw(int first, int second) => Assert.Contains(
        "is not above",
        Assert.Throws<ArgumentException>(
            () => new YieldCurve { Date = new(2013, 7, 11), Points = [new(first, 1m), new(second, 1m)] }).Message,
        StringComparison.Ordinal);

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
