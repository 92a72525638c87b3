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

    /// <summary>Whether it is 1, written so.</summary>
    public bool IsOne => this is { Whole: 1, Scale: 0, IsNegative: false };

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

    /// <summary>The number as a quotient of two doubles.</summary>
    public ExactQuotient ToQuotient() => new(Signed, PowersOfTen[Scale]);

    /// <summary>A quotient, where numerator and denominator are two doubles exactly.</summary>
    /// <param name="denominator">The denominator, above 0.</param>
    /// <param name="quotient">The quotient.</param>
    /// <returns>Whether they are.</returns>
    public bool TryDivide(in DecimalDigits denominator, out ExactQuotient quotient)
    {
        var places = Scale - denominator.Scale;
        var (above, below, power) = (Signed, denominator.Signed, PowersOfTen[Math.Abs(places)]);
        quotient = places < 0 ? new(above * power, below) : new(above, below * power);
        return places < 0
            ? Math.FusedMultiplyAdd(above, power, -quotient.Numerator) == 0
            : Math.FusedMultiplyAdd(below, power, -quotient.Denominator) == 0;
    }
}
