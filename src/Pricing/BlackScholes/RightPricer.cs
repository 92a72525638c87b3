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

        var ladder = new ValueLadder(inputs, policy);
        var perShare = RoundPerShare(ladder, policy.ValuePerShare, currency);
        if (perShare is null)
            return PerShareOutOfRange(inputs);

        var perRight = RoundPerRight(ladder, perShare, inputs.SharesPerRight, policy.AmountPerRight, currency);
        if (perRight is null)
            return InputChecks.Invalid("shares", inputs.SharesPerRight, "the amount per right is out of a decimal's range");

        var best = ladder.Best;
        var unrounded = best.Value.ToDouble();
        return new RightValue
        {
            UnroundedPerShare = unrounded,
            ErrorBound = (best.Bound + (best.Value - Rational.From(unrounded)).Abs()).ToDouble(),
            PerShareRounding = perShare,
            PerRightRounding = perRight,
        };
    }

    private static RoundingStep? RoundPerShare(ValueLadder ladder, RoundingRule rule, Currency currency) =>
        Round(ladder.Rungs(), ladder, Rational.From(1m), rule, currency);

    private static RoundingStep? RoundPerRight(
        ValueLadder ladder, RoundingStep perShare, decimal shares, RoundingRule rule, Currency currency)
    {
        var factor = Rational.From(shares);
        if (perShare.Mode == RoundingMode.None)
            return Round(ladder.Rungs(), ladder, factor, rule, currency);

        var rounded = new Enclosure(ArithmeticPath.Exact, Rational.From(perShare.After.Exact!.Value), Rational.Zero);
        return Round([rounded], null, factor, rule, currency);
    }

    private static RoundingStep? Round(
        IEnumerable<Enclosure> rungs, ValueLadder? ladder, Rational factor, RoundingRule rule, Currency currency)
    {
        var unit = rule.Unit ?? currency.MinorUnit;
        RoundedUnits? rounded = rule.Mode == RoundingMode.None
            ? null
            : CertifiedRounding.Round(rungs, factor, rule.Mode, unit);
        var best = ladder?.Best ?? rungs.First();
        if (ToAmount(best.Value * factor, best.Path) is not { } before)
            return null;

        if (rounded is not { } units)
            return new() { Mode = rule.Mode, Unit = unit, Before = before, After = before, Path = best.Path };

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

    private static Amount? ToAmount(Rational value, ArithmeticPath path)
    {
        if (path == ArithmeticPath.Exact && value.ToExactDecimal() is { } exact)
            return Amount.FromExact(exact);

        var approximate = value.ToDouble();
        return approximate <= (double)decimal.MaxValue ? Amount.FromApproximate(approximate) : null;
    }

    private static Failure PerShareOutOfRange(OptionInputs inputs) => inputs.DividendYield.Numerator < 0
        ? new(ReasonCode.InvalidField, "q", inputs.DividendYield.ToString(), "the value per share is out of a decimal's range")
        : InputChecks.Invalid("S", inputs.SharePrice, "the value per share is out of a decimal's range");
}
