using System.Globalization;

namespace Pricing;

/// <summary>Decimals as written: no digit is lost between the text and the number, and equal numbers are equal text.</summary>
public static class DecimalText
{
    /// <summary>So many digits every decimal holds, wherever the point is.</summary>
    private const int MostDigits = 28;

    // Dividing by one with all its zeros takes the trailing zeros away and changes nothing else.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The decimal in a text, exponent notation included.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The decimal; null where the text is no number or has more digits than a decimal holds.</returns>
    public static decimal? Parse(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return null;
        if (text.Length <= MostDigits && !text.AsSpan().ContainsAny('e', 'E')) return number;

        return SignificantDigits(text) == SignificantDigits(Of(number)) ? number : null;
    }

    /// <summary>The ratio in a text as <see cref="Of(Ratio)"/> writes it: a decimal, or two with a slash between them.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The ratio, its denominator above 0; null where the text is none.</returns>
    public static Ratio? ParseRatio(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        return parts.Length <= 2
            && Parse(parts[0]) is { } numerator
            && (parts.Length == 1 ? 1m : Parse(parts[1])) is > 0m and { } denominator
                ? new(numerator, denominator)
                : null;
    }

    /// <summary>The same number without trailing zeros.</summary>
    /// <param name="number">The number.</param>
    public static decimal Trim(decimal number) => number.Scale == 0 ? number : number / One;

    /// <summary>The shortest text: no trailing zeros, no exponent.</summary>
    /// <param name="number">The number.</param>
    public static string Of(decimal number) => Trim(number).ToString(CultureInfo.InvariantCulture);

    /// <summary>The shortest text of a ratio: a whole number of the denominator 1, else both with a slash.</summary>
    /// <param name="ratio">The ratio.</param>
    public static string Of(Ratio ratio) => ratio.Denominator == 1m
        ? Of(ratio.Numerator)
        : $"{Of(ratio.Numerator)}/{Of(ratio.Denominator)}";

    /// <summary>A number as often as a count says.</summary>
    /// <param name="number">The number; decimal text.</param>
    /// <param name="count">How often.</param>
    /// <returns>The product; empty where the text is no number, or the product has more digits than a decimal holds.</returns>
    public static string Times(string number, int count) =>
        Parse(number) is { } exact && ExactDecimal.Times(exact, count) is { } product ? Of(product) : "";

    /// <summary>The digits that matter: without sign, point, exponent, leading and trailing zeros.</summary>
    private static string SignificantDigits(string text)
    {
        var mantissa = text.Split('e', 'E')[0];
        return string.Concat(mantissa.Where(char.IsAsciiDigit)).Trim('0');
    }
}
