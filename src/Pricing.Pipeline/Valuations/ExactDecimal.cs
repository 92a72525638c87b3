using System.Globalization;

namespace Pricing.Pipeline.Valuations;

/// <summary>
/// Decimals read without rounding. <see cref="decimal.Parse(string)"/> drops digits beyond the 28th without a word;
/// certified rounding needs the number that was written, or none.
/// </summary>
public static class ExactDecimal
{
    private const int MaximumScale = 28;
    private const int MaximumDigits = 29;
    private const int ExponentLimit = 1_000_000;

    private static readonly UInt128 MaximumCoefficient = (UInt128)decimal.MaxValue;

    /// <summary>
    /// Reads <c>[+-] digits [. digits] [e [+-] digits]</c>, where one of the digits around the point may be missing.
    /// </summary>
    /// <param name="text">The number, without spaces or separators of thousands.</param>
    /// <param name="value">The number as written, with its trailing zeros where they fit.</param>
    /// <returns>Whether it is a number, and how exactly a decimal holds it.</returns>
    public static DecimalText Parse(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        if (!TrySplit(text, out var isNegative, out var whole, out var fraction, out var exponent))
            return DecimalText.NotANumber;

        var digits = $"{whole}{fraction}".TrimStart('0');
        var scale = fraction.Length - exponent;
        if (digits.Length == 0)
        {
            value = new(0, 0, 0, isNegative: false, (byte)Math.Clamp(scale, 0, MaximumScale));
            return DecimalText.Exact;
        }

        var shortest = digits.TrimEnd('0');
        return TryMake(digits, scale, isNegative, out value)
            || TryMake(shortest, scale - (digits.Length - shortest.Length), isNegative, out value)
            ? DecimalText.Exact
            : DecimalText.Inexact;
    }

    private static bool TryMake(string digits, int scale, bool isNegative, out decimal value)
    {
        value = 0;
        if (scale < 0 && digits.Length - scale <= MaximumDigits)
            (digits, scale) = (digits + new string('0', -scale), 0);
        if (scale is < 0 or > MaximumScale || digits.Length > MaximumDigits)
            return false;

        var coefficient = UInt128.Parse(digits, CultureInfo.InvariantCulture);
        if (coefficient > MaximumCoefficient)
            return false;

        value = new((int)(uint)coefficient, (int)(uint)(coefficient >> 32), (int)(uint)(coefficient >> 64), isNegative, (byte)scale);
        return true;
    }

    private static bool TrySplit(
        ReadOnlySpan<char> text,
        out bool isNegative,
        out ReadOnlySpan<char> whole,
        out ReadOnlySpan<char> fraction,
        out int exponent)
    {
        fraction = default;
        exponent = 0;
        isNegative = text is ['-', ..];
        var rest = text is ['-' or '+', ..] ? text[1..] : text;
        whole = TakeDigits(ref rest);
        if (rest is ['.', ..])
        {
            rest = rest[1..];
            fraction = TakeDigits(ref rest);
        }

        return whole.Length + fraction.Length > 0 && (rest.IsEmpty || TryExponent(rest, out exponent));
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        if (text is not ['e' or 'E', .. var rest])
            return false;

        var isNegative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        var digits = TakeDigits(ref rest);
        if (digits.IsEmpty || !rest.IsEmpty)
            return false;

        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out exponent) || exponent > ExponentLimit)
            exponent = ExponentLimit;
        exponent = isNegative ? -exponent : exponent;
        return true;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits;
    }
}
