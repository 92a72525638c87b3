namespace Pricing.Volatility;

/// <summary>The divisor of the variance of n returns.</summary>
public enum DeviationEstimator
{
    /// <summary>n - 1: the sample standard deviation.</summary>
    Sample,

    /// <summary>n: the population standard deviation.</summary>
    Population,
}
