using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Analysis;

public sealed class ExplanationTests
{
    [Fact]
    public void Of_NoTimeLeft_LeavesOutWhatHasNoValue()
    {
        var explanation = Explain(SampleInputs.IijThirdSeries with { Years = 0m, Volatility = null });

        Assert.Null(explanation.D1);
        Assert.Null(explanation.D2);
        Assert.Null(explanation.LogMoneyness);
        Assert.Null(explanation.Drift);
        Assert.Equal((1, 1), (explanation.NormalOfD1, explanation.NormalOfD2));
        Assert.Equal((3505, 1), (explanation.ShareReceived, explanation.PaymentMade));
    }

    [Fact]
    public void Of_WorthlessShare_IsNeverExercised()
    {
        var explanation = Explain(SampleInputs.IijThirdSeries with { SharePrice = 0m });

        Assert.Equal((0, 0), (explanation.NormalOfD1, explanation.NormalOfD2));
        Assert.Equal(0, explanation.PaymentMade);
    }

    [Fact]
    public void Of_BadInputs_FailAsInPrice() => Assert.Equal("r", Explanation.Of(
        SampleInputs.IijThirdSeries with { RiskFreeRate = -1m }, ShippedPolicies.IijPractice, Currency.Yen)
        .Failures.Single().Field);

    private static Explanation Explain(OptionInputs inputs) =>
        Explanation.Of(inputs, ShippedPolicies.IijPractice, Currency.Yen).Value;
}
