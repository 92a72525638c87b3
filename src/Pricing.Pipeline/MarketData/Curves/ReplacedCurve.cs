using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>A curve that another one took the place of.</summary>
/// <param name="Curve">The curve.</param>
/// <param name="Source">The index of its source.</param>
public sealed record ReplacedCurve(YieldCurve Curve, int Source);
