using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes;

/// <summary>The value of a stock acquisition right by the formula of the release (section 12), under a policy.</summary>
public static class RightPricer
{
    /// <summary>Checks the inputs, brings r and q to continuous rates, evaluates the formula and rounds twice.</summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The conventions of r and q, and both roundings.</param>
    /// <param name="currency">Its minor unit is the unit of a rounding that states none.</param>
    /// <returns>
    /// The value, or one <see cref="ReasonCode.InvalidField"/> for every field that cannot be valued:
    /// S, X, T, sigma, r, q, shares, or unit (of a policy's rounding).
    /// </returns>
    public static Outcome<RightValue> Price(OptionInputs inputs, ValuationPolicy policy, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(currency);

        var failures = InputChecks.Run(inputs, policy);
        if (failures.Count > 0)
            return failures;

        var ladder = ValueLadder.From(inputs, policy);
        var perShare = Round(ladder, 1m, policy.ValuePerShare, currency);
        if (perShare is null)
            return PerShareOutOfRange(inputs);

        var rounded = perShare is { Mode: not RoundingMode.None, After.Exact: { } amount }
            ? ValueLadder.Exactly(Rational.From(amount))
            : ladder;
        var perRight = Round(rounded, inputs.SharesPerRight, policy.AmountPerRight, currency);
        if (perRight is null)
            return InputChecks.Invalid("shares", inputs.SharesPerRight, "the amount per right is out of a decimal's range");

        return new RightValue
        {
            UnroundedPerShare = ladder.Best.Approximate,
            ErrorBound = ladder.Best.ApproximateBound,
            PerShareRounding = perShare,
            PerRightRounding = perRight,
        };
    }

    /// <summary>
    /// The value per share before rounding, in a chosen arithmetic: for an auditor who wants more digits.
    /// </summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The conventions of r and q.</param>
    /// <param name="path">The arithmetic; degenerate inputs are always answered exactly.</param>
    /// <returns>
    /// The value and a bound on its error, or one <see cref="ReasonCode.InvalidField"/> for every field as in
    /// <see cref="Price"/>; a path of <see cref="ArithmeticPath.Exact"/> is <see cref="ReasonCode.NotDetermined"/>
    /// where the formula has to be evaluated.
    /// </returns>
    public static Outcome<Enclosure> Evaluate(OptionInputs inputs, ValuationPolicy policy, ArithmeticPath path)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(policy);

        var failures = InputChecks.Run(inputs, policy);
        if (failures.Count > 0)
            return failures;

        if (DegenerateBranch.TryValue(inputs) is { } exact)
            return Enclosure.Exactly(exact);

        return path == ArithmeticPath.Exact
            ? new Failure(ReasonCode.NotDetermined, "path", nameof(ArithmeticPath.Exact), "decimals do not hold this value")
            : ValueLadder.Evaluate(inputs, policy, path);
    }

    // Null where an amount leaves the range of a decimal.
    private static RoundingStep? Round(ValueLadder ladder, decimal factor, RoundingRule rule, Currency currency)
    {
        var unit = rule.Unit ?? currency.MinorUnit;
        RoundedUnits? rounded = rule.Mode == RoundingMode.None
            ? null
            : CertifiedRounding.Round(ladder, factor, rule.Mode, unit);
        if (ToAmount(ladder.Best, factor) is not { } before)
            return null;

        if (rounded is not { } units)
            return new() { Mode = rule.Mode, Unit = unit, Before = before, After = before, Path = ladder.Best.Path };

        return (Rational.FromScaled(units.Units, 0) * Rational.From(unit)).ToExactDecimal() is { } after
            ? new()
            {
                Mode = rule.Mode,
                Unit = unit,
                Before = before,
                After = Amount.FromExact(after),
                Path = units.Path,
                IsTie = units.Distance == 0,
                DistanceToBoundary = units.Distance,
            }
            : null;
    }

    private static Amount? ToAmount(Enclosure value, decimal factor)
    {
        if (value.Path == ArithmeticPath.Exact && (value.Value * Rational.From(factor)).ToExactDecimal() is { } exact)
            return Amount.FromExact(exact);

        var approximate = value.Approximate * (double)factor;
        return approximate <= (double)decimal.MaxValue ? Amount.FromApproximate(approximate) : null;
    }

    private static Failure PerShareOutOfRange(OptionInputs inputs) => inputs.DividendYield.Numerator < 0
        ? new(ReasonCode.InvalidField, "q", inputs.DividendYield.ToString(), "the value per share is out of a decimal's range")
        : InputChecks.Invalid("S", inputs.SharePrice, "the value per share is out of a decimal's range");
}
