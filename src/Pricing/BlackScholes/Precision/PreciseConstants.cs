using System.Numerics;

namespace Pricing.BlackScholes.Precision;

/// <summary>Constants and series coefficients, each rounded once to the number's precision.</summary>
/// <typeparam name="T">The number.</typeparam>
internal static class PreciseConstants<T>
    where T : struct, IPreciseNumber<T>
{
    // Far beyond any precision in use, so that only the rounding to T counts.
    private const int WorkingBits = 512;

    // Arguments of the two series: |x| <= ln 2 / 512 and z^2 <= 0.03.
    private const double ExpBitsPerTerm = 9.5;
    private const double LogBitsPerTerm = 5.05;

    public static T One { get; } = T.From(1.0);

    public static T Two { get; } = T.From(2.0);

    public static T Ln2 { get; } = FromFixed(2 * InverseArcTangent(3, alternating: false));

    public static T Pi { get; } = FromFixed(
        (16 * InverseArcTangent(5, alternating: true)) - (4 * InverseArcTangent(239, alternating: true)));

    public static T SqrtTwoPi { get; } = T.Sqrt(Pi * Two);

    /// <summary>1/n! for n = 1, 2, ...: what is left out is below 2^-(Bits + 8) of the sum.</summary>
    public static T[] InverseFactorials { get; } = [.. ExpTerms()];

    /// <summary>1/(2n + 1) for n = 0, 1, ...: what is left out is below 2^-(Bits + 8) of the sum.</summary>
    public static T[] InverseOdd { get; } = [.. Enumerable.Range(0, (int)((T.Bits + 16) / LogBitsPerTerm))
        .Select(n => T.From(Rational.From(1m) / Rational.From((2m * n) + 1)))];

    private static IEnumerable<T> ExpTerms()
    {
        var factorial = Rational.From(1m);
        var bits = 0.0;
        for (var n = 1; bits < T.Bits + 16; n++)
        {
            factorial *= Rational.From((decimal)n);
            bits += ExpBitsPerTerm + Math.Log2(n);
            yield return T.From(Rational.From(1m) / factorial);
        }
    }

    /// <summary>atan(1/n) or atanh(1/n), times 2^WorkingBits.</summary>
    private static BigInteger InverseArcTangent(int n, bool alternating)
    {
        var power = (BigInteger.One << WorkingBits) / n;
        var sum = BigInteger.Zero;
        for (var k = 1; !power.IsZero; k += 2)
        {
            sum += alternating && (k & 2) != 0 ? -(power / k) : power / k;
            power /= n * n;
        }

        return sum;
    }

    private static T FromFixed(BigInteger value) => T.From(Rational.FromScaled(value, -WorkingBits));
}
