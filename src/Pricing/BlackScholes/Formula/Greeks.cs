using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Formula;

/// <summary>
/// The derivatives of the value per share (before rounding), all finite. Those by r and q are by the quoted figures,
/// in the conventions of the policy; a change of one percentage point is 0.01.
/// </summary>
/// <remarks>Haug, The Complete Guide to Option Pricing Formulas, McGraw-Hill 1998.</remarks>
public sealed record Greeks
{
    private const double DaysPerYear = 365;

    /// <summary>By the share price.</summary>
    public required double Delta { get; init; }

    /// <summary>Of delta by the share price, per unit of currency.</summary>
    public required double Gamma { get; init; }

    /// <summary>By the volatility, in currency per 1.00 of volatility.</summary>
    public required double Vega { get; init; }

    /// <summary>By time as it passes (less the derivative by T), in currency per year.</summary>
    public required double Theta { get; init; }

    /// <summary><see cref="Theta"/> per calendar day, a 365th of the year.</summary>
    public double ThetaPerDay => Theta / DaysPerYear;

    /// <summary>By the quoted risk-free rate, in currency per 1.00 of the rate.</summary>
    public required double Rho { get; init; }

    /// <summary>By the quoted dividend yield, in currency per 1.00 of the yield.</summary>
    public required double DividendRho { get; init; }

    private bool AreFinite => double.IsFinite(Delta) && double.IsFinite(Gamma) && double.IsFinite(Vega)
        && double.IsFinite(Theta) && double.IsFinite(Rho) && double.IsFinite(DividendRho);

    /// <summary>Calculates all of them.</summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The conventions of r and q.</param>
    /// <param name="kind">A right is a call.</param>
    /// <returns>
    /// The derivatives; one <see cref="ReasonCode.InvalidField"/> for every field as in
    /// <see cref="Certified.RightPricer.Price"/>; or <see cref="ReasonCode.NotDetermined"/> where the value has a kink:
    /// sigma sqrt(T) is 0, or too small to tell, and S e^(-qT) equals X e^(-rT), and where a derivative is beyond the
    /// range of a double.
    /// </returns>
    public static Outcome<Greeks> Of(OptionInputs inputs, ValuationPolicy policy, OptionKind kind = OptionKind.Call)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(policy);

        var failures = InputChecks.Run(inputs, policy, out var terms);
        if (failures.Count > 0)
            return failures;

        var rate = Slope((double)inputs.RiskFreeRate, policy.Rate);
        var dividendYield = Slope(inputs.DividendYield.ToDouble(), policy.DividendYield);
        var outcome = Of(terms, kind);
        return outcome.TryGet(out var greeks)
            ? greeks with { Rho = greeks.Rho * rate, DividendRho = greeks.DividendRho * dividendYield }
            : outcome;
    }

    /// <summary>Calculates all of them by continuous rates: the reference for every faster variant.</summary>
    /// <param name="terms">The inputs.</param>
    /// <param name="kind">A right is a call.</param>
    /// <returns>
    /// The derivatives, or <see cref="ReasonCode.NotDetermined"/> where the value has a kink or one is beyond the range of a
    /// double.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The inputs are not <see cref="ContinuousTerms.AreSound"/>.</exception>
    public static Outcome<Greeks> Of(in ContinuousTerms terms, OptionKind kind = OptionKind.Call) =>
        Of(FormulaTerms.FromSound(terms), kind);

    private static Outcome<Greeks> Of(in FormulaTerms terms, OptionKind kind)
    {
        var parts = DoublePath.Evaluate(terms);
        if (parts.IsAtKink)
        {
            return new Failure(
                ReasonCode.NotDetermined, "sigma", InputChecks.Text(terms.Volatility), "the value has a kink at these inputs");
        }

        var (share, debt) = kind == OptionKind.Call
            ? (parts.ShareReceived, parts.DebtPaid)
            : (-parts.ShareForgone, -parts.DebtForgone);
        var spreads = parts.Density.High > 0;
        var (price, years, root) = (terms.SharePrice, terms.Years, DoubleDouble.Sqrt(terms.Years));
        var decay = spreads ? parts.Density * terms.Volatility / (root * 2) : default;
        var greeks = new Greeks
        {
            Delta = price.High > 0 ? (share / price).High : DeltaOfNothing(parts, kind),
            Gamma = spreads ? (parts.Density / price / price / parts.Deviation).High : 0,
            Vega = (parts.Density * root).High,
            Theta = ((terms.DividendYield * share) - (terms.Rate * debt) - decay).High,
            Rho = (years * debt).High,
            DividendRho = -(years * share).High,
        };
        return greeks.AreFinite
            ? greeks
            : new Failure(
                ReasonCode.NotDetermined, "S", $"{terms.SharePrice.High:R}", "a derivative is beyond the range of a double");
    }

    private static double DeltaOfNothing(in FormulaParts parts, OptionKind kind)
    {
        var isExercised = parts.First < 0 == (kind == OptionKind.Put);
        return isExercised ? (kind == OptionKind.Call ? 1 : -1) * DoubleFunctions.Exp(-parts.Paid).High : 0;
    }

    // The continuous rate by the quoted one.
    private static double Slope(double rate, RateConvention convention) => convention switch
    {
        RateConvention.Annual => 1 / (1 + rate),
        RateConvention.SemiAnnual => 1 / (1 + (rate / 2)),
        _ => 1,
    };

    private static double Slope(double dividendYield, YieldConvention convention) => convention switch
    {
        YieldConvention.Annual => 1 / (1 + dividendYield),
        YieldConvention.AnnualDiscount => 1 / (1 - dividendYield),
        _ => 1,
    };
}
