namespace Pricing.Volatility;

/// <summary>A raw close in regular trading: of a session on which the share was traded, unadjusted.</summary>
/// <param name="Date">The session.</param>
/// <param name="Close">The price as it was, in currency per share, above 0.</param>
public readonly record struct ClosingPrice(DateOnly Date, decimal Close);
