namespace Pricing.Files.Plausibility;

/// <summary>What the checked inputs are called where they were written.</summary>
/// <param name="RiskFreeRate">The risk-free rate.</param>
/// <param name="DividendYield">The dividend yield.</param>
/// <param name="Volatility">The volatility.</param>
/// <param name="Years">The expected remaining period.</param>
/// <param name="ExercisePrice">The exercise price.</param>
public sealed record PlausibilityNames(
    string RiskFreeRate, string DividendYield, string Volatility, string Years, string ExercisePrice)
{
    /// <summary>The names of a row to be valued: <c>r</c>, <c>q</c>, <c>sigma</c>, <c>T</c>, <c>X</c>.</summary>
    public static PlausibilityNames OfValuations { get; } = new("r", "q", "sigma", "T", "X");

    /// <summary>The names of a grant.</summary>
    public static PlausibilityNames OfGrants { get; } =
        new("risk_free_rate", "dividend_per_share", "volatility", "expected_remaining_years", "exercise_price");
}
