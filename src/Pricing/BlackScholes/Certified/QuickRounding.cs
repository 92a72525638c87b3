using Pricing.BlackScholes.Formula;
using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

/// <summary>
/// Both roundings of rights under one policy and currency, where doubles and decimals settle them. The outcome is that of
/// <see cref="RightPricer.Round(OptionInputs, ValuationPolicy, Currency, double, double)"/>, or none.
/// </summary>
internal sealed class QuickRounding
{
    private readonly Rule perShare;
    private readonly Rule perRight;

    /// <summary>Looks at the units once for all rights.</summary>
    /// <param name="policy">Both roundings.</param>
    /// <param name="currency">Its minor unit is the unit of a rounding that states none.</param>
    public QuickRounding(ValuationPolicy policy, Currency currency)
    {
        (Policy, Currency) = (policy, currency);
        (perShare, perRight) = (Rule.Of(policy.ValuePerShare, currency), Rule.Of(policy.AmountPerRight, currency));
        CanRound = perShare.Unit > 0m && perRight.Unit > 0m;
    }

    /// <summary>The policy.</summary>
    public ValuationPolicy Policy { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>Whether the units of the policy are sound.</summary>
    public bool CanRound { get; }

    /// <summary>Rounds a value.</summary>
    /// <param name="sharesPerRight">Shares that a right delivers, above 0.</param>
    /// <param name="value">The value per share.</param>
    /// <param name="bound">No less than its distance to the true value.</param>
    /// <returns>The value of the right; null where dearer arithmetic has to settle a rounding.</returns>
    public RightValue? TryRound(decimal sharesPerRight, double value, double bound)
    {
        if (!(value < CertifiedRounding.LargestQuick)) return null;
        if (perShare.Mode == RoundingMode.None) return TryRoundPerRight((double)sharesPerRight, value, bound);
        if (CertifiedRounding.TryQuickly(value, bound, perShare.UnitsPerAmount, perShare.Mode) is not var (units, distance)
            || !DecimalDigits.TryRead(sharesPerRight, out var shares)
            || perShare.AmountOf(units) is not { } share
            || share.Times(shares) is not { } right)
        {
            return null;
        }

        return perRight.Mode == RoundingMode.None || perRight.IsMultiple(right)
            ? new(value, bound, this, new(share, right, 0, distance))
            : null;
    }

    /// <summary>A value per share after rounding.</summary>
    /// <param name="value">The value per share.</param>
    /// <param name="settled">What it was rounded to.</param>
    public Amount PerShare(double value, in SettledRounding settled) =>
        perShare.Mode == RoundingMode.None ? new(value, exact: null) : settled.PerShare.ToAmount();

    /// <summary>An amount per right after rounding.</summary>
    /// <param name="settled">What it was rounded to.</param>
    public Amount PerRight(in SettledRounding settled) =>
        perShare.Mode == RoundingMode.None && perRight.Mode == RoundingMode.None
            ? new(settled.Product, exact: null)
            : settled.PerRight.ToAmount();

    /// <summary>How a value per share was rounded.</summary>
    /// <param name="value">The value per share.</param>
    /// <param name="settled">What it was rounded to.</param>
    public RoundingStep PerShareStep(double value, in SettledRounding settled)
    {
        var (before, after) = (new Amount(value, exact: null), PerShare(value, settled));
        return perShare.Mode == RoundingMode.None ? perShare.Step(before, after) : perShare.Step(before, after, settled.Distance);
    }

    /// <summary>How an amount per right was rounded.</summary>
    /// <param name="settled">What it was rounded to.</param>
    public RoundingStep PerRightStep(in SettledRounding settled)
    {
        var amount = PerRight(settled);
        if (perRight.Mode == RoundingMode.None) return perRight.Step(amount, amount);
        if (perShare.Mode == RoundingMode.None) return perRight.Step(new(settled.Product, exact: null), amount, settled.Distance);

        // A whole number of units stays as it is: half a unit from the boundaries of Nearest, on that of Up.
        var isUp = perRight.Mode == RoundingMode.Up;
        return perRight.Step(amount, amount, isUp ? 0 : 0.5) with { IsTie = isUp };
    }

    /// <summary>As <see cref="TryRound"/>, where the value per share is not rounded.</summary>
    private RightValue? TryRoundPerRight(double shares, double value, double bound)
    {
        if (perRight.Mode == RoundingMode.None) return new(value, bound, this, new(default, default, value * shares, Distance: null));

        return CertifiedRounding.TryQuickly(value, bound, shares / perRight.UnitAsDouble, perRight.Mode) is var (units, distance)
            && perRight.AmountOf(units) is { } amount
                ? new(value, bound, this, new(default, amount, value * shares, distance))
                : null;
    }

    private readonly record struct Rule(RoundingMode Mode, decimal Unit, DecimalDigits? Digits, double UnitAsDouble, double UnitsPerAmount)
    {
        public static Rule Of(RoundingRule rule, Currency currency)
        {
            var unit = rule.Unit ?? currency.MinorUnit;
            return new(rule.Mode, unit, DecimalDigits.TryRead(unit, out var digits) ? digits : null, (double)unit, 1 / (double)unit);
        }

        /// <summary>So many units; null where that is a decimal of many digits.</summary>
        public DecimalDigits? AmountOf(long units) => Digits?.Times(new((ulong)units, 0, IsNegative: false));

        /// <summary>A rounding by this rule.</summary>
        public RoundingStep Step(Amount before, Amount after, double? distance = null) => new()
        {
            Mode = Mode,
            Unit = Unit,
            Before = before,
            After = after,
            Path = before.Exact is null ? ArithmeticPath.Bits53 : ArithmeticPath.Exact,
            DistanceToBoundary = distance,
        };

        /// <summary>Whether an amount is a whole number of units.</summary>
        public bool IsMultiple(in DecimalDigits amount) =>
            (amount.IsWhole && Digits?.IsOne == true) || amount.ToAmount().Exact % Unit == 0m;
    }
}
