using Pricing.Actions;

namespace Pricing.Grants.Adjustments;

/// <summary>
/// What speaks against decisions as they are stated. A decision sets shares and X from its date on: what applied by then is in its
/// figures, what applies later changes them. Of one day there is one.
/// </summary>
public static class DecisionBasis
{
    /// <summary>
    /// That a decision falls between the ex-date of a split and the day on which its number applies: the share trades without what its
    /// figures may or may not hold. A split that the terms leave to decision is none of these; the decision is the one on it.
    /// </summary>
    /// <param name="date">The day of the decision.</param>
    /// <param name="adjustments">What happened to the right.</param>
    /// <returns>The failure, which names <c>date</c>; null where nothing speaks against it.</returns>
    public static Failure? Between(DateOnly date, IReadOnlyList<NumberAdjustment> adjustments) => adjustments
        .Where(adjustment => adjustment.Cause is AdjustmentCause.Split or AdjustmentCause.Consolidation
            && adjustment.ExDate <= date
            && (adjustment.AppliesFrom is { } from ? date < from : date <= ExDateRule.LatestRecordDate(adjustment.ExDate)))
        .Select(adjustment => new Failure(
            ReasonCode.AmbiguousTerms,
            "date",
            Text.Of(date),
            $"{adjustment.Name} {Applies(adjustment)}, so it is not clear whether the decided shares and exercise price hold it; date the decision before {Text.Of(adjustment.ExDate)} with figures that do not, or on or after the day on which it applies with figures that do"))
        .FirstOrDefault();

    /// <summary>That another decision of the same day says something else.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="other">Another one.</param>
    /// <returns>The failure, which names <c>decided_shares</c>; null where they say the same or are of two days.</returns>
    public static Failure? Against(DecidedAdjustment decision, DecidedAdjustment other) =>
        decision.Date == other.Date && (decision.SharesPerRight != other.SharesPerRight || decision.ExercisePrice != other.ExercisePrice)
            ? Contradiction(decision.Date, decision.SharesPerRight, other.SharesPerRight, other.ExercisePrice)
            : null;

    /// <summary>What speaks against a decision beside all that happened to the right.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="adjustments">What happened, other decisions among it.</param>
    internal static Failure? Against(NumberAdjustment decision, IReadOnlyList<NumberAdjustment> adjustments)
    {
        if (decision is not { Cause: AdjustmentCause.Decision, AppliesFrom: { } date, DecidedNumber: { } number }) return null;

        var other = adjustments.FirstOrDefault(adjustment =>
            adjustment.Cause == AdjustmentCause.Decision
            && adjustment.AppliesFrom == date
            && (adjustment.DecidedNumber != number || adjustment.DecidedExercisePrice != decision.DecidedExercisePrice));
        return other is { DecidedNumber: { } shares }
            ? Contradiction(date, number, shares, other.DecidedExercisePrice)
            : Between(date, adjustments);
    }

    private static string Applies(NumberAdjustment adjustment) => adjustment.AppliesFrom is { } from
        ? $"applies from {Text.Of(from)} on"
        : "applies from a day on that is not known";

    private static Failure Contradiction(DateOnly date, decimal shares, decimal others, decimal? price) => new(
        ReasonCode.ConflictingData,
        "decided_shares",
        Text.Of(shares),
        $"another decision of {Text.Of(date)} says {Text.Of(others)} shares{(price is { } x ? $" at {Text.Of(x)}" : "")}; keep one, and take back one that is stored by an event that reverses it");
}
