namespace Pricing.Policies;

/// <summary>A rounding mode and its unit.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Unit">The unit in currency, above zero; null for the currency's minor unit.</param>
public readonly record struct RoundingRule(RoundingMode Mode, decimal? Unit = null);
