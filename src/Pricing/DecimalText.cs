using System.Globalization;

namespace Pricing;

/// <summary>Decimals as written: no digit is lost between the text and the number.</summary>
public static class DecimalText
{
    /// <summary>The decimal in a text, exponent notation included.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The decimal; null where the text is no number or has more digits than a decimal holds.</returns>
    public static decimal? Parse(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        return SignificantDigits(text) == SignificantDigits(Canonical(number)) ? number : null;
    }

    /// <summary>The shortest text: no trailing zeros, no exponent.</summary>
    /// <param name="number">The decimal.</param>
    public static string Canonical(decimal number) =>
        number.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The digits that matter: without sign, point, exponent, leading and trailing zeros.</summary>
    private static string SignificantDigits(string text)
    {
        var mantissa = text.Split('e', 'E')[0];
        return string.Concat(mantissa.Where(char.IsAsciiDigit)).Trim('0');
    }
}
