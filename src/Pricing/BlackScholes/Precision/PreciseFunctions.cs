namespace Pricing.BlackScholes.Precision;

/// <summary>
/// Exponential, logarithms and Mills ratio in any precision. The error of each is stated in units of
/// eps = 2^-Bits of its number and derived in <c>docs/rounding.md</c>.
/// </summary>
public static class PreciseFunctions
{
    private const int Halvings = 8;
    private const double SmallestLogArgument = -0.29;
    private const double LargestLogArgument = 0.41;

    /// <summary>e^x: relative error at most (16 + 2|x|) eps; 0 where x is below -LargestDecay.</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="x">The exponent, at most 709.</param>
    public static T Exp<T>(T x)
        where T : struct, IPreciseNumber<T>
    {
        var estimate = x.ToDouble();
        if (estimate < -T.LargestDecay)
            return default;

        var power = (int)Math.Round(estimate / 0.6931471805599453);
        var rest = T.Scale(x - (T.From((double)power) * PreciseConstants<T>.Ln2), -Halvings);
        var lessOne = default(T);
        var coefficients = PreciseConstants<T>.InverseFactorials;
        for (var n = coefficients.Length - 1; n >= 0; n--)
            lessOne = (lessOne + coefficients[n]) * rest;

        // e^(2x) - 1 = (e^x - 1)(e^x + 1) keeps the relative error of the small difference.
        for (var n = 0; n < Halvings; n++)
            lessOne *= lessOne + PreciseConstants<T>.Two;

        return T.Scale(lessOne + PreciseConstants<T>.One, power);
    }

    /// <summary>ln(a/b): absolute error at most (6 + 3|ln(a/b)|) eps, the roundings of a and b included.</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="numerator">a, above 0, within one rounding.</param>
    /// <param name="denominator">b, above 0, within one rounding.</param>
    public static T LogRatio<T>(T numerator, T denominator)
        where T : struct, IPreciseNumber<T>
    {
        var power = (int)Math.Round(Math.Log2(numerator.ToDouble()) - Math.Log2(denominator.ToDouble()));
        var scaled = T.Scale(denominator, power);
        var main = TwiceInverseTangent((numerator - scaled) / (numerator + scaled));
        return (T.From((double)power) * PreciseConstants<T>.Ln2) + main;
    }

    /// <summary>ln(1 + x): relative error at most 24 eps.</summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="x">Above -1.</param>
    public static T LogOnePlus<T>(Rational x)
        where T : struct, IPreciseNumber<T>
    {
        var one = Rational.From(1m);
        return x.ToDouble() is > SmallestLogArgument and < LargestLogArgument
            ? TwiceInverseTangent(T.From(x / (one + one + x)))
            : LogRatio(T.From(one + x), PreciseConstants<T>.One);
    }

    /// <summary>
    /// The Mills ratio R(x) = (1 - N(x)) / N'(x), by its power series or its continued fraction.
    /// </summary>
    /// <typeparam name="T">The number.</typeparam>
    /// <param name="x">At least 0.</param>
    /// <returns>The ratio, and its relative error in units of eps.</returns>
    public static (T Ratio, double ErrorUnits) MillsRatio<T>(T x)
        where T : struct, IPreciseNumber<T> =>
        x.ToDouble() < T.MillsSeriesEnd ? MillsBySeries(x) : MillsByFraction(x);

    // 2 atanh(z) = 2z (1 + z^2/3 + z^4/5 + ...), for |z| up to 0.18.
    private static T TwiceInverseTangent<T>(T z)
        where T : struct, IPreciseNumber<T>
    {
        var square = z * z;
        var coefficients = PreciseConstants<T>.InverseOdd;
        var sum = coefficients[^1];
        for (var n = coefficients.Length - 2; n >= 0; n--)
            sum = (sum * square) + coefficients[n];

        return T.Scale(z * sum, 1);
    }

    // R(x) = sqrt(pi/2) e^(x^2/2) - (x + x^3/3 + x^5/15 + ...), Abramowitz and Stegun 26.2.11.
    private static (T Ratio, double ErrorUnits) MillsBySeries<T>(T x)
        where T : struct, IPreciseNumber<T>
    {
        var square = x * x;
        var whole = T.Scale(PreciseConstants<T>.SqrtTwoPi * Exp(T.Scale(square, -1)), -1);
        var term = x;
        var sum = x;
        var divisor = 1;
        while (term.Sign > 0 && term.Log2Estimate() > -T.Bits - 2)
        {
            divisor += 2;
            term = term * square / T.From((double)divisor);
            sum += term;
        }

        var ratio = whole - sum;
        var units = (2.0 * divisor) + 24 + (2 * square.ToDouble());
        return (ratio, (units * whole.ToDouble() / ratio.ToDouble()) + 1);
    }

    // R(x) = 1/(x + 1/(x + 2/(x + 3/(x + ...)))), Abramowitz and Stegun 26.2.14; neighbouring convergents P/Q lie on
    // both sides of R and differ by n!/(Q Q').
    private static (T Ratio, double ErrorUnits) MillsByFraction<T>(T x)
        where T : struct, IPreciseNumber<T>
    {
        var (p, previousP) = (PreciseConstants<T>.One, default(T));
        var (q, previousQ) = (x, PreciseConstants<T>.One);
        var gap = -q.Log2Estimate();
        var n = 0;
        var target = -T.Bits - 4 - Math.Log2(x.ToDouble() + 1);
        var log2Factorial = 0.0;
        while (gap > target)
        {
            n++;
            var factor = T.From((double)n);
            (p, previousP) = ((x * p) + (factor * previousP), p);
            (q, previousQ) = ((x * q) + (factor * previousQ), q);
            log2Factorial += Math.Log2(n);
            gap = log2Factorial - q.Log2Estimate() - previousQ.Log2Estimate() + 2;
        }

        return (p / q, (6.0 * n) + 3);
    }
}
