using System.Globalization;
using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Analysis;

public sealed class ExplanationStepsTests
{
    /// <summary>The lines of docs/method.md; digits by 50-digit arithmetic.</summary>
    [Fact]
    public void Steps_IijThirdSeries_AreThoseOfTheWorkedExample() => Assert.Equal(
        """
        S | 3505 | as given
        X | 1 | as given
        T | 15 | as given
        sigma | 0.5577379782 | as given
        r | 0.01275 | as given
        q | 0.0053495007 | as given
        n | 200 | as given
        rc | 0.0126694031 | ln(1 + r)
        qc | 0.005335243 | ln(1 + q)
        e^(-qT) | 0.9230899047 | e^(-qc T)
        e^(-rT) | 0.8269251909 | e^(-rc T)
        S e^(-qT) | 3235.4301158213 | S x e^(-qT)
        X e^(-rT) | 0.8269251909 | X x e^(-rT)
        ln(S/X) | 8.1619457995 | ln(S / X)
        drift | 2.4430497946 | (rc - qc + sigma^2 / 2) T
        sigma sqrt(T) | 2.1601099011 | sigma x sqrt(T)
        d1 | 4.9094703879 | [ln(S/X) + (rc - qc + sigma^2 / 2) T] / (sigma sqrt(T))
        d2 | 2.7493604867 | d1 - sigma sqrt(T)
        N(d1) | 0.9999995434 | N(d1)
        N(d2) | 0.9970144162 | N(d2)
        S e^(-qT) N(d1) | 3235.4286384804 | S e^(-qT) x N(d1)
        X e^(-rT) N(d2) | 0.8244563364 | X e^(-rT) x N(d2)
        C | 3234.604182144 | S e^(-qT) N(d1) - X e^(-rT) N(d2)
        c | 3235 | C to the nearest 1, half up
        c n | 647000 | c x n
        amount | 647000 | c n, not rounded
        """,
        Shown(SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice));

