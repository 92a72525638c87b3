using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Analysis;

/// <summary>
/// Every intermediate of one valuation, in the order in which an auditor recomputes it (release, section 12).
/// Each is the double next to it. What the limits leave without a value is null.
/// </summary>
public sealed record Explanation
{
    /// <summary>The inputs as stored.</summary>
    public required OptionInputs Inputs { get; init; }

    /// <summary>q as a number: as given, or D over S.</summary>
    public required double QuotedYield { get; init; }

    /// <summary>r as a continuous rate, by the policy's convention.</summary>
    public required double ContinuousRate { get; init; }

    /// <summary>q as a continuous yield, by the policy's convention.</summary>
    public required double ContinuousYield { get; init; }

    /// <summary>e^(-qT), continuous.</summary>
    public required double YieldDiscount { get; init; }

    /// <summary>e^(-rT), continuous.</summary>
    public required double RateDiscount { get; init; }

    /// <summary>S e^(-qT), in currency per share.</summary>
    public required double DiscountedShare { get; init; }

    /// <summary>X e^(-rT), in currency per share.</summary>
    public required double DiscountedExercisePrice { get; init; }

    /// <summary>ln(S/X); null where either is 0.</summary>
    public double? LogMoneyness { get; init; }

    /// <summary>(r - q + sigma^2/2) T; null where there is no d.</summary>
    public double? Drift { get; init; }

    /// <summary>sigma sqrt(T).</summary>
    public required double Deviation { get; init; }

    /// <summary>d, also called d1; null where sigma sqrt(T), S or X is 0.</summary>
    public double? D1 { get; init; }

    /// <summary>d - sigma sqrt(T), also called d2.</summary>
    public double? D2 { get; init; }

    /// <summary>N(d1); in the limits 0 or 1.</summary>
    public required double NormalOfD1 { get; init; }

    /// <summary>N(d2); in the limits 0 or 1.</summary>
    public required double NormalOfD2 { get; init; }

    /// <summary>S e^(-qT) N(d1), in currency per share.</summary>
    public required double ShareReceived { get; init; }

    /// <summary>X e^(-rT) N(d2), in currency per share.</summary>
    public required double PaymentMade { get; init; }

    /// <summary>The value, with both roundings.</summary>
    public required RightValue Value { get; init; }

    /// <summary>Explains one valuation.</summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="currency">The currency.</param>
    /// <returns>Every intermediate, or the failures of <see cref="RightPricer.Price"/>.</returns>
    public static Outcome<Explanation> Of(OptionInputs inputs, ValuationPolicy policy, Currency currency)
    {
        var outcome = RightPricer.Price(inputs, policy, currency);
        if (!outcome.TryGet(out var value))
            return outcome.Failures.ToList();

        var terms = FormulaTerms.From(inputs, policy);
        var parts = DoublePath.Evaluate(terms);
        var spreads = double.IsFinite(parts.First);
        return new Explanation
        {
            Inputs = inputs,
            QuotedYield = Rational.From(inputs.DividendYield).ToDouble(),
            ContinuousRate = terms.Rate.High,
            ContinuousYield = terms.DividendYield.High,
            YieldDiscount = DoubleFunctions.Exp(-parts.Paid).High,
            RateDiscount = DoubleFunctions.Exp(-parts.Earned).High,
            DiscountedShare = parts.Share.High,
            DiscountedExercisePrice = parts.Debt.High,
            LogMoneyness = spreads ? parts.Moneyness.High : null,
            Drift = spreads
                ? (parts.Earned - parts.Paid + DoubleDouble.Scale(parts.Deviation * parts.Deviation, -1)).High
                : null,
            Deviation = parts.Deviation.High,
            D1 = spreads ? parts.First : null,
            D2 = spreads ? parts.Second : null,
            NormalOfD1 = Probability(parts.First, parts.ShareTail, parts.Share),
            NormalOfD2 = Probability(parts.Second, parts.DebtTail, parts.Debt),
            ShareReceived = parts.ShareReceived.High,
            PaymentMade = parts.DebtPaid.High,
            Value = value,
        };
    }

    private static double Probability(double d, DoubleDouble tail, DoubleDouble leg)
    {
        var beyond = leg.High > 0 ? tail / leg : default;
        return d < 0 ? beyond.High : (DoubleDouble.From(1.0) - beyond).High;
    }
}
