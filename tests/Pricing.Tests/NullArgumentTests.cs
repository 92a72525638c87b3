using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Formula;
using Pricing.Dividends;
using Pricing.Grants.Exercise;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;
using Pricing.Volatility;

namespace Pricing.Tests;

/// <summary>What is no value at all is a bug of the caller, named by the parameter.</summary>
public sealed class NullArgumentTests
{
    private static readonly OptionInputs Inputs = SampleInputs.IijThirdSeries;
    private static readonly ValuationPolicy Policy = ShippedPolicies.Continuous;
    private static readonly Explanation Explained = Explanation.Of(Inputs, Policy, Currency.Yen).Value;

    private static readonly (string Parameter, Action Call)[] Calls =
    [
        ("text", () => DecimalText.ParseRatio(null!)),
        ("text", () => SecurityCode.Parse(null!)),
        ("currency", () => WholeYen.Against(null!, "field", 0m)),
        ("policy", () => PolicyContent.Of(null!)),
        ("content", () => PolicyContent.Read("name", 1, null!)),
        ("estimate", () => VolatilityEstimator.Again(null!)),
        ("explanation", () => ExplanationSteps.Inputs(null!)),
        ("explanation", () => ExplanationSteps.Formula(null!, Policy)),
        ("policy", () => ExplanationSteps.Formula(Explained, null!)),
        ("currency", () => GreekFigure.Of(Inputs, Policy, null!)),
        ("inputs", () => ImpliedVolatility.Solve(null!, Policy, Currency.Yen, 1m)),
        ("policy", () => ImpliedVolatility.Solve(Inputs, null!, Currency.Yen, 1m)),
        ("currency", () => ImpliedVolatility.Solve(Inputs, Policy, null!, 1m)),
        ("inputs", () => ImpliedVolatility.SolvePerRight(null!, Policy, Currency.Yen, 1m)),
        ("policy", () => ImpliedVolatility.SolvePerRight(Inputs, null!, Currency.Yen, 1m)),
        ("currency", () => ImpliedVolatility.SolvePerRight(Inputs, Policy, null!, 1m)),
        ("rows", () => SensitivityGrid.Calculate(Inputs, Policy, Currency.Yen, null!, [])),
        ("columns", () => SensitivityGrid.Calculate(Inputs, Policy, Currency.Yen, [], null!)),
    ];

    [Fact]
    public void PublicDoors_WithoutAnArgument_NameIt() => Assert.All(
        Calls, item => Assert.Equal(item.Parameter, Assert.Throws<ArgumentNullException>(item.Call).ParamName));

    [Theory]
    [InlineData(0, 1, "newShares")]
    [InlineData(1, 0, "oldShares")]
    public void SplitFactor_SharesNotAboveZero_AreNamed(int newShares, int oldShares, string parameter) => Assert.Equal(
        parameter, Assert.Throws<ArgumentOutOfRangeException>(() => SplitFactor.Of(newShares, oldShares)).ParamName);
}
