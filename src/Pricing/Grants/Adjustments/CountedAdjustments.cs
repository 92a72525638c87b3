namespace Pricing.Grants.Adjustments;

/// <summary>Which events count for a right on a date, in which order.</summary>
internal sealed class CountedAdjustments
{
    private readonly List<NumberAdjustment> counted;

    private IEnumerable<NumberAdjustment> Settled =>
        counted.Where(adjustment => adjustment.Cause != AdjustmentCause.Undecided);

    public CountedAdjustments(DateOnly allotmentDate, IReadOnlyList<NumberAdjustment> adjustments) =>
        counted = [.. adjustments.Where(adjustment => adjustment.CountsFrom > allotmentDate)];

    /// <summary>Takes a figure of the terms through the events, one after the other.</summary>
    /// <typeparam name="TStep">One step.</typeparam>
    /// <param name="allotted">The figure on the allotment date.</param>
    /// <param name="date">The date asked for.</param>
    /// <param name="knownOn">The day it is asked on; null for <paramref name="date"/> itself.</param>
    /// <param name="step">What an event makes of the figure before it.</param>
    /// <param name="after">The figure after a step.</param>
    /// <returns>The figure on both bases, and the steps to the first; every failure, of events that await a decision alone.</returns>
    public Outcome<Folded<TStep>> Fold<TStep>(
        decimal allotted,
        DateOnly date,
        DateOnly? knownOn,
        Func<decimal, NumberAdjustment, Outcome<TStep>> step,
        Func<TStep, decimal> after)
    {
        var failures = Undecided(date).ToList();
        if (failures.Count > 0) return failures;

        var forValuation = Steps(ForValuation(date));
        var inForce = InForce(date, knownOn ?? date) is { } known ? Steps(known) : null;
        return failures.Count > 0
            ? failures.Distinct().ToList()
            : new Folded<TStep>(Last(forValuation), inForce is null ? null : Last(inForce), forValuation);

        List<TStep> Steps(IEnumerable<NumberAdjustment> adjustments)
        {
            var steps = new List<TStep>();
            foreach (var adjustment in adjustments)
            {
                var next = step(Last(steps), adjustment);
                failures.AddRange(next.Failures);
                if (!next.TryGet(out var made)) break;

                steps.Add(made);
            }

            return steps;
        }

        decimal Last(List<TStep> steps) => steps.Count > 0 ? after(steps[^1]) : allotted;
    }

    /// <summary>The events on whose basis the share price of the date stands.</summary>
    private IEnumerable<NumberAdjustment> ForValuation(DateOnly date) =>
        Settled.Where(adjustment => adjustment.ExDate <= date).OrderBy(adjustment => adjustment.ExDate);

    /// <summary>The events that are in force on a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="knownOn">The day on which it is asked.</param>
    /// <returns>The events; null where of one that has traded ex nobody knows from when on, or whether, it applies.</returns>
    private IEnumerable<NumberAdjustment>? InForce(DateOnly date, DateOnly knownOn) =>
        Settled.Any(adjustment => adjustment.AppliesFrom is null && adjustment.ExDate <= date)
            || Settled.Any(adjustment => adjustment.AwaitsApproval && adjustment.AppliesFrom <= date)
            ? null
            : Settled
                .Where(adjustment => adjustment.AppliesFrom <= date && !(adjustment.ApprovedOn >= knownOn))
                .OrderBy(adjustment => adjustment.AppliesFrom);

    /// <summary>The events without a decision that no later decision overrules.</summary>
    private IEnumerable<Failure> Undecided(DateOnly date) => counted
        .Where(adjustment => adjustment.Cause == AdjustmentCause.Undecided && adjustment.ExDate <= date && !IsOverruled(adjustment, date))
        .Select(adjustment => new Failure(
            ReasonCode.AdjustmentNotDecided,
            "decided_shares",
            "",
            $"{adjustment.Name} changes the terms by decision; store an event adjusted with the decided shares, the decided exercise price and the board's document"));

    // A decision sets the terms whole, whatever was open before it.
    private bool IsOverruled(NumberAdjustment adjustment, DateOnly date) => counted.Exists(other =>
        other.Cause == AdjustmentCause.Decision && other.ExDate >= adjustment.ExDate && other.ExDate <= date);
}

/// <summary>A figure of the terms on a date.</summary>
/// <typeparam name="TStep">One step.</typeparam>
/// <param name="ForValuation">The figure on the basis of the date's share price.</param>
/// <param name="InForce">The figure that an exercise on the date goes by; null where it is not known yet.</param>
/// <param name="Steps">The steps to <paramref name="ForValuation"/>, in order.</param>
internal sealed record Folded<TStep>(decimal ForValuation, decimal? InForce, IReadOnlyList<TStep> Steps);
