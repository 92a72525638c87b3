using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Analysis;

public sealed class ImpliedVolatilityTests
{
    private static ValuationPolicy Unrounded => ShippedPolicies.Continuous with { ValuePerShare = new(RoundingMode.None) };

    private static OptionInputs AtTheMoney => SampleInputs.IijThirdSeries with { ExercisePrice = 3505m };

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.5577379782)]
    [InlineData(3.0)]
    public void Solve_UnroundedValue_IsTheVolatilityItCameFrom(double volatility)
    {
        foreach (var strike in new[] { 3500m, 3530m, 3560m })
        {
            var inputs = AtTheMoney with { ExercisePrice = strike, Volatility = volatility, Years = 1m };
            var value = RightPricer.Price(inputs, Unrounded, Currency.Yen).Value.UnroundedPerShare;

            var implied = Solve(inputs, Unrounded, Exact(value)).Value;

            Assert.InRange(volatility, implied.Low, implied.High);
            Assert.InRange(implied.Volatility, implied.Low, implied.High);
            Assert.Equal(volatility, implied.Volatility, 1e-12);
        }
    }

    [Fact]
    public void Solve_AtTheMoney_IsSharpToTheLastDigits()
    {
        var implied = Solve(AtTheMoney, Unrounded, 2378.1755544668759m).Value;

        Assert.Equal(0.5577379782, implied.Volatility, 1e-15);
        Assert.True(implied.High - implied.Low < 1e-14);
    }

    [Fact]
    public void Solve_RoundedValue_LeavesTheRangeOfItsRounding()
    {
        var implied = Solve(AtTheMoney, ShippedPolicies.Continuous, 2378m).Value;

        Assert.Equal(2377.5, ValueAt(implied.Low), 1e-9);
        Assert.Equal(2378, ValueAt(implied.Volatility), 1e-9);
        Assert.Equal(2378.5, ValueAt(implied.High), 1e-9);
    }

    [Fact]
    public void Solve_ValueRoundedUp_CameFromBelow()
    {
        var up = ShippedPolicies.Continuous with { ValuePerShare = new(RoundingMode.Up, 10m) };

        var implied = Solve(AtTheMoney, up, 2380m).Value;

        Assert.Equal(2370, ValueAt(implied.Low), 1e-9);
        Assert.Equal(2380, ValueAt(implied.High), 1e-9);
    }

    /// <summary>3,235 yen a share is what IIJ published (647,000 for 200); every volatility gives 3,233.9 to 3,234.8.</summary>
    [Theory]
    [InlineData(3234)]
    [InlineData(3235)]
    public void Solve_ExercisePriceOfOneYen_IsNotDetermined(int value) => Assert.Equal(
        $"NotDetermined value={value}: before rounding it may be the value at volatility 0, or at any however great: a share is worth 3233.912314 at volatility 0, and less than 3234.73824 at any",
        Solve(SampleInputs.IijThirdSeries, ShippedPolicies.Continuous, value).Failures.Single().ToString());

    [Fact]
    public void Solve_NoTimeLeft_IsNotDetermined() => Assert.Equal(ReasonCode.NotDetermined, Solve(
        SampleInputs.IijThirdSeries with { Years = 0m }, Unrounded, 3504m).Failures.Single().Code);

    [Theory]
    [InlineData(3000)]
    [InlineData(3506)]
    public void Solve_ValueThatNoVolatilityGives_NamesItAndTheBounds(int value) => Assert.Equal(
        $"InvalidField value={value}: no volatility gives it: a share is worth 3233.912314 at volatility 0, and less than 3234.73824 at any",
        Solve(SampleInputs.IijThirdSeries, ShippedPolicies.Continuous, value).Failures.Single().ToString());

    [Fact]
    public void Solve_BadInputs_FailAsInPrice() => Assert.Equal("T", Solve(
        SampleInputs.IijThirdSeries with { Years = -1m }, Unrounded, 1m).Failures.Single().Field);

    /// <summary>Both roundings leave a range: 475,600 yen for 200 shares is 2,378 yen a share, from 2,377.5 to 2,378.5.</summary>
    [Fact]
    public void SolvePerRight_RoundedPerShare_IsTheVolatilityOfTheShare()
    {
        var right = ImpliedVolatility.SolvePerRight(AtTheMoney, ShippedPolicies.Continuous, Currency.Yen, 475_600m).Value;

        Assert.Equal(Solve(AtTheMoney, ShippedPolicies.Continuous, 2378m).Value, right);
    }

    /// <summary>The release rounds the amount alone: a yen up is 0.005 yen a share.</summary>
    [Fact]
    public void SolvePerRight_RoundedPerRight_LeavesTheRangeOfThatRounding()
    {
        var amount = RightPricer.Price(AtTheMoney, ShippedPolicies.ReleaseText, Currency.Yen).Value.PerRight.Exact!.Value;

        var right = ImpliedVolatility.SolvePerRight(AtTheMoney, ShippedPolicies.ReleaseText, Currency.Yen, amount).Value;

        Assert.Equal((double)(amount - 1m) / 200, ValueAt(right.Low), 1e-9);
        Assert.Equal((double)amount / 200, ValueAt(right.High), 1e-9);
        Assert.InRange(0.5577379782, right.Low, right.High);
    }

    [Fact]
    public void SolvePerRight_BothRounded_AddsBothRanges()
    {
        var both = ShippedPolicies.Continuous with { AmountPerRight = new(RoundingMode.Nearest, 1000m) };

        var right = ImpliedVolatility.SolvePerRight(AtTheMoney, both, Currency.Yen, 476_000m).Value;

        Assert.Equal(2380 - 0.5 - 2.5, ValueAt(right.Low), 1e-9);
        Assert.Equal(2380 + 0.5 + 2.5, ValueAt(right.High), 1e-9);
    }

    [Theory]
    [InlineData("647000", "NotDetermined")]
    [InlineData("-1", "InvalidField")]
    [InlineData("700000", "InvalidField")]
    [InlineData("79228162514264337593543950335", "InvalidField")]
    [InlineData("0.0000000000000000000000000001", "InvalidField")]
    public void SolvePerRight_OutsideTheBounds_NamesTheAmount(string amount, string code)
    {
        var failure = ImpliedVolatility.SolvePerRight(
            SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice, Currency.Yen, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)).Failures.Single();

        Assert.Equal((code, "amount", amount), (failure.Code.ToString(), failure.Field, failure.Value));
        Assert.EndsWith(": a right is worth 646920.638126 at volatility 0, and less than 647086.023164 at any", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void SolvePerRight_NoShares_FailsAsInPrice() => Assert.Equal("shares", ImpliedVolatility.SolvePerRight(
        AtTheMoney with { SharesPerRight = 0m }, Unrounded, Currency.Yen, 1m).Failures.Single().Field);

    private static double ValueAt(double volatility) => EuropeanFormula.Call(
        ContinuousTerms.From(AtTheMoney with { Volatility = volatility }, ShippedPolicies.Continuous));

    private static decimal Exact(double value) =>
        decimal.Parse(value.ToString("F20", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    private static Outcome<ImpliedVolatility> Solve(OptionInputs inputs, ValuationPolicy policy, decimal value) =>
        ImpliedVolatility.Solve(inputs, policy, Currency.Yen, value);
}
