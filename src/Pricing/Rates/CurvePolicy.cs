namespace Pricing.Rates;

/// <summary>Which yield of which government bond curve is the risk-free rate.</summary>
/// <param name="Tenor">The yield for a term between two tenors.</param>
/// <param name="MaximumAgeDays">
/// How many calendar days older than the measurement date a curve may be, at least 0.
/// </param>
public readonly record struct CurvePolicy(TenorRule Tenor, int MaximumAgeDays);

/// <summary>The yield for a term between two tenors of the curve; outside its ends the curve is flat.</summary>
public enum TenorRule
{
    /// <summary>On the straight line between the neighbours.</summary>
    Linear,

    /// <summary>Of the nearest tenor; of two equally near, the longer.</summary>
    Nearest,
}
