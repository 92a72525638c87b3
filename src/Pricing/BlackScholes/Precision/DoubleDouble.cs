using System.Numerics;

namespace Pricing.BlackScholes.Precision;

/// <summary>
/// The unevaluated sum of two doubles, the second at most half a unit in the last place of the first: about 106 bits.
/// Algorithms and error bounds, with u = 2^-53: sum 3u^2 + 13u^3, product 4u^2, quotient 15u^2 + 56u^3 (Joldes, Muller,
/// Popescu, Tight and rigorous error bounds for basic building blocks of double-word arithmetic, ACM TOMS 44, 2017;
/// Muller, Rideau 2022), square root 25/8 u^2 (Lefevre, Louvet, Muller, Picot, Rideau 2023); all below 2^-102. They
/// hold as long as nothing leaves the range of normal doubles.
/// </summary>
public readonly struct DoubleDouble : IPreciseNumber<DoubleDouble>
{
    private const int ConversionBits = 120;

    // Exact: 10^28 has 66 significant bits.
    private static readonly DoubleDouble[] PowersOfTen =
        [.. Enumerable.Range(0, 29).Select(power => From(Rational.FromScaled(BigInteger.Pow(10, power), 0)))];

    private DoubleDouble(double high, double low)
    {
        High = high;
        Low = low;
    }

    /// <inheritdoc/>
    public static int Bits => 102;

    /// <inheritdoc/>
    public static double LargestDecay => 600;

    /// <inheritdoc/>
    public static double MillsSeriesEnd => 3;

    /// <summary>The double next to the value.</summary>
    public double High { get; }

    /// <summary>What <see cref="High"/> leaves over.</summary>
    public double Low { get; }

    /// <inheritdoc/>
    public int Sign => Math.Sign(High);

    /// <inheritdoc/>
    public static DoubleDouble From(double value) => new(value, 0);

    /// <inheritdoc/>
    public static DoubleDouble From(Rational value)
    {
        if (value.Sign == 0)
            return default;

        var (mantissa, exponent) = value.ToScaled(ConversionBits);
        var high = (double)mantissa;
        return Scale(FastTwoSum(high, (double)(mantissa - new BigInteger(high))), exponent);
    }

    /// <summary>The decimal, exactly where it is a whole number, else rounded.</summary>
    /// <param name="value">The decimal.</param>
    public static DoubleDouble From(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var top = FastTwoSum(Math.ScaleB((uint)parts[2], 64), Math.ScaleB((uint)parts[1], 32));
        var mantissa = top + From((double)(uint)parts[0]);
        var scale = (parts[3] >> 16) & 0xFF;
        var magnitude = scale == 0 ? mantissa : mantissa / PowersOfTen[scale];
        return value < 0 ? -magnitude : magnitude;
    }

    /// <summary>The quotient as written, rounded twice.</summary>
    /// <param name="value">The quotient; its denominator is above zero.</param>
    public static DoubleDouble From(Ratio value) =>
        value.Denominator == 1 ? From(value.Numerator) : From(value.Numerator) / From(value.Denominator);

    /// <summary>The sum of two doubles, exactly.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static DoubleDouble Sum(double left, double right)
    {
        var sum = left + right;
        var rightPart = sum - left;
        return new(sum, (left - (sum - rightPart)) + (right - rightPart));
    }

    /// <summary>The product of two doubles, exactly.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static DoubleDouble Product(double left, double right)
    {
        var product = left * right;
        return new(product, Math.FusedMultiplyAdd(left, right, -product));
    }

    /// <summary>The sum of two doubles of which the first is the greater, exactly.</summary>
    /// <param name="left">The greater in magnitude, or 0.</param>
    /// <param name="right">The other.</param>
    public static DoubleDouble FastTwoSum(double left, double right)
    {
        var sum = left + right;
        return new(sum, right - (sum - left));
    }

    /// <summary>The sum.</summary>
    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var high = Sum(left.High, right.High);
        var low = Sum(left.Low, right.Low);
        var first = FastTwoSum(high.High, high.Low + low.High);
        return FastTwoSum(first.High, first.Low + low.Low);
    }

    /// <summary>The negative.</summary>
    public static DoubleDouble operator -(DoubleDouble value) => new(-value.High, -value.Low);

    /// <summary>The difference.</summary>
    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    /// <summary>The product.</summary>
    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var high = Product(left.High, right.High);
        var cross = Math.FusedMultiplyAdd(left.High, right.Low, left.Low * right.Low);
        return FastTwoSum(high.High, high.Low + Math.FusedMultiplyAdd(left.Low, right.High, cross));
    }

    /// <summary>The product with a double.</summary>
    public static DoubleDouble operator *(DoubleDouble left, double right)
    {
        var high = Product(left.High, right);
        return FastTwoSum(high.High, Math.FusedMultiplyAdd(left.Low, right, high.Low));
    }

    /// <summary>The quotient.</summary>
    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        var quotient = left.High / right.High;
        var product = right * quotient;
        var rest = (left.High - product.High) + (left.Low - product.Low);
        return FastTwoSum(quotient, rest / right.High);
    }

    /// <inheritdoc/>
    public static DoubleDouble Sqrt(DoubleDouble value)
    {
        if (value.High == 0)
            return default;

        var root = Math.Sqrt(value.High);
        var rest = value.Low + Math.FusedMultiplyAdd(-root, root, value.High);
        return FastTwoSum(root, rest / (2 * root));
    }

    /// <inheritdoc/>
    public static DoubleDouble Scale(DoubleDouble value, int power) =>
        new(Math.ScaleB(value.High, power), Math.ScaleB(value.Low, power));

    /// <inheritdoc/>
    public Rational ToRational() => Rational.From(High) + Rational.From(Low);

    /// <inheritdoc/>
    public double ToDouble() => High;

    /// <inheritdoc/>
    public double Log2Estimate() => Math.Log2(High);
}
