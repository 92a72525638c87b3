using Pricing.Calendars;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>The next business morning after something was tried.</summary>
internal static class NextMorning
{
    /// <summary>Whether it is past. A date that is none of the calendar's was noted by nobody, and holds up nothing.</summary>
    /// <param name="triedOn">The date in Japan on which it was tried.</param>
    /// <param name="time">From when on in the morning it is tried again.</param>
    /// <param name="now">The time.</param>
    public static bool IsPast(DateOnly triedOn, TimeOnly time, DateTimeOffset now) =>
        !IsOne(triedOn) || JapanTime.At(TokyoCalendar.NextBusinessDate(triedOn), time) <= now;

    /// <summary>Whether the calendar knows the business date after a date.</summary>
    /// <param name="date">The date.</param>
    public static bool IsOne(DateOnly date) =>
        date >= TokyoCalendar.Coverage.From && date <= TokyoCalendar.Coverage.To.AddYears(-1);
}
