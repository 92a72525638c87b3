namespace Pricing.Policies;

/// <summary>How the dividend yield q, a fraction per year, becomes the continuous yield of the formula.</summary>
public enum YieldConvention
{
    /// <summary>q itself: the text of the release (section 12).</summary>
    Continuous,

    /// <summary>ln(1 + q): what the amounts that IIJ published need.</summary>
    Annual,

    /// <summary>-ln(1 - q): a yearly dividend taken off the price; q below 1.</summary>
    AnnualDiscount,
}
