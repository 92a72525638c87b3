using Pricing.Grants.Measurements;
using Pricing.Papers.Wording;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Papers.Facts;

/// <summary>What every paper must say of a value at its head: that it may change, is an estimate, or stands on made-up figures.</summary>
internal static class ValueMarks
{
    /// <summary>The marks of a value, the gravest first; none for a final grant-date value from received figures.</summary>
    /// <param name="value">The value.</param>
    public static IEnumerable<Word> Of(ValueRecord value)
    {
        ArgumentNullException.ThrowIfNull(value);

        if (value.IsSynthetic) yield return Word.MarkSynthetic;
        if (value.Status == ValueStatus.Provisional) yield return Word.MarkProvisional;
        if (value.Status == ValueStatus.Failed) yield return Word.MarkFailed;
        if (value.Kind == MeasurementKind.Indicative) yield return Word.MarkEstimate;
        if (value.Kind == MeasurementKind.Remeasured) yield return Word.MarkLater;
        if (value.Kind == MeasurementKind.Modified) yield return Word.MarkModified;
        if (value.BasisInDoubt is not null) yield return Word.MarkDoubt;
        if (value.IsPlanned) yield return Word.MarkPlanned;
        if (value.MissingTenors is not null) yield return Word.MarkTenor;
        if (value.HasRoundingFlag) yield return Word.MarkBoundary;
    }

    /// <summary>The marks of a paper: that it is not for publication, those of its value, and that a newer version of the value stands.</summary>
    /// <param name="paper">The paper.</param>
    public static IEnumerable<Word> Of(GrantPaper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);

        if (paper.IsNotForPublication) yield return Word.MarkNotForPublication;
        foreach (var mark in Of(paper.Value with { IsPlanned = paper.IsPlanned })) yield return mark;
        if (paper.IsSuperseded) yield return Word.MarkSuperseded;
    }
}
