using Pricing.Calendars;

namespace Pricing.Grants.Exercise;

/// <summary>
/// The days on which a right can be exercised (release, sections 5 and 11). Each answer fails as
/// <see cref="ReasonCode.TermsNotStated"/> where it needs a term that is not stated; the rule of the last day is needed only
/// where that is no business date.
/// </summary>
/// <remarks>Dates beyond <see cref="TokyoCalendar.Coverage"/> throw where a last day is to be moved.</remarks>
public static class ExerciseWindow
{
    private const int MonthsInACentury = 1200;

    /// <summary>The exercise period with its last day by the rule of the last day.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <returns>The days; null where the rule leaves none.</returns>
    public static Outcome<DateWindow?> OfPeriod(ExerciseConditions conditions) => Inside(conditions, conditions.Period);

    /// <summary>
    /// The days for a holder who lost office otherwise than by death: 27 June gives 28 June to 7 July.
    /// </summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="lostOffice">The day on which office was lost.</param>
    /// <returns>The days inside the exercise period, unless the rule of the last day says otherwise; null where there is none.</returns>
    public static Outcome<DateWindow?> AfterLosingOffice(ExerciseConditions conditions, DateOnly lostOffice)
    {
        if (conditions.DaysAfterLosingOffice is not { } days) return NotStated("days_after_office");

        var first = conditions.AlsoInOffice ? conditions.Period.From : lostOffice.AddDays(1);
        var last = (long)lostOffice.DayNumber + days < conditions.Period.To.DayNumber ? lostOffice.AddDays(days) : conditions.Period.To;
        return Inside(conditions, new(first, last));
    }

    /// <summary>The days for the one heir, whom the days after losing office do not bind.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="inherited">
    /// The day of the inheritance, not counted in the months (Civil Code, articles 140 and 143).
    /// </param>
    /// <returns>The days inside the exercise period, unless the rule of the last day says otherwise; null where there is none.</returns>
    public static Outcome<DateWindow?> ForHeir(ExerciseConditions conditions, DateOnly inherited)
    {
        if (conditions.MonthsForHeir is not { } months) return NotStated("heir_months");

        var last = months > MonthsInACentury ? conditions.Period.To : LastOfMonths(inherited.AddDays(1), months);
        return Inside(conditions, new(inherited, last));
    }

    /// <summary>The failure of something that needs a term which the grant leaves unsaid.</summary>
    /// <param name="column">The column that states it.</param>
    internal static Failure NotStated(string column) =>
        new(ReasonCode.TermsNotStated, column, "", "the grant does not state it; amend it with what its terms say");

    // The day before the corresponding day; where the last month has no such day, its last day.
    private static DateOnly LastOfMonths(DateOnly first, int months)
    {
        var corresponding = first.AddMonths(months);
        return corresponding.Day == first.Day ? corresponding.AddDays(-1) : corresponding;
    }

    private static Outcome<DateWindow?> Inside(ExerciseConditions conditions, DateWindow days)
    {
        var period = conditions.Period;
        var from = days.From > period.From ? days.From : period.From;
        var to = days.To < period.To ? days.To : period.To;
        if (to < from) return Days(null);

        if (!TokyoCalendar.IsBusinessDate(to))
        {
            if (conditions.LastDay is not { } rule) return NotStated("last_day_rule");
            to = Moved(to, rule, period.To);
        }

        return Days(to < from ? null : new DateWindow(from, to));
    }

    private static DateOnly Moved(DateOnly last, LastDayRule rule, DateOnly end) => rule switch
    {
        LastDayRule.PreviousBusinessDate => TokyoCalendar.BusinessDateOnOrBefore(last),
        LastDayRule.NextBusinessDate when TokyoCalendar.BusinessDateOnOrAfter(last) is var next => next < end ? next : end,
        LastDayRule.NextBusinessDateBeyondPeriod => TokyoCalendar.BusinessDateOnOrAfter(last),
        _ => last,
    };

    private static Outcome<DateWindow?> Days(DateWindow? days) => days;
}
