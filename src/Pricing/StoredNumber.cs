using System.Globalization;

namespace Pricing;

/// <summary>Decimals as stored: invariant, without trailing zeros, so that equal figures are equal text.</summary>
public static class StoredNumber
{
    // Dividing by one with all its zeros takes the trailing zeros away and changes nothing else.
    private const decimal One = 1.0000000000000000000000000000m;

    /// <summary>The same number without trailing zeros.</summary>
    /// <param name="value">The number.</param>
    public static decimal Trim(decimal value) => value / One;

    /// <summary>A number as stored.</summary>
    /// <param name="value">The number.</param>
    public static string Of(decimal value) => Trim(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>A ratio as stored: a whole number alone, else numerator and denominator with a slash.</summary>
    /// <param name="ratio">The ratio.</param>
    public static string Of(Ratio ratio) => ratio.Denominator == 1m
        ? Of(ratio.Numerator)
        : $"{Of(ratio.Numerator)}/{Of(ratio.Denominator)}";
}
