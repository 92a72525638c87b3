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

    /// <summary>The method with other closes: a year has 250 daily, 52 weekly or 12 monthly returns.</summary>
    /// <param name="frequency">Which closes; those of the method leave it as it is.</param>
    public VolatilityMethod At(ReturnFrequency frequency) => frequency == ReturnFrequency
        ? this
        : this with
        {
            ReturnFrequency = frequency,
            PeriodsPerYear = frequency switch
            {
                ReturnFrequency.Daily => 250,
                ReturnFrequency.Weekly => 52,
                _ => 12,
            },
        };
}

/// <summary>Which closes make the returns.</summary>
public enum ReturnFrequency
{
    /// <summary>Every close.</summary>
    Daily,

    /// <summary>The last close of each week, Monday to Sunday (release, section 12, item 5).</summary>
    Weekly,

    /// <summary>The last close of each calendar month.</summary>
    Monthly,
}

/// <summary>What a return is made of.</summary>
public enum ReturnType
{
    /// <summary>The price alone (the release).</summary>
    Price,

    /// <summary>The price plus the dividend on its ex-date (FASB ASC 718-10-55).</summary>
    Total,
}

/// <summary>The divisor of the variance of n returns.</summary>
public enum DeviationEstimator
{
    /// <summary>n - 1: the sample standard deviation.</summary>
    Sample,

    /// <summary>n: the population standard deviation.</summary>
    Population,
}

/// <summary>What becomes of a last week or month that the end of the window cuts short.</summary>
public enum LastPeriodRule
{
    /// <summary>It counts, with its last close inside the window.</summary>
    Keep,

    /// <summary>It is left out.</summary>
    Drop,
}
