using System.Globalization;

namespace Pricing.Grants.Measurements;

/// <summary>Periods in years as people read them: <c>15</c>, <c>14.6</c>, <c>4.9918 (609/122)</c>.</summary>
public static class YearsText
{
    private const int Decimals = 4;

    /// <summary>A period with four decimals, and beside it the exact fraction where these are not all of it.</summary>
    /// <param name="years">The period.</param>
    public static string Of(Ratio years)
    {
        var exact = years.Numerator / years.Denominator;
        var rounded = Math.Round(exact, Decimals, MidpointRounding.AwayFromZero);
        return rounded == exact
            ? DecimalText.Of(exact)
            : string.Create(CultureInfo.InvariantCulture, $"{rounded:0.0000} ({DecimalText.Of(years)})");
    }

    /// <summary>The same of a period as it is stored.</summary>
    /// <param name="stored">A decimal, or two with a slash between them.</param>
    /// <returns>The text itself where it is no period.</returns>
    public static string Of(string stored) =>
        DecimalText.ParseRatio(stored) is { } years ? Of(years) : stored;
}
