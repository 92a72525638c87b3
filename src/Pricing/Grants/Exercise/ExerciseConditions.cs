namespace Pricing.Grants.Exercise;

/// <summary>When a right can be exercised, and by whom (release, sections 5 and 11).</summary>
public sealed record ExerciseConditions
{
    /// <summary>The exercise period: 2013-07-12..2043-07-11 in the release.</summary>
    public required DateWindow Period { get; init; }

    /// <summary>
    /// Days to exercise after losing office, the day after it being day 1, at least 1: 10 in the release.
    /// </summary>
    public required int DaysAfterLosingOffice { get; init; }

    /// <summary>Months for an heir to exercise after inheriting, at least 1: 6 in the release.</summary>
    public required int MonthsForHeir { get; init; }

    /// <summary>What becomes of a last day that is no business date; the release does not say.</summary>
    public required LastDayRule LastDay { get; init; }

    /// <summary>The conditions that a grant states; none is assumed.</summary>
    /// <param name="period">The exercise period.</param>
    /// <param name="daysAfterOffice">Days to exercise after losing office, where stated.</param>
    /// <param name="heirMonths">Months for an heir, where stated.</param>
    /// <param name="lastDay">What becomes of a last day that is no business date, where stated.</param>
    /// <returns>The conditions, or <see cref="ReasonCode.TermsNotStated"/> for each that is not stated.</returns>
    public static Outcome<ExerciseConditions> Stated(
        DateWindow period, int? daysAfterOffice, int? heirMonths, LastDayRule? lastDay) =>
        (daysAfterOffice, heirMonths, lastDay) is ({ } days, { } months, { } rule)
            ? new ExerciseConditions { Period = period, DaysAfterLosingOffice = days, MonthsForHeir = months, LastDay = rule }
            : NotStated(("days_after_office", daysAfterOffice is null), ("heir_months", heirMonths is null), ("last_day_rule", lastDay is null));

    private static List<Failure> NotStated(params ReadOnlySpan<(string Column, bool IsMissing)> columns)
    {
        var failures = new List<Failure>();
        foreach (var (column, isMissing) in columns)
        {
            if (isMissing)
                failures.Add(new(ReasonCode.TermsNotStated, column, "", "the grant does not state it; amend it with what its terms say"));
        }

        return failures;
    }
}
