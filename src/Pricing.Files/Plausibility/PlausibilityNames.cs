namespace Pricing.Files.Plausibility;

/// <summary>What the checked inputs are called where they were written.</summary>
/// <param name="RiskFreeRate">The risk-free rate.</param>
/// <param name="DividendYield">The dividend yield.</param>
/// <param name="Volatility">The volatility.</param>
/// <param name="Years">The expected remaining period.</param>
/// <param name="ExercisePrice">The exercise price.</param>
/// <param name="YieldHint">What to look at where a dividend yield is beyond its limits.</param>
public sealed record PlausibilityNames(
    string RiskFreeRate, string DividendYield, string Volatility, string Years, string ExercisePrice, string YieldHint)
{
    /// <summary>The names of a row to be valued: <c>r</c>, <c>q</c>, <c>sigma</c>, <c>T</c>, <c>X</c>.</summary>
    public static PlausibilityNames OfValuations { get; } = new("r", "q", "sigma", "T", "X", "a yield is a fraction a year, 0.0053 for 0.53 %");

    /// <summary>The names of a grant.</summary>
    public static PlausibilityNames OfGrants { get; } =
        new("risk_free_rate", "dividend_per_share", "volatility", "expected_remaining_years", "exercise_price",
            "look whether the dividend is an amount per share in the unit of the closes, and on their side of every split");
}
