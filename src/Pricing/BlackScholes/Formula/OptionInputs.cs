namespace Pricing.BlackScholes.Formula;

/// <summary>
/// The inputs of one valuation as stored: decimals as written, ratios exact. Rates are fractions per year
/// in the convention of the policy (1.275 % is 0.01275).
/// </summary>
public sealed record OptionInputs
{
    /// <summary>S, the share price in currency per share, at least 0.</summary>
    public required decimal SharePrice { get; init; }

    /// <summary>X, the exercise price in currency per share, at least 0.</summary>
    public required decimal ExercisePrice { get; init; }

    /// <summary>T, the expected remaining period in years, at least 0.</summary>
    public required Ratio Years { get; init; }

    /// <summary>Sigma, the volatility per square root of a year, at least 0; null only where T is 0.</summary>
    public required double? Volatility { get; init; }

    /// <summary>r, the risk-free rate per year.</summary>
    public required decimal RiskFreeRate { get; init; }

    /// <summary>q, the dividend yield per year: as given, or D over S.</summary>
    public required Ratio DividendYield { get; init; }

    /// <summary>Shares that one right delivers, above 0.</summary>
    public required decimal SharesPerRight { get; init; }
}
