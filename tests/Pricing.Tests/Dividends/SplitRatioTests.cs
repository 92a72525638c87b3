using System.Globalization;
using Pricing.Dividends;

namespace Pricing.Tests.Dividends;

public sealed class SplitRatioTests
{
    [Theory]
    [InlineData("0.005", "200")]
    [InlineData("0.00125", "800")]
    [InlineData("0.5", "2")]
    [InlineData("0.9091", "10000/9091")]
    [InlineData("1", "1")]
    [InlineData("10", "0.1")]
    [InlineData("3.0", "1/3")]
    [InlineData("0.3333", "10000/3333")]
    [InlineData("0.000001", "1000000")]
    [InlineData("1000000", "0.000001")]
    [InlineData("0.000015625", "64000")]
    public void FromPriceFactor_FewDigits_AreTakenAsWritten(string factor, string expected) =>
        Assert.Equal(expected, FromPriceFactor(factor).ToString());

    [Theory]
    [InlineData("0.333333", "3")]
    [InlineData("0.33333300", "3")]
    [InlineData("0.666667", "1.5")]
    [InlineData("0.909091", "1.1")]
    [InlineData("0.952381", "1.05")]
    [InlineData("0.00333333", "300")]
    [InlineData("3.33333", "0.3")]
    [InlineData("0.3333333333333333333333333333", "3")]
    [InlineData("1.4285714", "0.7")]
    [InlineData("0.76923", "1.3")]
    [InlineData("0.995025", "1.005")]
    [InlineData("0.000976563", "1024")]
    public void FromPriceFactor_RoundedByTheFeed_IsTheSimplestFractionThatRoundsToIt(string factor, string expected) =>
        Assert.Equal(expected, FromPriceFactor(factor).ToString());

    // Fractions of two numbers up to 100 are farther apart than the seventh decimal.
    [DrawnProperty]
    public void FromPriceFactor_SmallRatioWithEightDecimals_IsFoundAgain(byte newShares, byte oldShares)
    {
        var (more, less) = (newShares % 100 + 1m, oldShares % 100 + 1m);

        var ratio = SplitRatio.FromPriceFactor(decimal.Round(less / more, 8)).Value;

        Assert.Equal(more * ratio.Denominator, less * ratio.Numerator);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.5")]
    [InlineData("0.0000009")]
    [InlineData("1000001")]
    public void FromPriceFactor_OutOfRange_IsRefused(string factor) => Assert.Equal(
        $"InvalidField split_factor={factor}: must be in 0.000001..1000000",
        SplitRatio.FromPriceFactor(decimal.Parse(factor, CultureInfo.InvariantCulture)).Failures.Single().ToString());

    private static Ratio FromPriceFactor(string factor) =>
        SplitRatio.FromPriceFactor(decimal.Parse(factor, CultureInfo.InvariantCulture)).Value;
}
