namespace Pricing.Calendars;

/// <summary>Sessions of the Tokyo Stock Exchange and business dates of Japan, 1990 to 2100, by rule.</summary>
public static class TokyoCalendar
{
    /// <summary>No break between two sessions or business dates is longer; the exchange has been closed for ten days at the longest.</summary>
    public const int LongestBreakDays = 14;

    // No trade took place on any share because the exchange's system failed; the day was open for everyone else.
    private static readonly DateOnly SystemFailure = new(2020, 10, 1);

    /// <summary>The dates the calendar knows: 1990-01-01..2100-12-31.</summary>
    public static DateWindow Coverage => JapaneseHolidays.Coverage;

    /// <summary>The first business date that can be valued: the calendar knows a session before it.</summary>
    public static DateOnly FirstValuable { get; } = NextBusinessDate(BusinessDateOnOrAfter(JapaneseHolidays.Coverage.From));

    /// <summary>Whether shares were or will be traded on the date.</summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside <see cref="Coverage"/>.</exception>
    public static bool IsSession(DateOnly date) => IsBusinessDate(date) && date != SystemFailure;

    /// <summary>
    /// Whether the date is a weekday that is no holiday and no year-end day (31 December to 3 January).
    /// 2020-10-01 is one, though not a session.
    /// </summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside <see cref="Coverage"/>.</exception>
    public static bool IsBusinessDate(DateOnly date) =>
        !JapaneseHolidays.IsHoliday(date)
        && date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && date is not ({ Month: 12, Day: 31 } or { Month: 1, Day: <= 3 });

    /// <summary>The first session after the date.</summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none within <see cref="Coverage"/>.</exception>
    public static DateOnly NextSession(DateOnly date) => Seek(date.AddDays(1), 1, IsSession);

    /// <summary>The last session before the date.</summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none within <see cref="Coverage"/>.</exception>
    public static DateOnly PreviousSession(DateOnly date) => Seek(date.AddDays(-1), -1, IsSession);

    /// <summary>The first business date after the date.</summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none within <see cref="Coverage"/>.</exception>
    public static DateOnly NextBusinessDate(DateOnly date) => Seek(date.AddDays(1), 1, IsBusinessDate);

    /// <summary>The last business date before the date.</summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none within <see cref="Coverage"/>.</exception>
    public static DateOnly PreviousBusinessDate(DateOnly date) => Seek(date.AddDays(-1), -1, IsBusinessDate);

    /// <summary>The date itself where it is a business date, else the first one after it.</summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none within <see cref="Coverage"/>.</exception>
    public static DateOnly BusinessDateOnOrAfter(DateOnly date) => Seek(date, 1, IsBusinessDate);

    /// <summary>The date itself where it is a business date, else the last one before it.</summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is none within <see cref="Coverage"/>.</exception>
    public static DateOnly BusinessDateOnOrBefore(DateOnly date) => Seek(date, -1, IsBusinessDate);

    /// <summary>The sessions in a window, ascending.</summary>
    /// <param name="window">The window; empty where it ends before it starts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window reaches outside <see cref="Coverage"/>.</exception>
    public static IEnumerable<DateOnly> Sessions(DateWindow window) => Days(window).Where(IsSession);

    /// <summary>The business dates in a window, ascending.</summary>
    /// <param name="window">The window; empty where it ends before it starts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The window reaches outside <see cref="Coverage"/>.</exception>
    public static IEnumerable<DateOnly> BusinessDates(DateWindow window) => Days(window).Where(IsBusinessDate);

    /// <summary>How many sessions old something of <paramref name="from"/> is on <paramref name="to"/>.</summary>
    /// <param name="from">The date not counted.</param>
    /// <param name="to">The date that counts where it is a session.</param>
    /// <returns>The sessions after <paramref name="from"/> up to <paramref name="to"/>, at least 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The dates reach outside <see cref="Coverage"/>.</exception>
    public static int SessionsBetween(DateOnly from, DateOnly to) => Sessions(new(from.AddDays(1), to)).Count();

    private static DateOnly Seek(DateOnly date, int step, Func<DateOnly, bool> fits)
    {
        while (!fits(date))
            date = date.AddDays(step);
        return date;
    }

    private static IEnumerable<DateOnly> Days(DateWindow window)
    {
        for (var day = window.From; day <= window.To; day = day.AddDays(1))
            yield return day;
    }
}
