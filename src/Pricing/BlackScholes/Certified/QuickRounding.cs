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

        var before = new Amount(value, exact: null);
        if (perShare.Mode == RoundingMode.None)
        {
            return Settled(Unrounded(perShare, before), FromDouble(value, bound, (double)sharesPerRight), value, bound);
        }

        if (CertifiedRounding.TryQuickly(value, bound, perShare.UnitsPerAmount, perShare.Mode) is not var (units, distance))
            return null;

        if (!DecimalDigits.TryRead(sharesPerRight, out var shares)
            || perShare.AmountOf(units) is not { } amount
            || amount.Times(shares) is not { } right)
        {
            return null;
        }

        var share = new RoundingStep
        {
            Mode = perShare.Mode,
            Unit = perShare.Unit,
            Before = before,
            After = amount.ToAmount(),
            Path = ArithmeticPath.Bits53,
            DistanceToBoundary = distance,
        };
        return Settled(share, FromExact(right), value, bound);
    }

    private static RightValue? Settled(RoundingStep share, RoundingStep? right, double value, double bound) => right is null ? null : new()
    {
        UnroundedPerShare = value,
        ErrorBound = bound,
        PerShareRounding = share,
        PerRightRounding = right,
    };

    private static RoundingStep Unrounded(in Rule rule, Amount amount) => new()
    {
        Mode = rule.Mode,
        Unit = rule.Unit,
        Before = amount,
        After = amount,
        Path = amount.Exact is null ? ArithmeticPath.Bits53 : ArithmeticPath.Exact,
    };

    private RoundingStep? FromDouble(double value, double bound, double shares)
    {
        var before = new Amount(value * shares, exact: null);
        if (perRight.Mode == RoundingMode.None) return Unrounded(perRight, before);
        if (CertifiedRounding.TryQuickly(value, bound, shares / perRight.UnitAsDouble, perRight.Mode) is not var (units, distance)
            || perRight.AmountOf(units) is not { } amount)
        {
            return null;
        }

        return new()
        {
            Mode = perRight.Mode,
            Unit = perRight.Unit,
            Before = before,
            After = amount.ToAmount(),
            Path = ArithmeticPath.Bits53,
            DistanceToBoundary = distance,
        };
    }

    // A whole number of units stays as it is: half a unit from the boundaries of Nearest, on that of Up.
    private RoundingStep? FromExact(in DecimalDigits amount)
    {
        var exact = amount.ToAmount();
        if (perRight.Mode == RoundingMode.None) return Unrounded(perRight, exact);
        if (!(amount.IsWhole && perRight.Digits?.IsOne == true) && exact.Exact % perRight.Unit != 0m) return null;

        var isUp = perRight.Mode == RoundingMode.Up;
        return new()
        {
            Mode = perRight.Mode,
            Unit = perRight.Unit,
            Before = exact,
            After = exact,
            Path = ArithmeticPath.Exact,
            IsTie = isUp,
            DistanceToBoundary = isUp ? 0 : 0.5,
        };
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
    }
}
