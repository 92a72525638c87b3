using Pricing.Dividends;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Values;

/// <summary>
/// What an auditor recomputes a value from: the closes that made sigma, the curve that r stands on, the dividends
/// that made D, and the bodies they were read from. Stored once per content, under its hash.
/// </summary>
public sealed record ValueEvidence
{
    /// <summary>The security code.</summary>
    public required string SecurityCode { get; init; }

    /// <summary>S, its date and what it is.</summary>
    public required SharePrice SharePrice { get; init; }

    /// <summary>Sigma with the closes used; null where T is 0.</summary>
    public VolatilityEstimate? Volatility { get; init; }

    /// <summary>The curve; null where the grant states r.</summary>
    public YieldCurve? Curve { get; init; }

    /// <summary>D with its parts; null where the grant states D.</summary>
    public DividendPerShare? Dividend { get; init; }

    /// <summary>
    /// The splits and consolidations on or before the measurement date, by ex-date; null in evidence from before they were
    /// kept.
    /// </summary>
    public IReadOnlyList<ShareSplit>? Splits { get; init; }

    /// <summary>The raw bodies, by SHA-256.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>The evidence of a value.</summary>
    /// <param name="value">A value that did not fail.</param>
    public static ValueEvidence Of(GrantValue value) => new()
    {
        SecurityCode = value.Grant.Terms.SecurityCode,
        SharePrice = value.SharePrice!,
        Volatility = value.Volatility,
        Curve = value.Curve?.Curve,
        Dividend = value.Dividend,
        Splits = value.Splits,
        Sources = value.Sources,
    };
}

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
