using Pricing.Dividends;

namespace Pricing.Actions;

/// <summary>The actions of a share, from the splits of its price feed and from what was stated of them.</summary>
/// <param name="All">Each action once, by ex-date.</param>
/// <param name="Conflicts">Where a feed and what was stated contradict each other, by the earlier ex-date.</param>
public sealed record KnownActions(
    IReadOnlyList<CorporateAction> All, IReadOnlyList<(DateOnly From, Failure Failure)> Conflicts)
{
    /// <summary>By how many days two ex-dates of the same ratio may differ and still be taken for one event.</summary>
    public const int SameEventDays = 20;

    /// <summary>The splits and consolidations among them, by ex-date.</summary>
    public IReadOnlyList<ShareSplit> Splits { get; } = [.. All.Select(action => action.ToSplit()).OfType<ShareSplit>()];

    /// <summary>
    /// Takes both together: a split of the same ex-date and ratio is one, of several on that date the one of their product. Another
    /// ratio on that date, or the same ratio some days off, is a contradiction, and what was stated counts.
    /// </summary>
    /// <param name="splits">What a price feed states, by ex-date.</param>
    /// <param name="stated">What was stated of actions.</param>
    public static KnownActions Of(IReadOnlyList<ShareSplit> splits, IReadOnlyList<CorporateAction> stated)
    {
        var all = new List<CorporateAction>(stated);
        var conflicts = new List<(DateOnly From, Failure Failure)>();
        foreach (var split in splits)
        {
            List<CorporateAction> same = [.. stated.Where(action => action.ExDate == split.ExDate && IsSameEvent(action, split))];
            if (same.Count == 0) same.AddRange(stated.Where(action => IsSameEvent(action, split)).Take(1));
            if (same.Count == 0)
            {
                all.Add(CorporateAction.Of(split));
            }
            else if (same[0].ExDate != split.ExDate || ProductOf(same).Compare(split.NewPerOld) != 0)
            {
                var from = same[0].ExDate < split.ExDate ? same[0].ExDate : split.ExDate;
                conflicts.Add((from, Conflict(split, same)));
            }
        }

        return new([.. all.OrderBy(action => action.ExDate)], conflicts);
    }

    /// <summary>Whether an action by ratio is a split: of the same ex-date, or of the same ratio and some days off.</summary>
    /// <param name="action">What was stated of an action.</param>
    /// <param name="split">A split of the same share.</param>
    public static bool IsSameEvent(CorporateAction action, ShareSplit split) =>
        action.IsByRatio
        && action.NewPerOld is { } ratio
        && (action.ExDate == split.ExDate
            || (ratio.Compare(split.NewPerOld) == 0
                && Math.Abs(action.ExDate.DayNumber - split.ExDate.DayNumber) <= SameEventDays));

    private static Ratio ProductOf(IEnumerable<CorporateAction> actions) =>
        actions.Aggregate(Ratio.FromDecimal(1m), (product, action) => product.Times(action.NewPerOld!.Value));

    private static Failure Conflict(ShareSplit split, List<CorporateAction> same) => new(
        ReasonCode.ConflictingData,
        "ex_date",
        Text.Of(split.ExDate),
        $"the prices state a split of {split.NewPerOld} new shares for an old one on that date, "
        + (same.Count == 1 ? $"the corporate action one of {same[0].NewPerOld}" : $"the corporate actions {string.Join(" and ", same.Select(action => action.NewPerOld))}, together {ProductOf(same)},")
        + $" with the ex-date {Text.Of(same[0].ExDate)}");
}
