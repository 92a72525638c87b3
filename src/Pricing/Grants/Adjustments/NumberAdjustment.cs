using Pricing.Dividends;

namespace Pricing.Grants.Adjustments;

/// <summary>One event that changes the number of shares per right (release, section 3).</summary>
public sealed record NumberAdjustment
{
    private NumberAdjustment()
    {
    }

    /// <summary>Why the number changes.</summary>
    public required AdjustmentCause Cause { get; init; }

    /// <summary>New shares per old one, above 0; 1 for a decided number.</summary>
    public required Ratio NewPerOld { get; init; }

    /// <summary>The number that was decided, at least 0; null for splits and consolidations.</summary>
    public decimal? DecidedNumber { get; init; }

    /// <summary>The first session on which the share price stands on the new basis.</summary>
    public required DateOnly ExDate { get; init; }

    /// <summary>The first day on which the new number applies.</summary>
    public required DateOnly AppliesFrom { get; init; }

    /// <summary>
    /// For a split that hangs on a general meeting's approval of a capital increase, the day on which the meeting
    /// closes: up to it the old number stands, from the day after it the new one applies, back to
    /// <see cref="AppliesFrom"/>.
    /// </summary>
    public DateOnly? ApprovedOn { get; init; }

    /// <summary>
    /// The adjustment for a split (above 1: from the day after the record date) or a consolidation (below 1: from the
    /// effective date). Where that date is unknown the other one serves, and the ex-date where both are.
    /// </summary>
    /// <param name="split">The split or consolidation.</param>
    /// <param name="approvedOn">The day on which the general meeting closes that the split hangs on, if on any.</param>
    public static NumberAdjustment For(ShareSplit split, DateOnly? approvedOn = null)
    {
        var isSplit = split.NewPerOld.Compare(1m) >= 0;
        var afterRecord = split.RecordDate?.AddDays(1);
        var appliesFrom = isSplit ? afterRecord ?? split.EffectiveDate : split.EffectiveDate ?? afterRecord;
        return new()
        {
            Cause = isSplit ? AdjustmentCause.Split : AdjustmentCause.Consolidation,
            NewPerOld = split.NewPerOld,
            ExDate = split.ExDate,
            AppliesFrom = appliesFrom ?? split.ExDate,
            ApprovedOn = approvedOn,
        };
    }

    /// <summary>The adjustment that the company decided on after a merger, a demerger or the like.</summary>
    /// <param name="appliesFrom">The first day of the new number, and of prices on the new basis.</param>
    /// <param name="number">The new number of shares per right.</param>
    public static NumberAdjustment Decided(DateOnly appliesFrom, decimal number) => new()
    {
        Cause = AdjustmentCause.Decision,
        NewPerOld = 1m,
        DecidedNumber = number,
        ExDate = appliesFrom,
        AppliesFrom = appliesFrom,
    };
}
