using Pricing.Calendars;

namespace Pricing.Grants.Exercise;

/// <summary>The days on which a right can be exercised (release, section 11).</summary>
public static class ExerciseWindow
{
    /// <summary>
    /// The days for a holder who lost office otherwise than by death: 27 June gives 28 June to 7 July.
    /// </summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="lostOffice">The day on which office was lost.</param>
    /// <returns>The days inside the exercise period, unless the rule of the last day says otherwise; null where there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The last day is to be moved and lies outside <see cref="TokyoCalendar.Coverage"/>.
    /// </exception>
    public static DateWindow? AfterLosingOffice(ExerciseConditions conditions, DateOnly lostOffice) => Inside(
        conditions, new(lostOffice.AddDays(1), lostOffice.AddDays(conditions.DaysAfterLosingOffice)));

    /// <summary>The days for the one heir, whom the days after losing office do not bind.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="inherited">
    /// The day of the inheritance, not counted in the months (Civil Code, articles 140 and 143).
    /// </param>
    /// <returns>The days inside the exercise period, unless the rule of the last day says otherwise; null where there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The last day is to be moved and lies outside <see cref="TokyoCalendar.Coverage"/>.
    /// </exception>
    public static DateWindow? ForHeir(ExerciseConditions conditions, DateOnly inherited) =>
        Inside(conditions, new(inherited, LastOfMonths(inherited.AddDays(1), conditions.MonthsForHeir)));

    // The day before the corresponding day; where the last month has no such day, its last day.
    private static DateOnly LastOfMonths(DateOnly first, int months)
    {
        var corresponding = first.AddMonths(months);
        return corresponding.Day == first.Day ? corresponding.AddDays(-1) : corresponding;
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateWindow? Inside(ExerciseConditions conditions, DateWindow days)
    {
        var period = conditions.Period;
        var from = days.From > period.From ? days.From : period.From;
        var to = days.To < period.To ? days.To : period.To;
        if (to < from)
            return null;

        to = conditions.LastDay switch
        {
            LastDayRule.PreviousBusinessDate => TokyoCalendar.BusinessDateOnOrBefore(to),
            LastDayRule.NextBusinessDate => Earlier(TokyoCalendar.BusinessDateOnOrAfter(to), period.To),
            LastDayRule.NextBusinessDateBeyondPeriod => TokyoCalendar.BusinessDateOnOrAfter(to),
            _ => to,
        };
        return to < from ? null : new DateWindow(from, to);
    }
}
