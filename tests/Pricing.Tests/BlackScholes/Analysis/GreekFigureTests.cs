using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Analysis;

public sealed class GreekFigureTests
{
    /// <summary>The figures of docs/method.md, times 200 shares, in every unit; by numerical differentiation in 60 digits.</summary>
    [Fact]
    public void Of_IijThirdSeriesAtTheMoney_StatesEveryUnit()
    {
        var figures = Of(SampleInputs.IijThirdSeries with { ExercisePrice = 3505m }, ShippedPolicies.IijPractice);

        Assert.Equal(
            [
                "delta per 1 JPY of S 0.8039827768 160.79655536",
                "gamma of delta, per 1 JPY of S 0.0000256585 0.00513171",
                "vega per 1.00 of sigma 2637.1162981867 527423.25963734",
                "vega per 1 % point of sigma 26.3711629819 5274.23259637",
                "theta per year that passes -39.5637311430 -7912.74622861",
                "theta per day that passes, 1/365 year -0.1083937840 -21.67875679",
                "rho per 1.00 of r as quoted 6512.6571693880 1302531.43387760",
                "rho per 1 % point of r as quoted 65.1265716939 13025.31433878",
                "dividend rho per 1.00 of q as quoted -42044.4775274562 -8408895.50549124",
                "dividend rho per 1 % point of q as quoted -420.4447752746 -84088.95505491",
            ],
            figures.Select(figure => FormattableString.Invariant($"{figure.Name} {figure.Unit} {figure.PerShare:F10} {figure.PerRight:F8}")));
    }

    [Theory]
    [InlineData("continuous", "T X e^(-rT) N(d2)", "-T S e^(-qT) N(d1)")]
    [InlineData("iij-practice", "T X e^(-rT) N(d2) / (1 + r)", "-T S e^(-qT) N(d1) / (1 + q)")]
    [InlineData("annual-discount", "T X e^(-rT) N(d2) / (1 + r)", "-T S e^(-qT) N(d1) / (1 - q)")]
    public void Of_EveryConvention_SaysItsFormula(string policy, string rho, string dividendRho)
    {
        var figures = Of(SampleInputs.IijThirdSeries, new PolicyCatalog().Find(policy).Value);

        Assert.Equal(rho, figures.First(figure => figure.Name == "rho").Formula);
        Assert.Equal(dividendRho, figures.First(figure => figure.Name == "dividend rho").Formula);
        var semiAnnual = Of(SampleInputs.IijThirdSeries, ShippedPolicies.Continuous with { Rate = RateConvention.SemiAnnual });
        Assert.EndsWith("/ (1 + r / 2)", semiAnnual.First(figure => figure.Name == "rho").Formula, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_EveryFigure_SaysItsFormulaInTheLettersOfTheExplanation() => Assert.Equal(
        [
            "delta: e^(-qT) N(d1)",
            "gamma: e^(-qT) N'(d1) / (S sigma sqrt(T))",
            "vega: S e^(-qT) N'(d1) sqrt(T)",
            "theta: qc S e^(-qT) N(d1) - rc X e^(-rT) N(d2) - S e^(-qT) N'(d1) sigma / (2 sqrt(T))",
            "rho: T X e^(-rT) N(d2)",
            "dividend rho: -T S e^(-qT) N(d1)",
        ],
        Of(SampleInputs.IijThirdSeries, ShippedPolicies.Continuous).Select(figure => $"{figure.Name}: {figure.Formula}").Distinct());

    [Fact]
    public void Of_FiguresThatAreZero_HaveNoSign()
    {
        var figures = Of(SampleInputs.IijThirdSeries with { SharePrice = 1m, ExercisePrice = 1_000_000_000_000m, Years = 1m }, ShippedPolicies.Continuous);

        Assert.Contains(figures, figure => figure is { Name: "dividend rho", PerShare: 0 });
        Assert.All(figures, figure => Assert.False(figure.PerShare == 0 && double.IsNegative(figure.PerShare)));
        Assert.All(figures, figure => Assert.False(figure.PerRight == 0 && double.IsNegative(figure.PerRight)));
    }

    [Fact]
    public void Of_SoManySharesThatADoubleEnds_IsAFailure() => Assert.Equal(
        "InvalidField shares=79228162514264337593543950335: delta of so many shares is beyond the range of a double",
        GreekFigure.Of(
            SampleInputs.IijThirdSeries with
            {
                SharePrice = 1m,
                ExercisePrice = 1m,
                Years = 1350m,
                RiskFreeRate = -0.5m,
                DividendYield = -0.5m,
                SharesPerRight = decimal.MaxValue,
            },
            ShippedPolicies.Continuous,
            Currency.Yen).Failures.Single().ToString());

    [Fact]
    public void Of_BadInputs_FailAsInPrice() => Assert.Equal("S", GreekFigure.Of(
        SampleInputs.IijThirdSeries with { SharePrice = -1m }, ShippedPolicies.IijPractice, Currency.Yen).Failures.Single().Field);

    private static IReadOnlyList<GreekFigure> Of(OptionInputs inputs, ValuationPolicy policy) =>
        GreekFigure.Of(inputs, policy, Currency.Yen).Value;
}
