using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Certified;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Explanations;

/// <summary>The value of one right from given inputs, with what was asked for beside it; exact amounts are text.</summary>
public sealed record PriceAnswer
{
    private static readonly RightAnalysis None = new();

    /// <summary>The value per share after rounding.</summary>
    public required string ValuePerShare { get; init; }

    /// <summary>The amount per right after rounding.</summary>
    public required string AmountPerRight { get; init; }

    /// <summary>C before rounding.</summary>
    public required double UnroundedPerShare { get; init; }

    /// <summary>No less than the error of <see cref="UnroundedPerShare"/>.</summary>
    public required double ErrorBound { get; init; }

    /// <summary>The arithmetic that the roundings needed.</summary>
    public required string RoundingPath { get; init; }

    /// <summary>Whether an amount lay on a rounding boundary.</summary>
    public required bool RoundingTie { get; init; }

    /// <summary>Whether a boundary was so near that a spreadsheet may round the other way.</summary>
    public required bool RoundingFlagged { get; init; }

    /// <summary>The policy's name.</summary>
    public required string Policy { get; init; }

    /// <summary>The policy's version.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>The currency of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>Why an input beyond the plausible is meant; null where nothing was said.</summary>
    public string? MeantReason { get; init; }

    /// <summary>The inputs that were found in the stored market data; null where they were given.</summary>
    public FoundInputs? Inputs { get; init; }

    /// <inheritdoc cref="RightAnalysis.Explanation"/>
    public IReadOnlyList<ExplanationStep>? Explanation { get; init; }

    /// <inheritdoc cref="RightAnalysis.Greeks"/>
    public GreekAnswer? Greeks { get; init; }

    /// <inheritdoc cref="RightAnalysis.Sensitivity"/>
    public SensitivityAnswer? Sensitivity { get; init; }

    /// <inheritdoc cref="RightAnalysis.ImpliedVolatility"/>
    public ImpliedAnswer? ImpliedVolatility { get; init; }

    /// <summary>The answer for a right that was valued from stored market data.</summary>
    /// <param name="value">A value that did not fail.</param>
    /// <param name="request">What is asked for beside it.</param>
    public static PriceAnswer Of(GrantValue value, AnalysisRequest request)
    {
        ArgumentNullException.ThrowIfNull(value);
        var terms = value.Grant.Terms;
        return Of(
            value.Right!,
            new(value.Inputs!, value.Policy!, terms.Currency),
            terms.MeantReason,
            request.IsEmpty ? None : GrantAnalyst.Analyse(value, request)) with
        {
            Inputs = FoundInputs.Of(value),
        };
    }

    /// <summary>The answer for a right that was valued.</summary>
    /// <param name="value">The value.</param>
    /// <param name="right">The right.</param>
    /// <param name="meantReason">Why an input beyond the plausible is meant.</param>
    /// <param name="request">What is asked for beside it.</param>
    public static PriceAnswer Of(RightValue value, RightOrder right, string? meantReason, AnalysisRequest request) =>
        Of(value, right, meantReason, request.IsEmpty ? None : RightAnalyst.Analyse(right, request));

    private static PriceAnswer Of(RightValue value, RightOrder right, string? meantReason, RightAnalysis analysis) =>
        new()
        {
            ValuePerShare = value.PerShare.ToString(),
            AmountPerRight = value.PerRight.ToString(),
            UnroundedPerShare = value.UnroundedPerShare,
            ErrorBound = value.ErrorBound,
            RoundingPath = value.Path.ToString(),
            RoundingTie = value.IsTie,
            RoundingFlagged = value.IsFlagged,
            Policy = right.Policy.Name,
            PolicyVersion = right.Policy.Version,
            Currency = right.Currency.Code,
            MeantReason = string.IsNullOrWhiteSpace(meantReason) ? null : meantReason.Trim(),
            Explanation = analysis.Explanation,
            Greeks = analysis.Greeks,
            Sensitivity = analysis.Sensitivity,
            ImpliedVolatility = analysis.ImpliedVolatility,
        };
}
