namespace Pricing.Grants.Adjustments;

/// <summary>
/// The number of shares per right after splits, consolidations and decisions (release, section 3).
/// </summary>
public static class SharesPerRight
{
    private const string Field = "shares_per_right";

    /// <summary>
    /// Finds the numbers of a date: each event after the day of the terms multiplies, and drops a fraction.
    /// </summary>
    /// <param name="stated">Shares per right as stated, above 0.</param>
    /// <param name="statedAsOf">
    /// The day that the terms are stated as of, the allotment date or that of a change of terms; an event whose number applies on or before it does not count.
    /// </param>
    /// <param name="adjustments">The events, in any order.</param>
    /// <param name="date">The date asked for.</param>
    /// <param name="knownOn">
    /// The day it is asked on, for events that apply retroactively; null for <paramref name="date"/> itself.
    /// </param>
    /// <returns>
    /// The numbers, or <see cref="ReasonCode.InvalidField"/> for each number or ratio that is out of range and for a number
    /// that no decimal holds, <see cref="ReasonCode.AdjustmentNotDecided"/> for each event that awaits a decision.
    /// </returns>
    public static Outcome<SharesOnDate> On(
        decimal stated,
        DateOnly statedAsOf,
        IReadOnlyList<NumberAdjustment> adjustments,
        DateOnly date,
        DateOnly? knownOn = null)
    {
        var failures = Check(stated, adjustments).ToList();
        if (failures.Count > 0)
            return failures;

        var folded = Counted(stated, statedAsOf, adjustments).On(date, knownOn);
        return folded.TryGet(out var shares)
            ? new SharesOnDate { Date = date, InForce = shares.InForce, ForValuation = shares.ForValuation, Steps = shares.Steps }
            : folded.Failures.ToList();
    }

    /// <summary>
    /// Finds the number that an exercise on a date delivers for a right, also where nobody knows yet what becomes of it later.
    /// </summary>
    /// <param name="stated">Shares per right as stated, above 0.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of.</param>
    /// <param name="adjustments">The events, in any order.</param>
    /// <param name="date">The date asked for.</param>
    /// <param name="knownOn">The day it is asked on; null for <paramref name="date"/> itself.</param>
    /// <returns>The number, null where it is not known yet; or the failures of <see cref="On"/> of events that apply by then.</returns>
    public static Outcome<decimal?> InForce(
        decimal stated,
        DateOnly statedAsOf,
        IReadOnlyList<NumberAdjustment> adjustments,
        DateOnly date,
        DateOnly? knownOn = null)
    {
        var failures = Check(stated, adjustments).ToList();
        return failures.Count > 0 ? failures : Counted(stated, statedAsOf, adjustments).InForce(date, knownOn);
    }

    private static CountedAdjustments<NumberStep> Counted(
        decimal stated, DateOnly statedAsOf, IReadOnlyList<NumberAdjustment> adjustments) =>
        new(stated, statedAsOf, adjustments, Step, step => step.After);

    private static Outcome<NumberStep> Step(decimal before, NumberAdjustment adjustment) =>
        After(before, adjustment) is var (after, dropped)
            ? new NumberStep(adjustment, before, after, dropped)
            : Invalid.Field(Field, before, $"{adjustment.Name} makes more of it than a decimal holds");

    private static (decimal After, Ratio Dropped)? After(decimal before, NumberAdjustment adjustment)
    {
        if (adjustment.DecidedNumber is { } decided)
            return (decimal.Floor(decided), decided - decimal.Floor(decided));
        return Ratio.FromDecimal(before).TryTimes(adjustment.NewPerOld) is { } exact && exact.FloorOrNull() is { } whole
            ? (whole, exact.Minus(whole))
            : null;
    }

    private static IEnumerable<Failure> Check(decimal stated, IReadOnlyList<NumberAdjustment> adjustments)
    {
        if (stated <= 0)
            yield return Invalid.Field(Field, stated, "must be above 0");
        foreach (var adjustment in adjustments)
        {
            if (adjustment.NewPerOld.Numerator <= 0 || adjustment.NewPerOld.Denominator <= 0)
            {
                yield return Invalid.Field(
                    "split_factor",
                    adjustment.NewPerOld,
                    $"the event of {Text.Of(adjustment.CountsFrom)} needs a ratio above 0");
            }

            if (adjustment.DecidedNumber is < 0 and { } number)
                yield return Invalid.Field(Field, number, "the decided number is below 0");
        }
    }
}
