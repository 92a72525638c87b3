using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

/// <summary>
/// The formula of the release (section 12) in more than double precision, from the inputs as stored, with a bound on
/// its error. The bound and its constants, in units of eps = 2^-Bits, are derived in <c>docs/rounding.md</c>.
/// </summary>
/// <typeparam name="T">The number it calculates with.</typeparam>
internal static class PreciseFormula<T>
    where T : struct, IPreciseNumber<T>
{
    private const double EndlessDeviation = 1e100;
    private const double LargestRelativeShift = 0.01;

    /// <summary>What is lost where e^-x or N'(d) counts as 0, per unit of currency in play.</summary>
    private static readonly T Lost = T.Scale(T.From(1.0), -(int)(T.LargestDecay / Math.Log(2)));

    private static readonly double Epsilon = Math.ScaleB(1, -T.Bits);

    private static readonly double ZeroDensityFrom = Math.Sqrt(2 * T.LargestDecay);

    /// <summary>The value of a call.</summary>
    /// <param name="inputs">Checked inputs with S and T above 0.</param>
    /// <param name="policy">The conventions of r and q.</param>
    /// <returns>The value and a bound on its error, both in currency per share.</returns>
    public static (T Value, T Bound) Call(OptionInputs inputs, ValuationPolicy policy)
    {
        var years = T.From(Rational.From(inputs.Years));
        var earned = ContinuousRate.From<T>(Rational.From(inputs.RiskFreeRate), policy.Rate) * years;
        var paid = ContinuousRate.From<T>(Rational.From(inputs.DividendYield), policy.DividendYield) * years;
        var price = T.From(Rational.From(inputs.SharePrice));
        var strike = T.From(Rational.From(inputs.ExercisePrice));
        var share = Discounted(price, paid);
        var debt = Discounted(strike, earned);
        var floor = (price + strike + share.Value + debt.Value) * Lost;

        var deviation = T.From(inputs.Volatility ?? 0) * T.Sqrt(years);
        if (strike.Sign == 0 || !(Magnitude(deviation) < EndlessDeviation))
            return (share.Value, share.Error + floor);

        if (deviation.Sign == 0)
            return Intrinsic(share, debt, floor);

        var moneyness = PreciseFunctions.LogRatio(price, strike);
        var forward = moneyness + (earned - paid);
        var forwardUnits = 6 + (4 * Magnitude(moneyness)) + (28 * (Magnitude(earned) + Magnitude(paid)))
            + (5 * Magnitude(forward));
        var half = T.Scale(deviation, -1);
        var d = new Distances(forward / deviation, half, forwardUnits / Magnitude(deviation) * Epsilon);
        if ((0.99 * d.Near) - d.Shift > ZeroDensityFrom)
            return Sum(share, debt, d, default, floor);

        return d.Shift * (1 + d.Near + d.Far) < LargestRelativeShift
            ? Sum(share, debt, d, Tails(share, debt, d, forwardUnits), floor)
            : Intrinsic(share, debt, floor + (Lesser(share.Value, debt.Value) * deviation));
    }

    private static double Magnitude(T value) => Math.Abs(value.ToDouble());

    private static T Lesser(T left, T right) => (left - right).Sign < 0 ? left : right;

    private static T Errors(T value, double units) => T.Scale(value * T.From(units), -T.Bits);

    private static Part Discounted(T amount, T exponent)
    {
        var units = 20 + (28 * Magnitude(exponent));
        var value = amount * PreciseFunctions.Exp(-exponent);
        return new(value, Errors(value, units), units);
    }

    private static (T Value, T Bound) Intrinsic(Part share, Part debt, T slack)
    {
        var value = share.Value - debt.Value;
        return (value.Sign > 0 ? value : default, share.Error + debt.Error + Errors(share.Value + debt.Value, 2) + slack);
    }

    // The tail beyond d of either leg is E R(|d|), with one E = A N'(d1) = B N'(d2).
    private static Part Tails(Part share, Part debt, Distances d, double forwardUnits)
    {
        var (leg, exponent) = Magnitude(d.First) <= Magnitude(d.Second) ? (share, d.First) : (debt, d.Second);
        var density = leg.Value * PreciseFunctions.Exp(T.Scale(-exponent * exponent, -1)) / PreciseConstants<T>.SqrtTwoPi;
        var (first, firstUnits) = PreciseFunctions.MillsRatio(Absolute(d.First));
        var (second, secondUnits) = PreciseFunctions.MillsRatio(Absolute(d.Second));
        var signed = (d.First.Sign < 0 ? first : -first) + (d.Second.Sign < 0 ? -second : second);

        var relative = leg.Units + 24 + (3 * d.Near * d.Near) + (1.5 * d.Deviation * d.Near) + forwardUnits
            + Math.Max(firstUnits, secondUnits);
        var absolute = (1.5 * d.Deviation) + d.Near + forwardUnits
            + (((1.5 * d.Deviation) + d.Far) / (1 + (d.Far * d.Far)));
        var error = Errors(density * (first + second), 2 * relative) + Errors(density, 2 * absolute);
        return new(density * signed, error, relative);
    }

    private static (T Value, T Bound) Sum(Part share, Part debt, Distances d, Part tails, T floor)
    {
        var kept = d.First.Sign < 0 ? default : share;
        var owed = d.Second.Sign < 0 ? default : debt;
        var bound = kept.Error + owed.Error + Errors(kept.Value + owed.Value, 4) + tails.Error + floor;
        return (kept.Value - owed.Value + tails.Value, bound);
    }

    private static T Absolute(T value) => value.Sign < 0 ? -value : value;

    private readonly record struct Part(T Value, T Error, double Units);

    /// <summary>d1 and d2, and how far their error can shift them.</summary>
    private readonly struct Distances
    {
        public Distances(T middle, T half, double middleShift)
        {
            First = middle + half;
            Second = middle - half;
            Near = Math.Min(Magnitude(First), Magnitude(Second));
            Far = Math.Max(Magnitude(First), Magnitude(Second));
            Deviation = 2 * Magnitude(half);
            Shift = middleShift + (((1.5 * Deviation) + Far) * Epsilon);
        }

        public T First { get; }

        public T Second { get; }

        public double Near { get; }

        public double Far { get; }

        public double Deviation { get; }

        public double Shift { get; }
    }
}
