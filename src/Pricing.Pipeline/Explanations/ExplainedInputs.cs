using Pricing.BlackScholes.Formula;
using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Valuations;
using Pricing.Policies;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Explanations;

/// <summary>The inputs of a value with what they were found from.</summary>
internal sealed record ExplainedInputs
{
    /// <summary>The terms of the grant.</summary>
    public required GrantTerms Terms { get; init; }

    /// <summary>The policy.</summary>
    public required ValuationPolicy Policy { get; init; }

    /// <summary>Which measurement it is.</summary>
    public required MeasurementKind Kind { get; init; }

    /// <summary>The measurement date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The inputs of the formula.</summary>
    public required OptionInputs Inputs { get; init; }

    /// <summary>S as quoted.</summary>
    public required SharePrice SharePrice { get; init; }

    /// <summary>Shares of the terms for one share of the quoted price.</summary>
    public required Ratio SharesForOne { get; init; }

    /// <summary>Sigma; null where T is 0.</summary>
    public VolatilityEstimate? Volatility { get; init; }

    /// <summary>r from the curve; null where the grant states it.</summary>
    public CurveYield? CurveYield { get; init; }

    /// <summary>D from the records; null where the grant states it.</summary>
    public DividendPerShare? Dividend { get; init; }

    /// <summary>D that the grant states, on the basis of S; null where it comes from the records.</summary>
    public StatedDividend? StatedDividend { get; init; }

    /// <summary>X and the number step by step; null where the evidence does not lead to those of the value.</summary>
    public AdjustedTerms? Adjusted { get; init; }

    /// <summary>The day that the terms are stated as of.</summary>
    public required DateOnly StatedAsOf { get; init; }

    /// <summary>The bodies that they come from.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>Those of a value that was just made.</summary>
    /// <param name="value">A value that did not fail.</param>
    public static ExplainedInputs Of(GrantValue value) => new()
    {
        Terms = value.Grant.Terms,
        Policy = value.Policy!,
        Kind = value.Task.Kind,
        Date = value.Task.MeasurementDate,
        Inputs = value.Inputs!,
        SharePrice = value.SharePrice!,
        SharesForOne = value.SharesForOne,
        Adjusted = new(value.Shares!, value.ExercisePrice!),
        Volatility = value.Volatility,
        CurveYield = value.CurveYield,
        Dividend = value.Dividend,
        StatedDividend = value.StatedDividend,
        StatedAsOf = value.Grant.StatedAsOf,
        Sources = value.Sources,
    };
}
