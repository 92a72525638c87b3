using Pricing.Grants.Measurements;
using Pricing.Rates;

namespace Pricing.Policies;

/// <summary>
/// A custom policy as configuration writes it: a shipped policy to start from, and what differs. Values of choices
/// are the words of <see cref="SettingWords"/>; what is left out is as in <see cref="BasedOn"/>.
/// </summary>
public sealed record PolicySettings
{
    /// <summary>
    /// The name that grants use: lower-case letters, digits and hyphens; not that of a shipped policy.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>The version of these settings under this name, at least 1; to be raised with every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The shipped policy to start from; required, so that no default is hidden.</summary>
    public string? BasedOn { get; init; }

    /// <summary>A word of <see cref="Policies.RateConvention"/>.</summary>
    public string? RateConvention { get; init; }

    /// <summary>A word of <see cref="Policies.YieldConvention"/>.</summary>
    public string? YieldConvention { get; init; }

    /// <summary>Rounding of the value per share: a word of <see cref="RoundingMode"/>.</summary>
    public string? ValuePerShareRounding { get; init; }

    /// <summary>Its unit in currency, above 0.</summary>
    public decimal? ValuePerShareUnit { get; init; }

    /// <summary>Rounding of the amount per right: a word of <see cref="RoundingMode"/>.</summary>
    public string? AmountPerRightRounding { get; init; }

    /// <summary>Its unit in currency, above 0.</summary>
    public decimal? AmountPerRightUnit { get; init; }

    /// <summary>A word of <see cref="Volatility.ReturnFrequency"/>.</summary>
    public string? ReturnFrequency { get; init; }

    /// <summary>A word of <see cref="Volatility.ReturnType"/>.</summary>
    public string? ReturnType { get; init; }

    /// <summary>A word of <see cref="Volatility.DeviationEstimator"/>.</summary>
    public string? Estimator { get; init; }

    /// <summary>
    /// Returns a year for the annualisation, above 0: 52, 250, 252, 12. Must be set where <see cref="ReturnFrequency"/> is
    /// another than that of <see cref="BasedOn"/>.
    /// </summary>
    public double? PeriodsPerYear { get; init; }

    /// <summary>A word of <see cref="Volatility.LastPeriodRule"/>.</summary>
    public string? LastPeriod { get; init; }

    /// <summary>The least number of returns, at least 2.</summary>
    public int? MinimumReturns { get; init; }

    /// <summary>The least length of a derived window in years, 0 to 100.</summary>
    public int? MinimumWindowYears { get; init; }

    /// <summary>A word of <see cref="NoCloseRule"/>.</summary>
    public string? NoClose { get; init; }

    /// <summary>A word of <see cref="Dividends.DividendYear"/>.</summary>
    public string? DividendYear { get; init; }

    /// <summary>Whether commemorative dividends count.</summary>
    public bool? CountCommemorative { get; init; }

    /// <summary>A word of <see cref="TenorRule"/>.</summary>
    public string? Tenor { get; init; }

    /// <summary>How many calendar days older than the measurement date a curve may be, at least 0.</summary>
    public int? MaximumCurveAgeDays { get; init; }

    /// <summary>A word of <see cref="Grants.Measurements.YearCount"/>.</summary>
    public string? YearCount { get; init; }

    /// <summary>A word of <see cref="RemainingTermRule"/>.</summary>
    public string? RemeasuredTerm { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <returns>
    /// The policy, or every failure: fields are named <c>name.Setting</c>; <see cref="ReasonCode.UnknownPolicy"/> for a
    /// <see cref="BasedOn"/> that is not shipped.
    /// </returns>
    public Outcome<ValuationPolicy> ToPolicy() => new PolicyReader(this).Read();
}
