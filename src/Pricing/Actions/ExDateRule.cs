using Pricing.Calendars;

namespace Pricing.Actions;

/// <summary>
/// The ex-date that follows from a record date by the settlement rule of the Tokyo Stock Exchange of its time: one
/// business day before it for trades from 2019-07-16, two for trades from 2009-11-16, three before.
/// </summary>
/// <remarks>A record date that is no business date counts as the business date before it.</remarks>
public static class ExDateRule
{
    private static readonly (int BusinessDates, DateOnly FirstTrade, DateOnly LastTrade)[] Rules =
    [
        (3, DateOnly.MinValue, new(2009, 11, 15)),
        (2, new(2009, 11, 16), new(2019, 7, 15)),
        (1, new(2019, 7, 16), DateOnly.MaxValue),
    ];

    /// <summary>The ex-date of a split, a gratis allotment or a rights offering.</summary>
    /// <param name="recordDate">The record date.</param>
    /// <returns>The ex-date; null where the calendar does not reach as far.</returns>
    public static DateOnly? FromRecordDate(DateOnly recordDate)
    {
        if (!IsCovered(recordDate)) return null;

        var held = TokyoCalendar.BusinessDateOnOrBefore(recordDate);
        foreach (var (dates, first, last) in Rules)
        {
            // Where two rules meet, the earlier day counts: a trade on it settles after the record date already.
            var exDate = Before(held, dates);
            if (exDate >= first && exDate <= last) return exDate;
        }

        return null;
    }

    /// <summary>The ex-date of a consolidation: its record date is the day before it takes effect.</summary>
    /// <param name="effectiveDate">The day on which it takes effect.</param>
    /// <returns>The ex-date; null where the calendar does not reach as far.</returns>
    public static DateOnly? FromEffectiveDate(DateOnly effectiveDate) =>
        effectiveDate == DateOnly.MinValue ? null : FromRecordDate(effectiveDate.AddDays(-1));

    /// <summary>The last record date that an ex-date can belong to.</summary>
    /// <param name="exDate">The ex-date.</param>
    /// <returns>The date; null where no record date leads to that ex-date.</returns>
    public static DateOnly? LatestRecordDate(DateOnly exDate)
    {
        if (!IsCovered(exDate)) return null;

        DateOnly? latest = null;
        for (var day = exDate; day <= exDate.AddDays(TokyoCalendar.LongestBreakDays); day = day.AddDays(1))
        {
            if (FromRecordDate(day) == exDate) latest = day;
        }

        return latest;
    }

    private static bool IsCovered(DateOnly date) =>
        date >= TokyoCalendar.Coverage.From.AddDays(TokyoCalendar.LongestBreakDays * 2)
        && date <= TokyoCalendar.Coverage.To.AddDays(-TokyoCalendar.LongestBreakDays * 2);

    private static DateOnly Before(DateOnly date, int businessDates)
    {
        for (var step = 0; step < businessDates; step++) date = TokyoCalendar.PreviousBusinessDate(date);
        return date;
    }
}
