using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Formula;

/// <summary>
/// The digits of a decimal as a whole number with so many places behind the point, taken apart once; for one of few digits and
/// places, both of which a double holds exactly.
/// </summary>
/// <param name="Whole">The digits, up to 2^53.</param>
/// <param name="Scale">How many of them stand behind the point, up to 22.</param>
/// <param name="IsNegative">Whether it is below 0.</param>
internal readonly record struct DecimalDigits(ulong Whole, int Scale, bool IsNegative)
{
    // Whole numbers up to here, and powers of ten up to 10^22, are doubles exactly: their quotient is rounded once.
    private const ulong LargestWhole = 1UL << 53;
    private const int LargestScale = 22;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, LargestScale + 1).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    /// <summary>The number 1.</summary>
    public static DecimalDigits One => new(1, 0, IsNegative: false);

    /// <summary>Whether it is 1, written so.</summary>
    public bool IsOne => this == One;

    /// <summary>The nearest double.</summary>
    public double Nearest => Signed / PowersOfTen[Scale];

    /// <summary>Whether no digit stands behind the point.</summary>
    public bool IsWhole => Scale == 0;

    /// <summary>The digits with their sign, exactly.</summary>
    private double Signed
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => IsNegative ? -(double)(long)Whole : (long)Whole;
    }

    /// <summary>A product, written as that of the decimals.</summary>
    /// <param name="other">The other factor.</param>
    /// <returns>The product; null where its digits are many.</returns>
    public DecimalDigits? Times(in DecimalDigits other)
    {
        var scale = Scale + other.Scale;
        return Math.BigMul(Whole, other.Whole, out var whole) == 0 && whole <= LargestWhole && scale <= LargestScale
            ? new(whole, scale, IsNegative != other.IsNegative && whole > 0)
            : null;
    }

    /// <summary>It as an exact amount.</summary>
    public Amount ToAmount() => new(Nearest, new decimal((int)Whole, (int)(Whole >> 32), 0, IsNegative, (byte)Scale));

    /// <summary>Takes a decimal apart.</summary>
    /// <param name="number">The decimal.</param>
    /// <param name="digits">Its digits.</param>
    /// <returns>Whether they are few.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(decimal number, out DecimalDigits digits)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var whole = ((ulong)(uint)parts[1] << 32) | (uint)parts[0];
        digits = new(whole, (parts[3] >> 16) & 0xFF, parts[3] < 0 && whole > 0);
        return parts[2] == 0 && digits.Whole <= LargestWhole && digits.Scale <= LargestScale;
    }

    /// <summary>A quotient as the nearest double and what that leaves out, where numerator and denominator are two doubles exactly.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator, above 0, of no more places.</param>
    /// <param name="high">The nearest double.</param>
    /// <param name="low">The rest, to nearly as many digits.</param>
    /// <returns>Whether they are.</returns>
    public static bool TryDivide(in DecimalDigits numerator, in DecimalDigits denominator, out double high, out double low)
    {
        (high, low) = (0, 0);
        if (numerator.Scale < denominator.Scale) return false;

        var power = PowersOfTen[numerator.Scale - denominator.Scale];
        var divisor = (long)denominator.Whole * power;
        if (Math.FusedMultiplyAdd((long)denominator.Whole, power, -divisor) != 0) return false;

        high = numerator.Signed / divisor;
        low = Math.FusedMultiplyAdd(-high, divisor, numerator.Signed) * (1 / divisor);
        return true;
    }
}
