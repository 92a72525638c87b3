namespace Pricing.Rates;

/// <summary>The yield for a term between two tenors of the curve; outside its ends the curve is flat.</summary>
public enum TenorRule
{
    /// <summary>On the straight line between the neighbours.</summary>
    Linear,

    /// <summary>Of the nearest tenor; of two equally near, the longer.</summary>
    Nearest,
}
