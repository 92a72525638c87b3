using System.Globalization;

namespace Pricing.Pipeline.MarketData;

/// <summary>Decimals as stored: invariant, without trailing zeros, so that equal figures are equal text.</summary>
internal static class StoredNumber
{
    // Dividing by one with all its zeros takes the trailing zeros away and changes nothing else.
    private const decimal One = 1.0000000000000000000000000000m;

    public static decimal Trim(decimal value) => value / One;

    public static string Of(decimal value) => Trim(value).ToString(CultureInfo.InvariantCulture);

    public static string Of(Ratio ratio) => ratio.Denominator == 1m
        ? Of(ratio.Numerator)
        : $"{Of(ratio.Numerator)}/{Of(ratio.Denominator)}";
}
