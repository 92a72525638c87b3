namespace Pricing.Policies;

/// <summary>The policies that come with the library.</summary>
public static class ShippedPolicies
{
    /// <summary>The release taken literally: continuous rates, the amount per right rounded up (section 12).</summary>
    public static ValuationPolicy ReleaseText { get; } = new()
    {
        Name = "release-text",
        ValuePerShare = new(RoundingMode.None),
        AmountPerRight = new(RoundingMode.Up),
    };

    /// <summary>What reproduces the amounts that IIJ published: annual rates, the value per share rounded.</summary>
    public static ValuationPolicy IijPractice { get; } = new()
    {
        Name = "iij-practice",
        Rate = RateConvention.Annual,
        DividendYield = YieldConvention.Annual,
    };

    /// <summary>Continuous rates, the value per share rounded to the minor unit.</summary>
    public static ValuationPolicy Continuous { get; } = new() { Name = "continuous" };

    /// <summary>Annual rate, dividend taken off yearly: what the filings of Saul Centers need.</summary>
    public static ValuationPolicy AnnualDiscount { get; } = new()
    {
        Name = "annual-discount",
        Rate = RateConvention.Annual,
        DividendYield = YieldConvention.AnnualDiscount,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ValuationPolicy> All { get; } = [ReleaseText, IijPractice, Continuous, AnnualDiscount];
}
