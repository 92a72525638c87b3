using System.Numerics;

namespace Pricing.Files.Numbers;

/// <summary>Fractions behind decimals.</summary>
internal static class SimplestFraction
{
    // Dividing by one with all its zeros takes the trailing zeros away and changes nothing else.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>A decimal without trailing zeros.</summary>
    public static decimal Trim(decimal value) => value / One;

    /// <summary>Its decimals, trailing zeros not counted.</summary>
    public static int Decimals(decimal value) => Trim(value).Scale;

    /// <summary>A quotient in lowest terms.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) Reduced(decimal over, decimal under)
    {
        var (a, b) = (Whole(over), Whole(under));
        var (numerator, denominator) = (a.Digits * b.Power, b.Digits * a.Power);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return divisor.IsZero ? (numerator, denominator) : (numerator / divisor, denominator / divisor);
    }

    /// <summary>The fraction of least terms within one unit of the last decimal.</summary>
    public static (BigInteger Numerator, BigInteger Denominator) Near(decimal value)
    {
        var (digits, power) = Whole(value);
        return Between(digits - 1, power, digits + 1, power);
    }

    // Down the Stern-Brocot tree by continued fractions.
    private static (BigInteger Numerator, BigInteger Denominator) Between(BigInteger a, BigInteger b, BigInteger c, BigInteger d)
    {
        var whole = BigInteger.DivRem(a, b, out var rest);
        if (rest.IsZero)
            return (whole, 1);
        if (whole < c / d)
            return (whole + 1, 1);
        var (numerator, denominator) = Between(d, c - whole * d, b, a - whole * b);
        return (whole * numerator + denominator, numerator);
    }

    private static (BigInteger Digits, BigInteger Power) Whole(decimal value)
    {
        var trimmed = Trim(value);
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(trimmed, bits);
        var digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return (digits, BigInteger.Pow(10, trimmed.Scale));
    }
}
