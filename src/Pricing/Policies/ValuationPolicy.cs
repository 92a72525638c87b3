using Pricing.Dividends;
using Pricing.Grants.Measurements;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Policies;

/// <summary>
/// One issuer's practice: everything that the release leaves open, named and versioned.
/// A grant names its policy; every result stores the name and the version.
/// </summary>
public sealed record ValuationPolicy
{
    /// <summary>The name that grants use, in lower case with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The version of these settings under this name, from 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>How r becomes continuous.</summary>
    public RateConvention Rate { get; init; } = RateConvention.Continuous;

    /// <summary>How q becomes continuous.</summary>
    public YieldConvention DividendYield { get; init; } = YieldConvention.Continuous;

    /// <summary>Rounding of the value per share.</summary>
    public RoundingRule ValuePerShare { get; init; } = new(RoundingMode.Nearest);

    /// <summary>Rounding of the amount per right, after the value per share has been rounded.</summary>
    public RoundingRule AmountPerRight { get; init; } = new(RoundingMode.None);

    /// <summary>Whether amounts per right are rounded at all, so that they are exact.</summary>
    public bool IsRounded => ValuePerShare.Mode != RoundingMode.None || AmountPerRight.Mode != RoundingMode.None;

    /// <summary>How volatility is estimated.</summary>
    public VolatilityMethod Volatility { get; init; } = VolatilityMethod.Release;

    /// <summary>The share price on a date without a close.</summary>
    public NoCloseRule NoClose { get; init; } = NoCloseRule.NextBasePrice;

    /// <summary>Which dividends count.</summary>
    public DividendRule Dividend { get; init; } = new(CountCommemorative: true);

    /// <summary>Which yield is the risk-free rate.</summary>
    public CurvePolicy Curve { get; init; } = new(TenorRule.Linear, MaximumAgeDays: 7);

    /// <summary>How the expected remaining period is found.</summary>
    public TermPolicy Term { get; init; } = new(YearCount.Anniversary, RemainingTermRule.Elapsed);
}
