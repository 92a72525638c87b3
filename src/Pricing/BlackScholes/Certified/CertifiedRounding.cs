using System.Numerics;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

/// <summary>
/// Rounding that holds for the true value: as long as an enclosure straddles a boundary the value is evaluated again
/// in dearer arithmetic; what still straddles counts as on the boundary (derived in <c>docs/rounding.md</c>).
/// </summary>
internal static class CertifiedRounding
{
    // Covers the roundings of the conversions, the product, and the sums with one half.
    private const double QuickError = 1.0 / (1L << 48);
    internal const double LargestQuick = 1L << 48;

    /// <summary>Rounds value times factor.</summary>
    /// <param name="ladder">The value; it is climbed as far as needed.</param>
    /// <param name="factor">What the value is multiplied by, above 0.</param>
    /// <param name="mode">The mode, not <see cref="RoundingMode.None"/>.</param>
    /// <param name="unit">The unit, above 0.</param>
    public static RoundedUnits Round(ValueLadder ladder, decimal factor, RoundingMode mode, decimal unit)
    {
        if (TryQuickly(ladder.Best, (double)factor / (double)unit, mode) is { } quick)
            return quick;

        var unitsPerValue = Rational.From(factor) / Rational.From(unit);
        if (ladder.Best.Path == ArithmeticPath.Exact)
        {
            var units = ladder.Best.Value * unitsPerValue;
            return new(ToUnits(units, mode), ArithmeticPath.Exact, Distance(units, mode));
        }

        BigInteger low, high;
        do
        {
            low = ToUnits(ladder.Best.Low * unitsPerValue, mode);
            high = ToUnits(ladder.Best.High * unitsPerValue, mode);
            if (low == high)
                return new(low, ladder.Best.Path, Distance(ladder.Best.Value * unitsPerValue, mode));
        }
        while (ladder.Climb());

        // The boundary itself rounds down in mode Up and up in mode Nearest.
        return new(mode == RoundingMode.Up ? low : high, ladder.Best.Path, 0);
    }

    private static RoundedUnits? TryQuickly(Enclosure enclosure, double unitsPerValue, RoundingMode mode) =>
        enclosure.Path != ArithmeticPath.Exact
        && TryQuickly(enclosure.Approximate, enclosure.ApproximateBound, unitsPerValue, mode) is var (units, distance)
            ? new(units, enclosure.Path, distance)
            : null;

    /// <summary>Rounds a value in doubles.</summary>
    /// <param name="value">The value, at least 0.</param>
    /// <param name="bound">No less than its distance to the true value.</param>
    /// <param name="unitsPerValue">What the value is multiplied by, in units.</param>
    /// <param name="mode">The mode, not <see cref="RoundingMode.None"/>.</param>
    /// <returns>The units, and the distance to the nearest boundary; null where that lies within the errors.</returns>
    internal static (long Units, double Distance)? TryQuickly(double value, double bound, double unitsPerValue, RoundingMode mode)
    {
        var units = value * unitsPerValue;
        if (!(units < LargestQuick))
            return null;

        var error = (bound * unitsPerValue) + ((units + 1) * QuickError);
        var fromBoundary = mode == RoundingMode.Up ? units : units + 0.5;
        var nearest = Math.Round(fromBoundary);
        var distance = Math.Abs(fromBoundary - nearest);
        return distance > error
            ? ((long)(mode == RoundingMode.Up ? Math.Ceiling(fromBoundary) : Math.Floor(fromBoundary)), distance)
            : null;
    }

    private static BigInteger ToUnits(Rational value, RoundingMode mode) =>
        mode == RoundingMode.Up ? value.Ceiling() : (value + Rational.Half).Floor();

    private static double Distance(Rational value, RoundingMode mode)
    {
        var fromBoundary = mode == RoundingMode.Up ? value : value + Rational.Half;
        var nearest = (fromBoundary + Rational.Half).Floor();
        return (fromBoundary - Rational.FromScaled(nearest, 0)).Abs().ToDouble();
    }
}