    [Fact]
    public void Steps_ReleaseText_SayTheOtherConventions()
    {
        var shown = Shown(SampleInputs.IijThirdSeries, ShippedPolicies.ReleaseText);

        Assert.Contains("rc | 0.01275 | r\nqc | 0.0053495007 | q\n", shown, StringComparison.Ordinal);
        Assert.EndsWith("c | 3233.9133030934 | C, not rounded\nc n | 646782.66061868 | c x n\namount | 646783 | c n up to a whole 1", shown, StringComparison.Ordinal);
        Assert.Contains("qc | 0.0053638605 | -ln(1 - q)\n", Shown(SampleInputs.IijThirdSeries, ShippedPolicies.AnnualDiscount), StringComparison.Ordinal);
        Assert.Contains(
            "rc | 0.0127095313 | 2 ln(1 + r / 2)\n",
            Shown(SampleInputs.IijThirdSeries, ShippedPolicies.Continuous with { Rate = RateConvention.SemiAnnual }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_Limit_LeavesOutWhatHasNoValue()
    {
        var shown = Shown(SampleInputs.IijThirdSeries with { Years = 0m, Volatility = null }, ShippedPolicies.IijPractice);

        Assert.DoesNotContain("d1 |", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("sigma | ", shown, StringComparison.Ordinal);
        Assert.Contains("N(d1) | 1 | limit: 1 where S e^(-qT) >= X e^(-rT), else 0\n", shown, StringComparison.Ordinal);
        Assert.Contains("C | 3504 |", shown, StringComparison.Ordinal);
    }

    /// <summary>S 3505, X 1, q = r = 0, sigma 20 %, T 5 is 3504 + 1e-74.</summary>
    [Fact]
    public void Steps_Tie_IsSaid() => Assert.EndsWith(
        "amount | 700800 | c n up to a whole 1, on the boundary",
        Shown(
            SampleInputs.IijThirdSeries with { Years = 5m, Volatility = 0.2, RiskFreeRate = 0m, DividendYield = 0m },
            ShippedPolicies.ReleaseText),
        StringComparison.Ordinal);

    [Fact]
    public void Steps_Values_HaveEveryDigit()
    {
        var steps = Steps(SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice);

        Assert.Equal("18.75/3505", steps.Single(step => step.Symbol == "q").Value);
        Assert.All(
            steps.Where(step => step.Symbol is "d1" or "d2" or "N(d1)" or "C"),
            step => Assert.Equal(step.Value, double.Parse(step.Value, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture)));
        Assert.Matches(@"^\d\.\d+E-\d\d$", steps.Single(step => step.Symbol == "error").Rounded);
    }

    [Fact]
    public void Steps_EveryLine_SaysWhatItIs() => Assert.Equal(
        """
        S: share price, per share
        X: exercise price, per share
        T: expected remaining period, years
        sigma: volatility per year
        r: risk-free rate per year, as quoted
        q: dividend yield per year, as quoted
        n: shares per right
        rc: r, continuous
        qc: q, continuous
        e^(-qT): discount factor of the dividends
        e^(-rT): discount factor of the exercise price
        S e^(-qT): share price without its dividends
        X e^(-rT): exercise price, discounted
        ln(S/X): logarithm of the moneyness
        drift: drift to the end of T
        sigma sqrt(T): deviation to the end of T
        d1: d of the release
        d2: d less the deviation
        N(d1): standard normal distribution at d1
        N(d2): standard normal distribution at d2
        S e^(-qT) N(d1): worth of the shares received
        X e^(-rT) N(d2): worth of the payment made
        C: option price per share
        error: no less than the error of C
        c: value per share
        c n: value per share x shares per right
        amount: amount per right
        """,
        string.Join('\n', Steps(SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice).Select(step => $"{step.Symbol}: {step.Name}")));

    [Fact]
    public void Steps_Error_SaysWhereItIsDerived() => Assert.Equal(
        "derived in docs/rounding.md",
        Steps(SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice).Single(step => step.Symbol == "error").Formula);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.0 / 3, "0.3333333333")]
    [InlineData(1e-4, "0.0001")]
    [InlineData(0.99e-4, "9.9E-05")]
    [InlineData(-2.0 / 30_000, "-6.6666666667E-05")]
    [InlineData(999_999_999_999_999.0, "999999999999999")]
    [InlineData(1e15, "1E+15")]
    public void Print_AnyDouble_HasTenDecimalsOrTenDigits(double value, string expected) => Assert.Equal(expected, ExplanationStep.Print(value));

    [Fact]
    public void Of_ExactNumbers_KeepEveryDigit()
    {
        Assert.Equal("12345678901234567.5", ExplanationStep.Exact("n", "", "", new Ratio(12_345_678_901_234_567.5m, 1m)).Rounded);
        Assert.Equal("0.3333333333", ExplanationStep.Exact("n", "", "", new Ratio(1m, 3m)).Rounded);
        Assert.Equal("12345678901234567.5", ExplanationStep.Of("c", "", "", Amount.FromExact(12_345_678_901_234_567.5m)).Rounded);
        Assert.Equal(("0.1", "0.1"), ExplanationStep.Of("c", "", "", Amount.FromApproximate(0.1)) is var step ? (step.Value, step.Rounded) : default);
    }

    private static string Shown(OptionInputs inputs, ValuationPolicy policy) => string.Join('\n', Steps(inputs, policy)
        .Where(step => step.Symbol != "error")
        .Select(step => $"{step.Symbol} | {step.Rounded} | {step.Formula}"));

    private static IReadOnlyList<ExplanationStep> Steps(OptionInputs inputs, ValuationPolicy policy)
    {
        var explanation = Explanation.Of(inputs, policy, Currency.Yen).Value;
        return [.. ExplanationSteps.Inputs(explanation), .. ExplanationSteps.Formula(explanation, policy)];
    }
}
