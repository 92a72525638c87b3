using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Grants.Terms;

namespace Pricing.Grants.Adjustments;

/// <summary>One event that changes the number of shares per right, and with it perhaps X (release, section 3).</summary>
public sealed record NumberAdjustment
{
    private NumberAdjustment()
    {
    }

    /// <summary>Why the number changes.</summary>
    public required AdjustmentCause Cause { get; init; }

    /// <summary>New shares per old one, above 0; 1 where there is no ratio. Of a decision, that of the split that it is on.</summary>
    public required Ratio NewPerOld { get; init; }

    /// <summary>Whether there is no ratio, so that shares, D and S of both sides cannot be compared.</summary>
    public bool HasNoRatio { get; init; }

    /// <summary>The number that was decided, at least 0; null for splits and consolidations.</summary>
    public decimal? DecidedNumber { get; init; }

    /// <summary>X that was decided, at least 0; null where none was.</summary>
    public decimal? DecidedExercisePrice { get; init; }

    /// <summary>The first session on which the share price stands on the new basis.</summary>
    public required DateOnly ExDate { get; init; }

    /// <summary>
    /// The first day on which the new number applies; null where only the ex-date is known, as from a price feed. Of what awaits a
    /// decision, the day after the record date of a rights offering, else the effective date, until it is decided.
    /// </summary>
    public DateOnly? AppliesFrom { get; init; }

    /// <summary>
    /// For a split that hangs on a general meeting's approval of a capital increase, the day on which the meeting
    /// closes: up to it the old number stands, from the day after it the new one applies, back to
    /// <see cref="AppliesFrom"/>.
    /// </summary>
    public DateOnly? ApprovedOn { get; init; }

    /// <summary>Whether it hangs on a meeting of which nobody knows yet when it closes.</summary>
    public bool AwaitsApproval { get; init; }

    /// <summary>What it is, for failures.</summary>
    public string Name { get; init; } = "";

    /// <summary>The day by which it counts against that of the terms: what applied by then is in the terms already.</summary>
    internal DateOnly CountsFrom => AppliesFrom ?? ExDate;

    /// <summary>
    /// The adjustment for a split (above 1: from the day after the record date) or a consolidation (below 1: from the
    /// effective date). Where that date is unknown the other one serves; where both are, from when on it applies is not
    /// known.
    /// </summary>
    /// <param name="split">The split or consolidation.</param>
    /// <param name="approvedOn">The day on which the general meeting closes that the split hangs on, if on any.</param>
    public static NumberAdjustment For(ShareSplit split, DateOnly? approvedOn = null)
    {
        var isSplit = split.NewPerOld.Compare(1m) >= 0;
        var afterRecord = split.RecordDate?.AddDays(1);
        return new()
        {
            Cause = isSplit ? AdjustmentCause.Split : AdjustmentCause.Consolidation,
            NewPerOld = split.NewPerOld,
            ExDate = split.ExDate,
            AppliesFrom = isSplit ? afterRecord ?? split.EffectiveDate : split.EffectiveDate ?? afterRecord,
            ApprovedOn = approvedOn,
            Name = $"the {(isSplit ? "split" : "consolidation")} with the ex-date {Text.Of(split.ExDate)}",
        };
    }

    /// <summary>The adjustment that the company decided on after a merger, a demerger or the like.</summary>
    /// <param name="appliesFrom">The first day of the new number.</param>
    /// <param name="number">The new number of shares per right.</param>
    /// <param name="exercisePrice">The new X; null where it stays.</param>
    /// <param name="exDate">The first session on the new basis; null where that is the same day.</param>
    public static NumberAdjustment Decided(
        DateOnly appliesFrom, decimal number, decimal? exercisePrice = null, DateOnly? exDate = null) => new()
        {
            Cause = AdjustmentCause.Decision,
            NewPerOld = 1m,
            HasNoRatio = true,
            DecidedNumber = number,
            DecidedExercisePrice = exercisePrice,
            ExDate = exDate ?? appliesFrom,
            AppliesFrom = appliesFrom,
            Name = $"the decision of {Text.Of(appliesFrom)}",
        };

    /// <summary>
    /// What happened to a right: the actions of its share, and what was decided for it. A decision sets shares and X of
    /// the last action before it that awaited one, from the ex-date of that on; where a split that applies by the decision trades
    /// ex in between, from the decision on. An action that is not by ratio, and that no decision follows, is undecided.
    /// </summary>
    /// <param name="actions">The actions of the share.</param>
    /// <param name="decisions">What was decided for the grant.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of; what applied by then awaits no decision.</param>
    /// <param name="rule">What the terms say of X: where they say that it is decided, splits await a decision too.</param>
    public static IReadOnlyList<NumberAdjustment> Of(
        IReadOnlyList<CorporateAction> actions,
        IReadOnlyList<DecidedAdjustment> decisions,
        DateOnly statedAsOf,
        ExercisePriceAdjustment rule)
    {
        if (actions.Count == 0 && decisions.Count == 0) return [];

        var adjustments = actions.Select(action => For(action, rule == ExercisePriceAdjustment.Decided)).ToList();
        foreach (var decision in decisions.OrderBy(decision => decision.Date))
        {
            var awaited = adjustments
                .Where(adjustment => adjustment.Cause == AdjustmentCause.Undecided
                    && adjustment.ExDate <= decision.Date
                    && adjustment.CountsFrom > statedAsOf)
                .MaxBy(adjustment => adjustment.ExDate);
            if (awaited is not null)
            {
                adjustments.Remove(awaited);

                // The decided figures hold the split, which follows the action: they cannot stand before it, and nobody knows what does.
                if (adjustments.Exists(adjustment => IsBetween(adjustment, awaited, decision.Date)))
                {
                    adjustments.AddRange([awaited with { AppliesFrom = decision.Date }, Decided(decision.Date, decision.SharesPerRight, decision.ExercisePrice)]);
                    continue;
                }
            }

            var decided = Decided(decision.Date, decision.SharesPerRight, decision.ExercisePrice, awaited?.ExDate);

            // Shares and X are decided, prices and dividends move by the ratio of the split all the same.
            adjustments.Add(awaited is null ? decided : decided with { NewPerOld = awaited.NewPerOld, HasNoRatio = awaited.HasNoRatio });
        }

        return adjustments;
    }

    private static bool IsBetween(NumberAdjustment split, NumberAdjustment awaited, DateOnly decided) =>
        split.Cause is AdjustmentCause.Split or AdjustmentCause.Consolidation
        && split.ExDate > awaited.ExDate
        && split.CountsFrom <= decided;

    private static NumberAdjustment For(CorporateAction action, bool awaitsDecision)
    {
        if (action.ToSplit() is { } split)
        {
            var adjustment = For(split, action.MeetingDate) with
            {
                AwaitsApproval = action.IsConditional && action.MeetingDate is null,
            };
            return awaitsDecision ? adjustment with { Cause = AdjustmentCause.Undecided } : adjustment;
        }

        var afterRecord = action.RecordDate?.AddDays(1);
        return new()
        {
            Cause = AdjustmentCause.Undecided,
            NewPerOld = 1m,
            HasNoRatio = true,
            ExDate = action.ExDate,
            AppliesFrom = action.Kind == CorporateActionKind.RightsOffering
                ? afterRecord ?? action.EffectiveDate
                : action.EffectiveDate ?? afterRecord,
            Name = $"the {SettingWords.Of(action.Kind)} with the ex-date {Text.Of(action.ExDate)}",
        };
    }
}
