using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Pricing.BlackScholes.Lanes;

namespace Pricing.Tests.BlackScholes.Lanes;

/// <summary>
/// Whole numbers A and B of 53 bits stand for a and b; A 2^54 - M B = k with an odd M and a small k says that a/b lies next to
/// the middle of two doubles, where a wrong last step shows.
/// </summary>
public sealed class ProductQuotientTests
{
    private const long Least = 1L << 52;
    private const long Beyond = 1L << 53;

    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("QUOTIENT_CASES"), CultureInfo.InvariantCulture, out var cases) ? cases : 200_000;

    /// <summary>As far off as a processor's estimate of 1/b may be, and less far.</summary>
    private static readonly double[] Misses =
        [0, .. Enumerable.Range(14, 12).SelectMany(power => (double[])[0.999 * Math.ScaleB(1, -power), -0.999 * Math.ScaleB(1, -power)])];

    /// <summary>Where b is just below a power of two, 1/b lies next to the middle of two doubles too.</summary>
    [Fact]
    public void Of_DivisorsJustBelowAPowerOfTwo_AreRoundedAsByTheDivider()
    {
        NeedProducts();
        var wrong = new List<(long, long)>();
        for (var below = 1L; below < 1 << 13; below += 2)
        {
            foreach (var k in (ReadOnlySpan<long>)[1, -1, 3, -3])
            {
                foreach (var numerator in Hard(Beyond - below, k))
                {
                    for (var step = -1; step <= 1; step++)
                    {
                        Compare(numerator + step, Beyond - below, wrong);
                        foreach (var miss in Misses) Compare(numerator + step, Beyond - below, wrong, miss);
                    }
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Of_QuotientsNextToTheMiddleOfTwoDoubles_AreRoundedAsByTheDivider()
    {
        NeedProducts();
        var random = new Random(20261129);
        var wrong = new List<(long, long)>();
        for (var number = 0; number < Cases; number++)
        {
            var divisor = random.NextInt64(Least, Beyond) | 1;
            foreach (var k in (ReadOnlySpan<long>)[1, -1, 3, -3])
            {
                foreach (var numerator in Hard(divisor, k))
                {
                    Compare(numerator, divisor, wrong);
                    Compare(numerator, divisor, wrong, Misses[random.Next(Misses.Length)]);
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Of_AnyNumbersOfTheKernel_AreRoundedAsByTheDivider()
    {
        NeedProducts();
        var random = new Random(20261130);
        double Any(int power) => Math.ScaleB((random.Next(2) * 2) - 1, random.Next(-power, power)) * (1 + random.NextDouble());
        for (var number = 0; number < Cases; number++)
        {
            var (a, b) = (Vector512.Create(Any(300), Any(100), Any(1), 0, Any(50), 1, Any(9), Any(1)), Vector512.Create(Any(100), Any(300), Any(1), Any(9), 1, Any(50), Any(9), Any(1)));
            Assert.Equal(a / b, ProductQuotient.Of(a, b));
        }
    }

    private static void NeedProducts() => Assert.SkipUnless(Avx512F.IsSupported, "The processor has no AVX-512: quotients are made by its divider.");

    private static void Compare(long numerator, long divisor, List<(long, long)> wrong, double? miss = null)
    {
        var (a, b) = (Vector512.Create((double)numerator), Vector512.Create((double)divisor));
        var quotient = miss is { } off ? ProductQuotient.Of(a, b, Vector512.Create((1 + off) / divisor)) : ProductQuotient.Of(a, b);
        if (quotient[0] != (double)numerator / divisor) wrong.Add((numerator, divisor));
    }

    // A, where there is one: of a quotient of at least 1, then of one below.
    private static IEnumerable<long> Hard(long divisor, long k)
    {
        foreach (var bits in (int[])[53, 54])
        {
            var modulus = 1L << bits;
            var middle = unchecked(-k * Inverse(divisor)) & (modulus - 1);
            if (bits == 53) middle += modulus;
            if (middle < Beyond) continue;
            var numerator = (((Int128)middle * divisor) + k) >> bits;
            if (numerator >= Least && numerator < Beyond) yield return (long)numerator;
        }
    }

    // Of an odd number, modulo 2^64: each step doubles the bits that are right, of which the number itself has three.
    private static long Inverse(long odd)
    {
        var inverse = odd;
        for (var bits = 3; bits < 64; bits *= 2) inverse = unchecked(inverse * (2 - (odd * inverse)));
        return inverse;
    }
}
