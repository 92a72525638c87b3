using Pricing.BlackScholes.Analysis;

namespace Pricing.Pipeline.Explanations;

/// <summary>What was asked for beside a value; amounts are text, exact where they are.</summary>
public sealed record RightAnalysis
{
    /// <summary>Every intermediate, line by line; null where it was not asked for.</summary>
    public IReadOnlyList<ExplanationStep>? Explanation { get; init; }

    /// <summary>The derivatives; null where they were not asked for.</summary>
    public GreekAnswer? Greeks { get; init; }

    /// <summary>The values under changes; null where they were not asked for.</summary>
    public SensitivityAnswer? Sensitivity { get; init; }

    /// <summary>The volatility that an amount implies; null where it was not asked for.</summary>
    public ImpliedAnswer? ImpliedVolatility { get; init; }
}

/// <summary>The derivatives, or why there are none.</summary>
/// <param name="Figures">The figures; null where there are none.</param>
/// <param name="Failures">Why there are none, each as <c>Code field=value: reason</c>; null where there are.</param>
public sealed record GreekAnswer(IReadOnlyList<GreekFigure>? Figures, IReadOnlyList<string>? Failures = null);

/// <summary>Values under changes of the inputs.</summary>
/// <param name="Sigma">The changes of sigma, down the side.</param>
/// <param name="Years">The changes of T, across the top.</param>
/// <param name="AmountsPerRight">Row by row the amount per right.</param>
/// <param name="OneAtATime">Changes of one input alone.</param>
public sealed record SensitivityAnswer(
    IReadOnlyList<decimal> Sigma,
    IReadOnlyList<decimal> Years,
    IReadOnlyList<IReadOnlyList<ChangedAmount>> AmountsPerRight,
    IReadOnlyList<ChangedInput> OneAtATime);

/// <summary>An amount per right after a change, or why there is none.</summary>
/// <param name="AmountPerRight">The amount; null where there is none.</param>
/// <param name="Failure">Why there is none; null where there is one.</param>
public sealed record ChangedAmount(string? AmountPerRight, string? Failure = null);

/// <summary>What the change of one input does.</summary>
/// <param name="Input">The input: <c>S</c>, <c>r</c>, <c>q</c>.</param>
/// <param name="Change">What is added to it.</param>
/// <param name="ValuePerShare">The value per share after it; null where there is none.</param>
/// <param name="AmountPerRight">The amount per right after it; null where there is none.</param>
/// <param name="PerRightChange">The change of the amount per right; null where there is none.</param>
/// <param name="Failure">Why there is none; null where there is one.</param>
public sealed record ChangedInput(
    string Input, decimal Change, string? ValuePerShare, string? AmountPerRight, double? PerRightChange, string? Failure = null);

/// <summary>The volatility that an amount implies, or why none does.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Of">What it is of: <c>share</c> or <c>right</c>.</param>
/// <param name="Volatility">The volatility per year; null where none is implied.</param>
/// <param name="Low">The least one that the rounding of the amount leaves open.</param>
/// <param name="High">The greatest one.</param>
/// <param name="Failures">Why none is implied; null where one is.</param>
public sealed record ImpliedAnswer(
    decimal Amount, string Of, double? Volatility, double? Low, double? High, IReadOnlyList<string>? Failures = null);
