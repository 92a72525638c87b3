namespace Pricing.Volatility;

/// <summary>Everything that differs between issuers in how volatility is estimated.</summary>
public sealed record VolatilityMethod
{
    /// <summary>The rule of the release: weekly price returns, n - 1, times the square root of 52.</summary>
    public static VolatilityMethod Release { get; } = new();

    /// <summary>Which closes make the returns.</summary>
    public ReturnFrequency ReturnFrequency { get; init; } = ReturnFrequency.Weekly;

    /// <summary>What a return is made of.</summary>
    public ReturnType ReturnType { get; init; } = ReturnType.Price;

    /// <summary>The divisor of the variance.</summary>
    public DeviationEstimator Estimator { get; init; } = DeviationEstimator.Sample;

    /// <summary>Returns a year, above zero: the deviation of one return is multiplied by its square root.</summary>
    public double PeriodsPerYear { get; init; } = 52;

    /// <summary>What becomes of a last week or month cut short by the window.</summary>
    public LastPeriodRule LastPeriod { get; init; } = LastPeriodRule.Keep;

    /// <summary>Fewer returns than this are a failure; at least 2.</summary>
    public int MinimumReturns { get; init; } = 20;

    /// <summary>A derived window shorter than this many years is a failure; 0 to 100.</summary>
    public int MinimumWindowYears { get; init; } = 1;
}
