using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Certified;

namespace Pricing.Pipeline.Explanations;

/// <summary>The value of one right from given inputs, with what was asked for beside it; exact amounts are text.</summary>
public sealed record PriceAnswer
{
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

    /// <inheritdoc cref="RightAnalysis.Explanation"/>
    public IReadOnlyList<ExplanationStep>? Explanation { get; init; }

    /// <inheritdoc cref="RightAnalysis.Greeks"/>
    public GreekAnswer? Greeks { get; init; }

    /// <inheritdoc cref="RightAnalysis.Sensitivity"/>
    public SensitivityAnswer? Sensitivity { get; init; }

    /// <inheritdoc cref="RightAnalysis.ImpliedVolatility"/>
    public ImpliedAnswer? ImpliedVolatility { get; init; }

    /// <summary>The answer for a right that was valued.</summary>
    /// <param name="value">The value.</param>
    /// <param name="right">The right.</param>
    /// <param name="meantReason">Why an input beyond the plausible is meant.</param>
    /// <param name="request">What is asked for beside it.</param>
    public static PriceAnswer Of(RightValue value, RightOrder right, string? meantReason, AnalysisRequest request)
    {
        var analysis = RightAnalyst.Analyse(right, request);
        return new()
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
}
