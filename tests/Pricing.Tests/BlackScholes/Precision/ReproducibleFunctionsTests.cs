using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Precision;

/// <summary>The last bits of every function and operation, which no error bound can see.</summary>
public sealed class ReproducibleFunctionsTests
{
    private const int Arguments = 300;

    [Fact]
    public void DoubleFunctions_ManyArguments_HaveTheirBits()
    {
        var digest = new BitDigest();
        for (var n = 1; n <= Arguments; n++)
        {
            digest.Add(DoubleFunctions.Exp(Pair(n, (n % 2 == 0 ? -2.47 : 2.36) * n)));
            digest.Add(DoubleFunctions.Exp(Pair(n, 0.0023 * (n - 150))));
            digest.Add(DoubleFunctions.LogRatio(Pair(n, 0.37 * n), Pair(n, 1.0 + (n * n))));
            digest.Add(DoubleFunctions.LogOnePlus(Pair(n, 0.0047 * (n - 200))));
            digest.Add(DoubleFunctions.MillsRatio(Pair(n, n / 17.0)));
            digest.Add(DoubleFunctions.MillsRatio(Pair(n, n / 5.0)));
        }

        Assert.Equal("ff44158094a451a5", digest.ToString());
    }

    [Fact]
    public void PreciseFunctions_PairsOfDoubles_HaveTheirBits() =>
        Assert.Equal("e5c67abf21df9d3b", Digest<DoubleDouble>(Arguments, 2.1));

    [Fact]
    public void PreciseFunctions_BigFloats_HaveTheirBits() =>
        Assert.Equal("228f2dc4250ac30c", Digest<BigFloat>(Arguments / 6, 20));

    /// <summary>The points of the table, which are pairs; from 16 on there is none.</summary>
    [Fact]
    public void MillsRatio_AtAQuarter_IsRightToThirtyTwoDigits()
    {
        for (var quarter = 0; quarter <= 64; quarter++)
        {
            var (exact, _) = PreciseFunctions.MillsRatio(BigFloat.From(quarter / 4.0));
            var ratio = DoubleFunctions.MillsRatio(DoubleDouble.From(quarter / 4.0));
            var error = Digits.RelativeError(ratio.ToRational(), exact.ToRational());
            Assert.True(error <= Math.ScaleB(1, quarter < 64 ? -105 : -55), $"{quarter / 4.0}: {error:E2}");
        }
    }

    private static string Digest<T>(int arguments, double farthest)
        where T : struct, IPreciseNumber<T>
    {
        var digest = new BitDigest();
        for (var n = 1; n <= arguments; n++)
        {
            var (x, y) = (T.From(Rational.From(n / 7m)), T.From(Rational.From((1m + (n * n)) / 3m)));
            foreach (var value in new[] { x + y, x - y, y - x, x * y, x / y, T.Sqrt(x), T.Sqrt(y), -x * y, x + T.From(1e30) })
                digest.Add(value.ToRational());

            digest.Add(PreciseFunctions.Exp(x * T.From(n % 2 == 0 ? farthest : -farthest)).ToRational());
            digest.Add(PreciseFunctions.LogRatio(x, y).ToRational());
            digest.Add(PreciseFunctions.LogOnePlus<T>(Rational.From(0.0047m * (n - (2m * arguments / 3)) * 300 / arguments)).ToRational());
            var (ratio, units) = PreciseFunctions.MillsRatio(T.From(Rational.From((decimal)n * 40 / arguments)));
            digest.Add(ratio.ToRational());
            digest.Add(units);
            digest.Add(x.ToDouble());
            digest.Add(x.Log2Estimate() > 0 ? 1 : 0);
        }

        return digest.ToString();
    }

    private static DoubleDouble Pair(int n, double value) => DoubleDouble.Sum(value, Math.ScaleB(value, -54) / n);
}
