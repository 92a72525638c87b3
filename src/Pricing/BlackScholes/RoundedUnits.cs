using System.Numerics;

namespace Pricing.BlackScholes;

/// <summary>The outcome of one rounding.</summary>
/// <param name="Units">The rounded amount, in units.</param>
/// <param name="Path">The arithmetic that settled it.</param>
/// <param name="Distance">Distance to the nearest boundary, in units; 0 on a tie.</param>
internal readonly record struct RoundedUnits(BigInteger Units, ArithmeticPath Path, double Distance);
