using Pricing.BlackScholes.Precision;

namespace Pricing.BlackScholes;

/// <summary>A value known up to a bound on its error.</summary>
/// <param name="Path">The arithmetic it came from.</param>
/// <param name="Value">The value.</param>
/// <param name="Bound">No less than the distance to the true value; 0 where the value is exact.</param>
internal readonly record struct Enclosure(ArithmeticPath Path, Rational Value, Rational Bound)
{
    /// <summary>The least the true value can be; a call is worth at least 0.</summary>
    public Rational Low => Rational.Max(Value - Bound, Rational.Zero);

    /// <summary>The most the true value can be.</summary>
    public Rational High => Rational.Max(Value + Bound, Rational.Zero);
}
