namespace Pricing.Grants.Adjustments;

/// <summary>
/// The number of shares per right after splits, consolidations and decisions (release, section 3).
/// </summary>
public static class SharesPerRight
{
    /// <summary>
    /// Finds the numbers of a date: each event after the allotment date multiplies, and drops a fraction.
    /// </summary>
    /// <param name="allotted">Shares per right on the allotment date, above 0.</param>
    /// <param name="allotmentDate">
    /// The allotment date; an event whose number applies on or before it does not count.
    /// </param>
    /// <param name="adjustments">The events, in any order.</param>
    /// <param name="date">The date asked for.</param>
    /// <param name="knownOn">
    /// The day it is asked on, for events that apply retroactively; null for <paramref name="date"/> itself.
    /// </param>
    /// <returns>
    /// The numbers, or <see cref="ReasonCode.InvalidField"/> for each number or ratio that is out of range.
    /// </returns>
    public static Outcome<SharesOnDate> On(
        decimal allotted,
        DateOnly allotmentDate,
        IReadOnlyList<NumberAdjustment> adjustments,
        DateOnly date,
        DateOnly? knownOn = null)
    {
        var failures = Check(allotted, adjustments).ToList();
        if (failures.Count > 0)
            return failures;

        var counted = adjustments.Where(adjustment => adjustment.AppliesFrom > allotmentDate).ToList();
        var inForce = Steps(allotted, counted
            .Where(adjustment => adjustment.AppliesFrom <= date && !IsPending(adjustment, knownOn ?? date))
            .OrderBy(adjustment => adjustment.AppliesFrom));
        var forValuation = Steps(allotted, counted
            .Where(adjustment => adjustment.ExDate <= date)
            .OrderBy(adjustment => adjustment.ExDate));
        return new SharesOnDate
        {
            Date = date,
            InForce = Last(inForce, allotted),
            ForValuation = Last(forValuation, allotted),
            Steps = forValuation,
        };
    }

    private static bool IsPending(NumberAdjustment adjustment, DateOnly knownOn) => adjustment.ApprovedOn >= knownOn;

    private static decimal Last(List<NumberStep> steps, decimal allotted) =>
        steps.Count > 0 ? steps[^1].After : allotted;

    private static List<NumberStep> Steps(decimal allotted, IEnumerable<NumberAdjustment> adjustments)
    {
        var steps = new List<NumberStep>();
        foreach (var adjustment in adjustments)
        {
            var before = Last(steps, allotted);
            var exact = adjustment.DecidedNumber ?? Ratio.FromDecimal(before).Times(adjustment.NewPerOld);
            var after = exact.Floor();
            steps.Add(new(adjustment, before, after, exact.Minus(after)));
        }

        return steps;
    }

    private static IEnumerable<Failure> Check(decimal allotted, IReadOnlyList<NumberAdjustment> adjustments)
    {
        if (allotted <= 0)
            yield return Invalid.Field("shares_per_right", allotted, "must be above 0");
        foreach (var adjustment in adjustments)
        {
            if (adjustment.NewPerOld.Numerator <= 0 || adjustment.NewPerOld.Denominator <= 0)
            {
                yield return Invalid.Field(
                    "split_factor",
                    adjustment.NewPerOld,
                    $"the event of {Text.Of(adjustment.AppliesFrom)} needs a ratio above 0");
            }

            if (adjustment.DecidedNumber is < 0 and { } number)
                yield return Invalid.Field("shares_per_right", number, "the decided number is below 0");
        }
    }
}
