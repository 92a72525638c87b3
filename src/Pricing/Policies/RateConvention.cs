namespace Pricing.Policies;

/// <summary>How the risk-free rate r, a fraction per year, becomes the continuous rate of the formula.</summary>
public enum RateConvention
{
    /// <summary>r itself: the text of the release (section 12).</summary>
    Continuous,

    /// <summary>ln(1 + r): compounded once a year.</summary>
    Annual,

    /// <summary>2 ln(1 + r/2): compounded twice a year, as bond yields of the Ministry of Finance are quoted.</summary>
    SemiAnnual,
}
