using System.Numerics;

namespace Pricing.BlackScholes.Precision;

/// <summary>An exact fraction of whole numbers, for inputs as written and for comparing with rounding boundaries.</summary>
public readonly struct Rational
{
    private const int DoubleBits = 126;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
    }

    /// <summary>Zero.</summary>
    public static Rational Zero { get; } = new(BigInteger.Zero, BigInteger.One);

    /// <summary>One half.</summary>
    public static Rational Half { get; } = new(BigInteger.One, new BigInteger(2));

    /// <summary>The numerator; the fraction need not be in lowest terms.</summary>
    public BigInteger Numerator { get; }

    /// <summary>The denominator, above zero.</summary>
    public BigInteger Denominator { get; }

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The decimal as written.</summary>
    /// <param name="value">The decimal.</param>
    public static Rational From(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var mantissa = ((BigInteger)(uint)parts[2] << 64) | ((BigInteger)(uint)parts[1] << 32) | (uint)parts[0];
        var scale = (parts[3] >> 16) & 0xFF;
        return new(parts[3] < 0 ? -mantissa : mantissa, BigInteger.Pow(10, scale));
    }

    /// <summary>The quotient as written.</summary>
    /// <param name="value">The quotient; its denominator is above zero.</param>
    public static Rational From(Ratio value) => From(value.Numerator) / From(value.Denominator);

    /// <summary>The double, exactly.</summary>
    /// <param name="value">A finite double.</param>
    public static Rational From(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biasedExponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var mantissa = biasedExponent == 0 ? fraction : fraction | (1L << 52);
        return FromScaled(bits < 0 ? -mantissa : mantissa, Math.Max(biasedExponent, 1) - 1075);
    }

    /// <summary>A whole number times a power of two.</summary>
    /// <param name="mantissa">The whole number.</param>
    /// <param name="exponent">The power.</param>
    public static Rational FromScaled(BigInteger mantissa, int exponent) => exponent >= 0
        ? new(mantissa << exponent, BigInteger.One)
        : new(mantissa, BigInteger.One << -exponent);

    /// <summary>The sum.</summary>
    public static Rational operator +(Rational left, Rational right) => left.Denominator == right.Denominator
        ? new(left.Numerator + right.Numerator, left.Denominator)
        : new(
            (left.Numerator * right.Denominator) + (right.Numerator * left.Denominator),
            left.Denominator * right.Denominator);

    /// <summary>The negative.</summary>
    public static Rational operator -(Rational value) => new(-value.Numerator, value.Denominator);

    /// <summary>The difference.</summary>
    public static Rational operator -(Rational left, Rational right) => left + -right;

    /// <summary>The product.</summary>
    public static Rational operator *(Rational left, Rational right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    /// <summary>The quotient.</summary>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Rational operator /(Rational left, Rational right) => right.Sign switch
    {
        0 => throw new DivideByZeroException(),
        > 0 => new(left.Numerator * right.Denominator, left.Denominator * right.Numerator),
        _ => new(-left.Numerator * right.Denominator, -left.Denominator * right.Numerator),
    };

    /// <summary>The greater of two.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static Rational Max(Rational left, Rational right) => (left - right).Sign < 0 ? right : left;

    /// <summary>The value without its sign.</summary>
    public Rational Abs() => new(BigInteger.Abs(Numerator), Denominator);

    /// <summary>The greatest whole number not above the value.</summary>
    public BigInteger Floor()
    {
        var quotient = BigInteger.DivRem(Numerator, Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The least whole number not below the value.</summary>
    public BigInteger Ceiling() => -(-this).Floor();

    /// <summary>
    /// The double next to the value, but for one case in 2^70 or a subnormal one, where it may be the one after it; infinite
    /// where it is out of range.
    /// </summary>
    public double ToDouble()
    {
        // A conversion from a BigInteger would cut off, that from 128 bits rounds.
        var (mantissa, exponent) = ToScaled(DoubleBits);
        return Math.CopySign(Math.ScaleB((double)(UInt128)BigInteger.Abs(mantissa), exponent), Sign);
    }

    /// <summary>The value as a whole number times a power of two, cut off after some bits.</summary>
    /// <param name="bits">The least number of leading bits to keep.</param>
    /// <returns>The whole number, of that many bits or one more, and the power.</returns>
    public (BigInteger Mantissa, int Exponent) ToScaled(int bits)
    {
        var shift = bits - (int)(BigInteger.Abs(Numerator).GetBitLength() - Denominator.GetBitLength());
        var mantissa = shift >= 0 ? (Numerator << shift) / Denominator : Numerator / (Denominator << -shift);
        return (mantissa, -shift);
    }

    /// <summary>The value as a decimal, where a decimal holds it exactly.</summary>
    /// <returns>The decimal without needless zeros, or null.</returns>
    public decimal? ToExactDecimal()
    {
        var divisor = BigInteger.GreatestCommonDivisor(Numerator, Denominator);
        var numerator = Numerator / divisor;
        var denominator = Denominator / divisor;
        var scale = 0;
        while (!denominator.IsOne && scale < 28)
        {
            var factor = BigInteger.GreatestCommonDivisor(denominator, 10);
            if (factor.IsOne)
            {
                return null;
            }

            denominator /= factor;
            numerator *= 10 / factor;
            scale++;
        }

        var magnitude = BigInteger.Abs(numerator);
        if (!denominator.IsOne || magnitude.GetBitLength() > 96)
            return null;

        var low = (uint)(magnitude & uint.MaxValue);
        var middle = (uint)((magnitude >> 32) & uint.MaxValue);
        var high = (uint)(magnitude >> 64);
        return new decimal((int)low, (int)middle, (int)high, Sign < 0, (byte)scale);
    }
}
