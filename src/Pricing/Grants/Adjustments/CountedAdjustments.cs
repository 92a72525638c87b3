namespace Pricing.Grants.Adjustments;

/// <summary>Which events count for a right on a date, in which order.</summary>
internal sealed class CountedAdjustments
{
    private readonly List<NumberAdjustment> counted;

    private IEnumerable<NumberAdjustment> Settled =>
        counted.Where(adjustment => adjustment.Cause != AdjustmentCause.Undecided);

    public CountedAdjustments(DateOnly allotmentDate, IReadOnlyList<NumberAdjustment> adjustments) =>
        counted = [.. adjustments.Where(adjustment => adjustment.CountsFrom > allotmentDate)];

    /// <summary>The events on whose basis the share price of the date stands.</summary>
    public IReadOnlyList<NumberAdjustment> ForValuation(DateOnly date) =>
        [.. Settled.Where(adjustment => adjustment.ExDate <= date).OrderBy(adjustment => adjustment.ExDate)];

    /// <summary>The events that are in force on a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="knownOn">The day on which it is asked.</param>
    /// <returns>The events; null where of one that has traded ex nobody knows from when on it applies.</returns>
    public IReadOnlyList<NumberAdjustment>? InForce(DateOnly date, DateOnly knownOn) =>
        Settled.Any(adjustment => adjustment.AppliesFrom is null && adjustment.ExDate <= date)
            ? null
            :
            [
                .. Settled
                    .Where(adjustment => adjustment.AppliesFrom <= date && !IsPending(adjustment, knownOn))
                    .OrderBy(adjustment => adjustment.AppliesFrom),
            ];

    /// <summary>The events without a decision that no later decision overrules.</summary>
    public IEnumerable<Failure> Undecided(DateOnly date) => counted
        .Where(adjustment => adjustment.Cause == AdjustmentCause.Undecided && adjustment.ExDate <= date && !IsOverruled(adjustment, date))
        .Select(adjustment => new Failure(
            ReasonCode.AdjustmentNotDecided,
            "decided_shares",
            "",
            $"{adjustment.Name} changes the terms by decision; store an event adjusted with the decided shares, the decided exercise price and the board's document"));

    // A decision sets the terms whole, whatever was open before it.
    private bool IsOverruled(NumberAdjustment adjustment, DateOnly date) => counted.Exists(other =>
        other.Cause == AdjustmentCause.Decision && other.ExDate >= adjustment.ExDate && other.ExDate <= date);

    private static bool IsPending(NumberAdjustment adjustment, DateOnly knownOn) =>
        adjustment.AwaitsApproval || adjustment.ApprovedOn >= knownOn;
}
