using System.Numerics;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes;

/// <summary>
/// Rounding that holds for the true value: as long as an enclosure straddles a boundary the value is evaluated again
/// in dearer arithmetic; what still straddles counts as on the boundary (derived in <c>docs/rounding.md</c>).
/// </summary>
internal static class CertifiedRounding
{
    /// <summary>Rounds value times factor.</summary>
    /// <param name="ladder">The enclosures of the value, from the cheapest on, at least one.</param>
    /// <param name="factor">What the value is multiplied by, above 0.</param>
    /// <param name="mode">The mode, not <see cref="RoundingMode.None"/>.</param>
    /// <param name="unit">The unit, above 0.</param>
    public static RoundedUnits Round(IEnumerable<Enclosure> ladder, Rational factor, RoundingMode mode, decimal unit)
    {
        var unitsPerValue = factor / Rational.From(unit);
        RoundedUnits result = default;
        foreach (var rung in ladder)
        {
            var low = ToUnits(rung.Low * unitsPerValue, mode);
            var high = ToUnits(rung.High * unitsPerValue, mode);
            if (low == high)
                return new(low, rung.Path, Distance(rung.Value * unitsPerValue, mode));

            // The boundary itself rounds down in mode Up and up in mode Nearest.
            result = new(mode == RoundingMode.Up ? low : high, rung.Path, 0);
        }

        return result;
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

/// <summary>The outcome of one rounding.</summary>
/// <param name="Units">The rounded amount, in units.</param>
/// <param name="Path">The arithmetic that settled it.</param>
/// <param name="Distance">Distance to the nearest boundary, in units; 0 on a tie.</param>
internal readonly record struct RoundedUnits(BigInteger Units, ArithmeticPath Path, double Distance);
