using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

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

        var failures = InputChecks.Run(inputs, policy, out var terms);
        return failures.Count > 0
            ? failures
            : Round(ValueLadder.From(inputs, policy, terms), inputs, policy, currency);
    }

    /// <summary>Rounds a value that a faster variant of the formula has calculated, as certainly as <see cref="Price"/>.</summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The conventions of r and q, and both roundings.</param>
    /// <param name="currency">Its minor unit is the unit of a rounding that states none.</param>
    /// <param name="valuePerShare">The value, in currency per share.</param>
    /// <param name="errorBound">
    /// No less than its distance to the value of the formula at the inputs as stored, their conversion to doubles included.
    /// </param>
    /// <returns>The value, or the failures of <see cref="Price"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value or the bound is not finite, or the bound is below 0.</exception>
    public static Outcome<RightValue> Round(
        OptionInputs inputs, ValuationPolicy policy, Currency currency, double valuePerShare, double errorBound)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(currency);
        if (!double.IsFinite(valuePerShare))
            throw new ArgumentOutOfRangeException(nameof(valuePerShare), valuePerShare, "A value is finite.");

        if (!(errorBound >= 0 && double.IsFinite(errorBound)))
            throw new ArgumentOutOfRangeException(nameof(errorBound), errorBound, "A bound is finite and at least 0.");

        var failures = InputChecks.Run(inputs, policy, out _);
        return failures.Count > 0 ? failures : RoundChecked(inputs, policy, currency, valuePerShare, errorBound);
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

        var failures = InputChecks.Run(inputs, policy, out var terms);
        if (failures.Count > 0)
            return failures;

        if (DegenerateBranch.TryValue(inputs) is { } exact)
            return Enclosure.Exactly(exact);

        return path == ArithmeticPath.Exact
            ? new Failure(ReasonCode.NotDetermined, "path", nameof(ArithmeticPath.Exact), "decimals do not hold this value")
            : ValueLadder.Evaluate(inputs, policy, terms, path);
    }

    /// <summary>As <see cref="Round(OptionInputs, ValuationPolicy, Currency, double, double)"/>, for inputs found good.</summary>
    internal static Outcome<RightValue> RoundChecked(
        OptionInputs inputs, ValuationPolicy policy, Currency currency, double valuePerShare, double errorBound) =>
        Round(ValueLadder.From(inputs, policy, Enclosure.From(valuePerShare, errorBound)), inputs, policy, currency);

    private static Outcome<RightValue> Round(
        ValueLadder ladder, OptionInputs inputs, ValuationPolicy policy, Currency currency)
    {
        if (Round(ladder, 1m, policy.ValuePerShare, currency) is not { } perShare)
            return PerShareOutOfRange(inputs);

        var rounded = perShare is { Mode: not RoundingMode.None, After.Exact: { } amount }
            ? ValueLadder.Exactly(Rational.From(amount))
            : ladder;
        return Round(rounded, inputs.SharesPerRight, policy.AmountPerRight, currency) is { } perRight
            ? new RightValue(ladder.Best.Approximate, ladder.Best.ApproximateBound, perShare, perRight)
            : InputChecks.Invalid("shares", inputs.SharesPerRight, "the amount per right is out of a decimal's range");
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

        return units.ToAmount(unit) is { } after
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
