using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>What no caller may pass, and what it is told.</summary>
public sealed class ArgumentTests
{
    private static readonly OptionInputs Inputs = SampleInputs.IijThirdSeries;
    private static readonly ValuationPolicy Policy = ShippedPolicies.IijPractice;

    [Fact]
    public void Price_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>("inputs", () => RightPricer.Price(null!, Policy, Currency.Yen));
        Assert.Throws<ArgumentNullException>("policy", () => RightPricer.Price(Inputs, null!, Currency.Yen));
        Assert.Throws<ArgumentNullException>("currency", () => RightPricer.Price(Inputs, Policy, null!));
    }

    [Fact]
    public void Round_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>("inputs", () => RightPricer.Round(null!, Policy, Currency.Yen, 1, 0));
        Assert.Throws<ArgumentNullException>("policy", () => RightPricer.Round(Inputs, null!, Currency.Yen, 1, 0));
        Assert.Throws<ArgumentNullException>("currency", () => RightPricer.Round(Inputs, Policy, null!, 1, 0));
    }

    [Theory]
    [InlineData(double.NaN, 0, "A value is finite.")]
    [InlineData(double.PositiveInfinity, 0, "A value is finite.")]
    [InlineData(1, double.NaN, "A bound is finite and at least 0.")]
    [InlineData(1, double.PositiveInfinity, "A bound is finite and at least 0.")]
    [InlineData(1, -1e-9, "A bound is finite and at least 0.")]
    public void Round_ValueOrBoundThatIsNone_IsRefused(double value, double bound, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ArgumentOutOfRangeException>(() => RightPricer.Round(Inputs, Policy, Currency.Yen, value, bound)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Evaluate_NullOrAPathThatHoldsNothing_IsRefused()
    {
        Assert.Throws<ArgumentNullException>("inputs", () => RightPricer.Evaluate(null!, Policy, ArithmeticPath.Bits53));
        Assert.Throws<ArgumentNullException>("policy", () => RightPricer.Evaluate(Inputs, null!, ArithmeticPath.Bits53));
        Assert.Equal(
            "NotDetermined path=Exact: decimals do not hold this value",
            RightPricer.Evaluate(Inputs, Policy, ArithmeticPath.Exact).Failures.Single().ToString());
    }

    [Fact]
    public void Others_Null_AreRefused()
    {
        Assert.Throws<ArgumentNullException>("inputs", () => ContinuousTerms.From(null!, Policy));
        Assert.Throws<ArgumentNullException>("policy", () => ContinuousTerms.From(Inputs, null!));
        Assert.Throws<ArgumentNullException>("inputs", () => Greeks.Of(null!, Policy));
        Assert.Throws<ArgumentNullException>("policy", () => Greeks.Of(Inputs, null!));
        Assert.Throws<ArgumentNullException>("inputs", () => ImpliedVolatility.Solve(null!, Policy, Currency.Yen, 1m));
        Assert.Throws<ArgumentNullException>("policy", () => ImpliedVolatility.Solve(Inputs, null!, Currency.Yen, 1m));
        Assert.Throws<ArgumentNullException>("currency", () => ImpliedVolatility.Solve(Inputs, Policy, null!, 1m));
        Assert.Throws<ArgumentNullException>("inputs", () => new SensitivityStep(SensitivityInput.SharePrice, 1m).Apply(null!));
    }

    [Fact]
    public void Call_UnsoundTerms_SaysSo() => Assert.StartsWith(
        "The formula has no finite value here.",
        Assert.Throws<ArgumentOutOfRangeException>(() => EuropeanFormula.Call(new(double.NaN, 1, 1, 1, 0, 0))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Price_UnitOfTheAmountThatIsNone_IsRefused() => Assert.Equal(
        "InvalidField unit=0: a unit of rounding is above 0",
        RightPricer.Price(Inputs, Policy with { AmountPerRight = new(RoundingMode.Up, 0m) }, Currency.Yen)
            .Failures.Single().ToString());

    [Fact]
    public void Price_AnnualYieldOfMinusOne_IsRefused() => Assert.Equal(
        "an annual yield is above -1",
        RightPricer.Price(Inputs with { DividendYield = new Ratio(-1m, 1m) }, Policy, Currency.Yen).Failures.Single().Reason);

    [Fact]
    public void Price_YieldOverNothing_IsRefused() => Assert.Equal(
        "InvalidField q=1/0: the denominator is above 0",
        RightPricer.Price(Inputs with { DividendYield = new Ratio(1m, 0m) }, Policy, Currency.Yen).Failures.Single().ToString());

    /// <summary>e^(-rT) is 1e293: a double holds it, but not 1e20 of it.</summary>
    [Fact]
    public void Price_DebtBeyondADouble_IsRefused() => Assert.Equal(
        "r",
        RightPricer.Price(
            Inputs with { ExercisePrice = 100_000_000_000_000_000_000m, RiskFreeRate = -45m },
            ShippedPolicies.Continuous,
            Currency.Yen).Failures.Single().Field);

    /// <summary>At S = 0 a put is worth X e^(-rT) - S e^(-qT): delta is -e^(-qT), here -e^(-1.5).</summary>
    [Fact]
    public void Greeks_PutOnAShareOfNoWorth_HasTheDeltaOfTheForward() => Assert.Equal(
        -0.22313016014842982,
        Greeks.Of(
            Inputs with { SharePrice = 0m, DividendYield = new Ratio(1m, 10m) }, ShippedPolicies.Continuous, OptionKind.Put)
            .Value.Delta,
        1e-16);
}
