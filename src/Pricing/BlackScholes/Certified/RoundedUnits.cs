using System.Numerics;
using Pricing.BlackScholes.Precision;

namespace Pricing.BlackScholes.Certified;

/// <summary>The outcome of one rounding.</summary>
/// <param name="Units">The rounded amount, in units.</param>
/// <param name="Path">The arithmetic that settled it.</param>
/// <param name="Distance">Distance to the nearest boundary, in units; 0 on a tie.</param>
internal readonly record struct RoundedUnits(BigInteger Units, ArithmeticPath Path, double Distance)
{
    // A decimal's mantissa; every whole number of so many bits is one exactly.
    private const int DecimalBits = 96;

    /// <summary>The rounded amount, in currency; null where a decimal does not hold it.</summary>
    /// <param name="unit">The unit, above 0.</param>
    public decimal? ToAmount(decimal unit) => unit == 1m && Units.GetBitLength() <= DecimalBits
        ? (decimal)Units
        : (Rational.FromScaled(Units, 0) * Rational.From(unit)).ToExactDecimal();
}
