using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Policies;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Valuations;

/// <summary>One value of a grant with everything that it was made of, or the reasons why there is none.</summary>
public sealed record GrantValue
{
    /// <summary>The grant as it was valued.</summary>
    public required StoredGrant Grant { get; init; }

    /// <summary>What the plan asked for.</summary>
    public required ValuationTask Task { get; init; }

    /// <summary>The policy; null where the grant names none that is known.</summary>
    public ValuationPolicy? Policy { get; init; }

    /// <summary>Why there is no value; empty where there is one.</summary>
    public IReadOnlyList<Failure> Failures { get; init; } = [];

    /// <summary>S.</summary>
    public SharePrice? SharePrice { get; init; }

    /// <summary>Sigma, with the closes it was made of; null where T is 0.</summary>
    public VolatilityEstimate? Volatility { get; init; }

    /// <summary>Why <see cref="Volatility"/> stands on fewer years than T; null where it does not.</summary>
    public WindowLimit? WindowLimit { get; init; }

    /// <summary>What the window of <see cref="Volatility"/> lacks; null where there is no volatility.</summary>
    public WindowRows? WindowRows { get; init; }

    /// <summary>r from the curve; null where the grant states it.</summary>
    public CurveYield? CurveYield { get; init; }

    /// <summary>The curve of <see cref="CurveYield"/>, and whether it can still change.</summary>
    public SelectedCurve? Curve { get; init; }

    /// <summary>D from the dividend records; null where the grant states it.</summary>
    public DividendPerShare? Dividend { get; init; }

    /// <summary>D that the grant states, on the basis of S; null where it states none.</summary>
    public StatedDividend? StatedDividend { get; init; }

    /// <summary>What the dividend records give where the grant states 0; null where they give none, and where it does not.</summary>
    public DividendPerShare? RecordedDividend { get; init; }

    /// <summary>The splits and consolidations on or before the measurement date, by ex-date.</summary>
    public IReadOnlyList<ShareSplit> Splits { get; init; } = [];

    /// <summary>Shares per right: the number in force, and the one on the basis of S.</summary>
    public SharesOnDate? Shares { get; init; }

    /// <summary>X: the one in force, and the one on the basis of S.</summary>
    public ExercisePriceOnDate? ExercisePrice { get; init; }

    /// <summary>
    /// Shares of the terms for one share of the measurement date's price; 1 save before the allotment across a split.
    /// </summary>
    public Ratio SharesForOne { get; init; } = 1m;

    /// <summary>The inputs of the formula.</summary>
    public OptionInputs? Inputs { get; init; }

    /// <summary>The value of one right.</summary>
    public RightValue? Right { get; init; }

    /// <summary>The bodies that S, sigma, r and D come from.</summary>
    public IReadOnlyList<DataSource> Sources { get; init; } = [];

    /// <summary>
    /// r as the terms state it; null where the curve's counts. What was stated for the grant is not the rate of a later date, save in a currency
    /// that no curve is stored of.
    /// </summary>
    public decimal? StatedRate => Task.Kind == MeasurementKind.Remeasured && Grant.Terms.Currency == Currency.Yen ? null : Grant.Terms.RiskFreeRate;

    /// <summary>Where the value stands. The values of the grant date and of a change of terms wait for inputs of their date.</summary>
    public ValueStatus Status => Right is null ? ValueStatus.Failed
        : Task.Kind is MeasurementKind.GrantDate or MeasurementKind.Modified && !(SharePrice!.IsSettled && Curve is null or { IsFinal: true })
            ? ValueStatus.Provisional
            : ValueStatus.Final;
}

/// <summary>Where a value stands.</summary>
public enum ValueStatus
{
    /// <summary>Made of inputs that can no longer change.</summary>
    Final,

    /// <summary>An input dated the measurement date may still arrive.</summary>
    Provisional,

    /// <summary>There is no value; the failures say why.</summary>
    Failed,
}

/// <summary>Why the window of a volatility is shorter than T.</summary>
public enum WindowLimit
{
    /// <summary>The share's first close is later than T back.</summary>
    FirstClose,

    /// <summary>The grant states the window, and the share has earlier closes.</summary>
    Terms,
}
