namespace Pricing.BlackScholes.Precision;

/// <summary>
/// Exponential, logarithms and Mills ratio for the double path: a few bits beyond a double, carried in pairs, from
/// operations that give the same bits on every machine. The errors are derived in <c>docs/rounding.md</c>.
/// </summary>
public static class DoubleFunctions
{
    /// <summary>The relative error of <see cref="Exp"/>, and of <see cref="LogOnePlus"/>.</summary>
    public const double ExpError = 1.0 / (1L << 56);

    /// <summary>The absolute error of <see cref="LogRatio"/>, per unit of 1 + |result|.</summary>
    public const double LogError = 1.0 / (1L << 58);

    /// <summary>The relative error of <see cref="MillsRatio"/>.</summary>
    public const double MillsError = 1.0 / (1L << 54);

    private const double InverseLn2 = 1.4426950408889634;
    private const double SqrtHalf = 0.7071067811865476;
    private const double SmallestLogArgument = -0.29;
    private const double LargestLogArgument = 0.41;
    private const int TaylorTerms = 14;
    private const int AsymptoticTerms = 16;

    private static readonly DoubleDouble Ln2 = PreciseConstants<DoubleDouble>.Ln2;

    // 1/3!, 1/4!, ..., 1/15!: what is left out is below 2^-68 for |x| <= ln 2 / 2.
    private static readonly double[] InverseFactorials =
        [.. Enumerable.Range(3, 13).Select(n => 1 / Enumerable.Range(1, n).Aggregate(1.0, (product, k) => product * k))];

    // 2/3, 2/5, ..., 2/25: what is left out is below 2^-66 for |z| <= 0.1716.
    private static readonly double[] TwiceInverseOdd = [.. Enumerable.Range(1, 12).Select(n => 2.0 / ((2 * n) + 1))];

    private static readonly double[] Inverses = [.. Enumerable.Range(1, TaylorTerms + 1).Select(n => 1.0 / n)];

    /// <summary>e^x.</summary>
    /// <param name="x">At most 709; below -745 the result is 0 or subnormal.</param>
    public static DoubleDouble Exp(DoubleDouble x)
    {
        if (x.High < -745)
            return default;

        var power = Math.Round(x.High * InverseLn2);
        var rest = x - (Ln2 * power);
        var (r, square) = (rest.High, DoubleDouble.Product(rest.High, rest.High));
        var cube = r * square.High * Horner(InverseFactorials, r);
        var linear = DoubleDouble.FastTwoSum(1, r);
        var quadratic = DoubleDouble.FastTwoSum(linear.High, square.High / 2);
        var low = linear.Low + quadratic.Low + (rest.Low + (square.Low / 2) + (r * rest.Low) + cube);
        return DoubleDouble.Scale(DoubleDouble.FastTwoSum(quadratic.High, low), (int)power);
    }

    /// <summary>ln(a/b).</summary>
    /// <param name="numerator">a, above 0.</param>
    /// <param name="denominator">b, above 0.</param>
    public static DoubleDouble LogRatio(DoubleDouble numerator, DoubleDouble denominator)
    {
        var (upper, lower) = (Math.ILogB(numerator.High), Math.ILogB(denominator.High));
        var a = DoubleDouble.Scale(numerator, -upper);
        var b = DoubleDouble.Scale(denominator, -lower);
        var power = upper - lower;
        if (b.High < SqrtHalf * a.High)
        {
            b = DoubleDouble.Scale(b, 1);
            power++;
        }
        else if (a.High < SqrtHalf * b.High)
        {
            a = DoubleDouble.Scale(a, 1);
            power--;
        }

        return TwiceInverseTangent((a - b) / (a + b)) + (Ln2 * power);
    }

    /// <summary>ln(1 + x).</summary>
    /// <param name="x">Above -1.</param>
    public static DoubleDouble LogOnePlus(DoubleDouble x)
    {
        var one = DoubleDouble.From(1.0);
        return x.High is > SmallestLogArgument and < LargestLogArgument
            ? TwiceInverseTangent(x / (one + one + x))
            : LogRatio(one + x, one);
    }

    /// <summary>
    /// The Mills ratio R(x) = (1 - N(x)) / N'(x), by its Taylor series about the nearest quarter, from 16 on by its
    /// asymptotic series (Abramowitz and Stegun 26.2.12).
    /// </summary>
    /// <param name="x">At least 0.</param>
    public static DoubleDouble MillsRatio(DoubleDouble x) => x.High < MillsTable.End ? MillsByTaylor(x) : MillsByAsymptote(x);

    // The derivatives follow R' = x R - 1: with b(n) = R^(n)/n!, b(n + 1) = (x b(n) + b(n - 1)) / (n + 1).
    private static DoubleDouble MillsByTaylor(DoubleDouble x)
    {
        var index = (int)Math.Round(x.High * MillsTable.PointsPerUnit);
        var center = index / MillsTable.PointsPerUnit;
        var ratio = MillsTable.At(index);
        var step = (x.High - center) + x.Low;
        Span<double> coefficients = stackalloc double[TaylorTerms];
        var previous = ratio.High;
        var current = Math.FusedMultiplyAdd(center, ratio.High, -1) + (center * ratio.Low);
        for (var n = 1; n <= TaylorTerms; n++)
        {
            coefficients[n - 1] = current;
            (current, previous) = (((center * current) + previous) * Inverses[n], current);
        }

        return DoubleDouble.FastTwoSum(ratio.High, ratio.Low + (step * Horner(coefficients, step)));
    }

    // R(x) = (1 - y + 3y^2 - 15y^3 + ...) / x, y = 1/x^2.
    private static DoubleDouble MillsByAsymptote(DoubleDouble x)
    {
        var y = 1 / (x.High * x.High);
        var sum = 1.0;
        for (var n = AsymptoticTerms; n > 1; n--)
            sum = 1 - (((2 * n) - 1) * y * sum);

        var inverse = DoubleDouble.From(1.0) / x;
        return inverse - (inverse * (y * sum));
    }

    private static DoubleDouble TwiceInverseTangent(DoubleDouble z)
    {
        var square = z.High * z.High;
        return (z * 2) + DoubleDouble.From(z.High * square * Horner(TwiceInverseOdd, square));
    }

    private static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = coefficients[^1];
        for (var n = coefficients.Length - 2; n >= 0; n--)
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[n]);

        return sum;
    }
}
