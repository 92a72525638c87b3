using Pricing.Dividends;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Values;

/// <summary>
/// What the evidence of a value is made of, among values of facts that were read once: equal facts have equal evidence.
/// </summary>
/// <param name="SecurityCode">The share.</param>
/// <param name="SharePrice">S.</param>
/// <param name="Volatility">Sigma; null where T is 0.</param>
/// <param name="Curve">The curve; null where the grant states r.</param>
/// <param name="Dividend">D; null where the grant states it.</param>
/// <param name="Splits">How many splits of the share there were up to the measurement date.</param>
public readonly record struct EvidenceFacts(
    string SecurityCode, SharePrice SharePrice, VolatilityEstimate? Volatility, YieldCurve? Curve, DividendPerShare? Dividend, int Splits)
{
    /// <summary>The facts of a value.</summary>
    /// <param name="value">A value that did not fail.</param>
    public static EvidenceFacts Of(GrantValue value) => new(
        value.Grant.Terms.SecurityCode, value.SharePrice!, value.Volatility, value.Curve?.Curve, value.Dividend, value.Splits.Count);
}
