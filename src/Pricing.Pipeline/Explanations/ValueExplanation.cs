using Pricing.BlackScholes.Analysis;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Explanations;

/// <summary>A stored value, recomputed from the evidence that was kept with it, and compared.</summary>
public sealed record ValueExplanation
{
    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>The date that S and r are of.</summary>
    public required DateOnly MeasurementDate { get; init; }

    /// <summary>The version of the value.</summary>
    public required int Version { get; init; }

    /// <summary>Which measurement it is.</summary>
    public required MeasurementKind Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required ValueStatus Status { get; init; }

    /// <summary>The policy that it is explained by.</summary>
    public required string Policy { get; init; }

    /// <summary>The version of that policy.</summary>
    public required int PolicyVersion { get; init; }

    /// <summary>The currency of every amount.</summary>
    public required string Currency { get; init; }

    /// <summary>The version of the code that made the value.</summary>
    public required string Engine { get; init; }

    /// <summary>The hash of the evidence, <c>/api/evidence/{hash}</c>.</summary>
    public required string Evidence { get; init; }

    /// <summary>The amount per right by this computation.</summary>
    public required string AmountPerRight { get; init; }

    /// <summary>Each figure as it is stored and as it was recomputed; empty where another policy was asked for.</summary>
    public required IReadOnlyList<RecomputedFigure> Recomputed { get; init; }

    /// <summary>Whether all of them agree; null where there is nothing to compare.</summary>
    public bool? IsReproduced => Recomputed.Count == 0 ? null : Recomputed.All(figure => figure.IsSame);

    /// <summary>Every intermediate, line by line.</summary>
    public required IReadOnlyList<ExplanationStep> Explanation { get; init; }

    /// <summary>Of a change of terms, the values before and after it and the increment; null of any other value.</summary>
    public ExplainedModification? Modification { get; init; }

    /// <inheritdoc cref="RightAnalysis.Greeks"/>
    public GreekAnswer? Greeks { get; init; }

    /// <inheritdoc cref="RightAnalysis.Sensitivity"/>
    public SensitivityAnswer? Sensitivity { get; init; }

    /// <inheritdoc cref="RightAnalysis.ImpliedVolatility"/>
    public ImpliedAnswer? ImpliedVolatility { get; init; }
}

/// <summary>A change of terms: what was changed, and what the increment is made of; amounts per right.</summary>
/// <param name="Standard">The standard by which the increment is measured.</param>
/// <param name="Terms">The terms that were changed.</param>
/// <param name="Amounts">The amounts, each with how it is found.</param>
public sealed record ExplainedModification(
    AccountingStandard Standard, IReadOnlyList<ChangedTerm> Terms, IReadOnlyList<ExplanationStep> Amounts)
{
    /// <summary>
    /// Every intermediate of the value under the old terms; empty where the evidence of the value does not lead to it, as where the old
    /// terms have another window of sigma.
    /// </summary>
    public IReadOnlyList<ExplanationStep> OldTerms { get; init; } = [];
}

/// <summary>A term that was changed.</summary>
/// <param name="Column">Its column.</param>
/// <param name="Old">As it stood before; empty where it was not stated.</param>
/// <param name="New">As it stands from the day of the change on; empty where it is not stated.</param>
public sealed record ChangedTerm(string Column, string Old, string New);

/// <summary>One figure of a value.</summary>
/// <param name="Figure">Which.</param>
/// <param name="Stored">As it is stored.</param>
/// <param name="Recomputed">As it was recomputed.</param>
/// <param name="IsSame">Whether both agree: exactly, C within the two error bounds.</param>
public sealed record RecomputedFigure(string Figure, string Stored, string Recomputed, bool IsSame);
