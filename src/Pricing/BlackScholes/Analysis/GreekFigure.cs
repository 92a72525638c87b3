using Pricing.BlackScholes.Formula;
using Pricing.Policies;

namespace Pricing.BlackScholes.Analysis;

/// <summary>One derivative of the value before rounding, in a stated unit.</summary>
/// <param name="Name">Its name: <c>delta</c>, <c>gamma</c>, <c>vega</c>, <c>theta</c>, <c>rho</c>, <c>dividend rho</c>.</param>
/// <param name="Formula">The formula in the letters of an explanation: rc and qc are continuous, r and q as quoted.</param>
/// <param name="Unit">What it is per: of vega once per 1.00 of volatility, once per percentage point.</param>
/// <param name="PerShare">Its size, in currency per share.</param>
/// <param name="PerRight">The same times the shares per right.</param>
public sealed record GreekFigure(string Name, string Formula, string Unit, double PerShare, double PerRight)
{
    private const double Point = 0.01;

    /// <summary>All derivatives, in every unit.</summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The conventions of r and q.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>The figures, or the failures of <see cref="Greeks.Of(OptionInputs, ValuationPolicy, OptionKind)"/>.</returns>
    public static Outcome<IReadOnlyList<GreekFigure>> Of(OptionInputs inputs, ValuationPolicy policy, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        var outcome = Greeks.Of(inputs, policy);
        if (!outcome.TryGet(out var greeks)) return outcome.Failures.ToList();

        const string vega = "S e^(-qT) N'(d1) sqrt(T)";
        const string theta = "qc S e^(-qT) N(d1) - rc X e^(-rT) N(d2) - S e^(-qT) N'(d1) sigma / (2 sqrt(T))";
        var rho = "T X e^(-rT) N(d2)" + SlopeOf(policy.Rate);
        var dividendRho = "-T S e^(-qT) N(d1)" + SlopeOf(policy.DividendYield);
        GreekFigure[] figures =
        [
            Figure("delta", "e^(-qT) N(d1)", $"per 1 {currency.Code} of S", greeks.Delta),
            Figure("gamma", "e^(-qT) N'(d1) / (S sigma sqrt(T))", $"of delta, per 1 {currency.Code} of S", greeks.Gamma),
            Figure("vega", vega, "per 1.00 of sigma", greeks.Vega),
            Figure("vega", vega, "per 1 % point of sigma", greeks.Vega * Point),
            Figure("theta", theta, "per year that passes", greeks.Theta),
            Figure("theta", theta, "per day that passes, 1/365 year", greeks.ThetaPerDay),
            Figure("rho", rho, "per 1.00 of r as quoted", greeks.Rho),
            Figure("rho", rho, "per 1 % point of r as quoted", greeks.Rho * Point),
            Figure("dividend rho", dividendRho, "per 1.00 of q as quoted", greeks.DividendRho),
            Figure("dividend rho", dividendRho, "per 1 % point of q as quoted", greeks.DividendRho * Point),
        ];
        var beyond = Array.Find(figures, figure => !double.IsFinite(figure.PerRight));
        return beyond is null
            ? figures
            : InputChecks.Invalid("shares", inputs.SharesPerRight, $"{beyond.Name} of so many shares is beyond the range of a double");

        GreekFigure Figure(string name, string formula, string unit, double perShare) =>
            new(name, formula, unit, Unsigned(perShare), Unsigned(perShare * (double)inputs.SharesPerRight));
    }

    // A zero has no sign to read.
    private static double Unsigned(double figure) => figure == 0 ? 0 : figure;

    // The continuous rate by the quoted one.
    private static string SlopeOf(RateConvention convention) => convention switch
    {
        RateConvention.Annual => " / (1 + r)",
        RateConvention.SemiAnnual => " / (1 + r / 2)",
        _ => "",
    };

    private static string SlopeOf(YieldConvention convention) => convention switch
    {
        YieldConvention.Annual => " / (1 + q)",
        YieldConvention.AnnualDiscount => " / (1 - q)",
        _ => "",
    };
}
