using System.Globalization;
using Pricing.Dividends;

namespace Pricing.Tests.Dividends;

public sealed class SplitFactorTests
{
    [Theory]
    [InlineData("0.005", "200")]
    [InlineData("0.00125", "800")]
    [InlineData("0.5", "2")]
    [InlineData("0.3333333333", "3")]
    [InlineData("0.333333333333333", "3")]
    [InlineData("0.6666666667", "1.5")]
    [InlineData("0.9090909091", "1.1")]
    [InlineData("0.7692307692", "1.3")]
    [InlineData("0.333333", "3")]
    [InlineData("0.33333300", "3")]
    [InlineData("0.00333333", "300")]
    [InlineData("0.0001", "10000")]
    [InlineData("10", "0.1")]
    [InlineData("3", "1/3")]
    [InlineData("1.5", "2/3")]
    [InlineData("10000", "0.0001")]
    [InlineData("30", "1/30")]
    [InlineData("21", "1/21")]
    [InlineData("0.8", "1.25")]
    [InlineData("0.476190", "2.1")]
    [InlineData("0.95", "20/19")]
    [InlineData("0.666667", "1.5")]
    [InlineData("0.666666", "1.5")]
    public void NewPerOld_Known_IsTheRatio(string factor, string expected) =>
        Assert.Equal(expected, SplitFactor.NewPerOld(Number(factor)).Value!.Value.ToString());

    [Theory]
    [InlineData("1")]
    [InlineData("1.000")]
    public void NewPerOld_One_IsNoSplit(string factor) => Assert.Null(SplitFactor.NewPerOld(Number(factor)).Value);

    [Theory]
    [InlineData("200", "200")]
    [InlineData("0.333333", "1/3")]
    [InlineData("0.3333333333333333", "1/3")]
    [InlineData("1.5", "1.5")]
    [InlineData("1.05", "1.05")]
    [InlineData("1.000001", null)]
    [InlineData("1", null)]
    public void FromNewPerOld_Known_IsTheRatio(string number, string? expected) =>
        Assert.Equal(expected, SplitFactor.FromNewPerOld(Number(number)).Value?.ToString());

    [Theory]
    [InlineData("0.333")]
    [InlineData("1.02")]
    [InlineData("0")]
    [InlineData("-2")]
    public void FromNewPerOld_NotCertain_IsRefused(string number) =>
        Assert.Equal("SplitFactor", SplitFactor.FromNewPerOld(Number(number)).Failures.Single().Field);

    [DrawnProperty]
    public void NewPerOld_SmallRatioWithEightDecimals_IsFoundAgain(byte newShares, byte oldShares)
    {
        var (more, less) = (newShares % 20 + 1m, oldShares % 20 + 1m);

        var ratio = SplitFactor.NewPerOld(decimal.Round(less / more, 8)).Value ?? Ratio.FromDecimal(1m);

        Assert.Equal(more * ratio.Denominator, less * ratio.Numerator);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("0.333")]
    [InlineData("0.67")]
    [InlineData("0.333000")]
    [InlineData("0.123456789")]
    [InlineData("0.00001")]
    [InlineData("10001")]
    public void NewPerOld_NotCertain_IsRefused(string factor) => Assert.Equal(
        $"FeedMalformed AdjFactor={DecimalText.Of(Number(factor))}: not the factor of a split of whole shares",
        SplitFactor.NewPerOld(Number(factor)).Failures.Single().ToString());

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
