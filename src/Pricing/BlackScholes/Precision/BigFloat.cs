using System.Numerics;

namespace Pricing.BlackScholes.Precision;

/// <summary>
/// A whole number of up to 258 bits times a power of two. Quotients and roots are cut off some bits later and then
/// rounded, so that every operation has a relative error below 2^-256.
/// </summary>
public readonly struct BigFloat : IPreciseNumber<BigFloat>
{
    private const int MantissaBits = 258;
    private const int GuardBits = 4;

    private readonly BigInteger mantissa;
    private readonly int exponent;

    private BigFloat(BigInteger mantissa, int exponent)
    {
        this.mantissa = mantissa;
        this.exponent = exponent;
    }

    /// <inheritdoc/>
    public static int Bits => 256;

    /// <inheritdoc/>
    public static double LargestDecay => 65536;

    /// <inheritdoc/>
    public static double MillsSeriesEnd => 5;

    /// <inheritdoc/>
    public int Sign => mantissa.Sign;

    private int Top => exponent + Length(mantissa);

    /// <inheritdoc/>
    public static BigFloat From(double value)
    {
        var exact = Rational.From(value);
        return new(exact.Numerator, 1 - (int)exact.Denominator.GetBitLength());
    }

    /// <inheritdoc/>
    public static BigFloat From(Rational value)
    {
        if (value.Sign == 0)
            return default;

        var (mantissa, exponent) = value.ToScaled(MantissaBits + GuardBits);
        return Round(mantissa, exponent);
    }

    /// <summary>The sum.</summary>
    public static BigFloat operator +(BigFloat left, BigFloat right)
    {
        if (left.Sign == 0)
            return right;

        if (right.Sign == 0)
            return left;

        if (left.Top - right.Top > MantissaBits + 2)
            return left;

        if (right.Top - left.Top > MantissaBits + 2)
            return right;

        var shared = Math.Min(left.exponent, right.exponent);
        return Round((left.mantissa << (left.exponent - shared)) + (right.mantissa << (right.exponent - shared)), shared);
    }

    /// <summary>The negative.</summary>
    public static BigFloat operator -(BigFloat value) => new(-value.mantissa, value.exponent);

    /// <summary>The difference.</summary>
    public static BigFloat operator -(BigFloat left, BigFloat right) => left + -right;

    /// <summary>The product.</summary>
    public static BigFloat operator *(BigFloat left, BigFloat right) =>
        Round(left.mantissa * right.mantissa, left.exponent + right.exponent);

    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static BigFloat operator /(BigFloat left, BigFloat right)
    {
        var shift = Math.Max(0, MantissaBits + GuardBits - Length(left.mantissa) + Length(right.mantissa));
        return Round((left.mantissa << shift) / right.mantissa, left.exponent - right.exponent - shift);
    }

    /// <inheritdoc/>
    public static BigFloat Sqrt(BigFloat value)
    {
        if (value.Sign == 0)
            return default;

        var shift = (2 * (MantissaBits + GuardBits)) - Length(value.mantissa);
        shift += (value.exponent - shift) & 1;
        var square = shift >= 0 ? value.mantissa << shift : value.mantissa >> -shift;
        return Round(IntegerRoot(square), (value.exponent - shift) / 2);
    }

    /// <inheritdoc/>
    public static BigFloat Scale(BigFloat value, int power) => new(value.mantissa, value.exponent + power);

    /// <inheritdoc/>
    public Rational ToRational() => Rational.FromScaled(mantissa, exponent);

    /// <inheritdoc/>
    public double ToDouble()
    {
        var excess = Math.Max(0, Length(mantissa) - 64);
        return Math.ScaleB((double)(mantissa >> excess), exponent + excess);
    }

    /// <inheritdoc/>
    public double Log2Estimate() => Top;

    private static int Length(BigInteger value) => (int)BigInteger.Abs(value).GetBitLength();

    private static BigFloat Round(BigInteger mantissa, int exponent)
    {
        var excess = Length(mantissa) - MantissaBits;
        return excess <= 0
            ? new(mantissa, exponent)
            : new((mantissa + (BigInteger.One << (excess - 1))) >> excess, exponent + excess);
    }

    private static BigInteger IntegerRoot(BigInteger square)
    {
        var root = BigInteger.One << ((Length(square) + 1) / 2);
        while (true)
        {
            var next = (root + (square / root)) >> 1;
            if (next >= root)
                return root;

            root = next;
        }
    }
}
