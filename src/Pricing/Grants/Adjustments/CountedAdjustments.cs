namespace Pricing.Grants.Adjustments;

/// <summary>A figure of the terms, and the events that count for it.</summary>
/// <typeparam name="TStep">One step.</typeparam>
/// <param name="stated">The figure as stated.</param>
/// <param name="statedAsOf">The day that the terms are stated as of: what applied by then is in the figure already.</param>
/// <param name="adjustments">The events, in any order.</param>
/// <param name="step">What an event makes of the figure before it.</param>
/// <param name="after">The figure after a step.</param>
internal sealed class CountedAdjustments<TStep>(
    decimal stated,
    DateOnly statedAsOf,
    IReadOnlyList<NumberAdjustment> adjustments,
    Func<decimal, NumberAdjustment, Outcome<TStep>> step,
    Func<TStep, decimal> after)
{
    private readonly List<NumberAdjustment> counted = [.. adjustments.Where(adjustment => adjustment.CountsFrom > statedAsOf)];

    private IEnumerable<NumberAdjustment> Settled =>
        counted.Where(adjustment => adjustment.Cause != AdjustmentCause.Undecided);

    /// <summary>Takes the figure through the events, one after the other.</summary>
    /// <param name="date">The date asked for.</param>
    /// <param name="knownOn">The day it is asked on; null for <paramref name="date"/> itself.</param>
    /// <returns>The figure on both bases, and the steps to the first; why there is none, of events that await a decision alone.</returns>
    public Outcome<Folded<TStep>> On(DateOnly date, DateOnly? knownOn)
    {
        if (counted.Count == 0) return new Folded<TStep>(stated, stated, []);

        var undecided = Failures(counted.Where(adjustment => IsUndecided(adjustment, adjustment.ExDate, date, other => other.ExDate)));
        if (undecided.Count > 0) return undecided;
        if (Unclear(date, decision => decision.ExDate) is { } unclear) return unclear;

        // The events on whose basis the share price of the date stands.
        var forValuation = Steps(Settled.Where(adjustment => adjustment.ExDate <= date).OrderBy(adjustment => adjustment.ExDate));
        var inForce = InForce(date, knownOn);
        return forValuation.TryGet(out var steps)
            ? new Folded<TStep>(Last(steps), inForce.TryGet(out var figure) ? figure : null, steps)
            : forValuation.Failures.ToList();
    }

    /// <summary>
    /// The figure that an exercise on a date goes by. An event whose figure applies later leaves the old one in force until then,
    /// decided or not.
    /// </summary>
    /// <param name="date">The date asked for.</param>
    /// <param name="knownOn">The day it is asked on; null for <paramref name="date"/> itself.</param>
    /// <returns>The figure; null where of an event that has traded ex nobody knows from when on, or whether, it applies.</returns>
    public Outcome<decimal?> InForce(DateOnly date, DateOnly? knownOn)
    {
        if (counted.Count == 0) return Known(stated);

        var known = knownOn ?? date;
        if (Unclear(date, decision => decision.CountsFrom) is { } unclear) return unclear;
        if (Settled.Any(adjustment => adjustment.AppliesFrom is null && adjustment.ExDate <= date)
            || counted.Exists(adjustment => adjustment.AwaitsApproval && adjustment.AppliesFrom <= date))
        {
            return Known(null);
        }

        var undecided = Failures(counted.Where(adjustment =>
            IsUndecided(adjustment, adjustment.CountsFrom, date, other => other.CountsFrom) && !IsApprovedLater(adjustment, known)));
        if (undecided.Count > 0) return undecided;

        var steps = Steps(Settled
            .Where(adjustment => adjustment.AppliesFrom <= date && !IsApprovedLater(adjustment, known))
            .OrderBy(adjustment => adjustment.AppliesFrom));
        return steps.TryGet(out var made) ? Known(Last(made)) : steps.Failures.ToList();
    }

    private static Outcome<decimal?> Known(decimal? figure) => figure;

    private static bool IsApprovedLater(NumberAdjustment adjustment, DateOnly knownOn) => adjustment.ApprovedOn >= knownOn;

    private Outcome<List<TStep>> Steps(IOrderedEnumerable<NumberAdjustment> events)
    {
        var steps = new List<TStep>();
        List<NumberAdjustment> inOrder = [.. events];
        var decided = inOrder.FindLastIndex(adjustment => adjustment.Cause == AdjustmentCause.Decision);
        for (var i = 0; i < inOrder.Count; i++)
        {
            var next = step(Last(steps), inOrder[i]);
            if (next.TryGet(out var made))
            {
                steps.Add(made);
                continue;
            }

            if (i >= decided) return next.Failures.ToList();

            // A later decision sets the terms whole, whatever nobody can tell of them before.
            steps.Clear();
            i = decided - 1;
        }

        return steps;
    }

    private decimal Last(List<TStep> steps) => steps.Count > 0 ? after(steps[^1]) : stated;

    /// <summary>Whether an event without a decision counts on a date and no later decision overrules it: that sets the terms whole.</summary>
    private bool IsUndecided(NumberAdjustment adjustment, DateOnly from, DateOnly date, Func<NumberAdjustment, DateOnly> fromOf) =>
        adjustment.Cause == AdjustmentCause.Undecided
        && from <= date
        && !counted.Exists(other =>
            other.Cause == AdjustmentCause.Decision && other.ExDate >= adjustment.ExDate && fromOf(other) <= date);

    /// <summary>What speaks against the last decision that counts on a date: it sets the terms whole.</summary>
    private Failure? Unclear(DateOnly date, Func<NumberAdjustment, DateOnly> fromOf) => counted
        .Where(adjustment => adjustment.Cause == AdjustmentCause.Decision && fromOf(adjustment) <= date)
        .MaxBy(adjustment => adjustment.CountsFrom) is { } decision
            ? DecisionBasis.Against(decision, counted)
            : null;

    private static List<Failure> Failures(IEnumerable<NumberAdjustment> undecided) =>
    [
        .. undecided.Select(adjustment => new Failure(
            ReasonCode.AdjustmentNotDecided,
            "decided_shares",
            "",
            $"{adjustment.Name} changes the terms by decision; store an event adjusted with the decided shares, the decided exercise price and the board's document")),
    ];
}

/// <summary>A figure of the terms on a date.</summary>
/// <typeparam name="TStep">One step.</typeparam>
/// <param name="ForValuation">The figure on the basis of the date's share price.</param>
/// <param name="InForce">The figure that an exercise on the date goes by; null where it is not known yet.</param>
/// <param name="Steps">The steps to <paramref name="ForValuation"/>, in order.</param>
internal sealed record Folded<TStep>(decimal ForValuation, decimal? InForce, IReadOnlyList<TStep> Steps);
