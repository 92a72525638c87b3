namespace Pricing.BlackScholes.Analysis;

/// <summary>The input that a sensitivity changes.</summary>
public enum SensitivityInput
{
    /// <summary>S, in currency per share; the dividend yield stays as it is.</summary>
    SharePrice,

    /// <summary>X, in currency per share.</summary>
    ExercisePrice,

    /// <summary>T, in years.</summary>
    Years,

    /// <summary>Sigma, per square root of a year.</summary>
    Volatility,

    /// <summary>r, as quoted.</summary>
    RiskFreeRate,

    /// <summary>q, as quoted.</summary>
    DividendYield,
}
