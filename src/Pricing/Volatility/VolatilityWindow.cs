using Pricing.Calendars;

namespace Pricing.Volatility;

/// <summary>The window of a volatility where the grant does not give one.</summary>
public static class VolatilityWindow
{
    /// <summary>
    /// From the measurement date back by T, but not past the first listed close, to the measurement date.
    /// </summary>
    /// <param name="measurementDate">The last day of the window.</param>
    /// <param name="years">
    /// T, in years, at least 0; a part of a year counts the days of the year it falls in, rounded to whole days.
    /// </param>
    /// <param name="firstClose">The date of the first listed close.</param>
    /// <param name="method">The settings, of which the least length counts.</param>
    /// <returns>
    /// The window; <see cref="ReasonCode.WindowTooShort"/> where it is shorter than the settings allow;
    /// <see cref="ReasonCode.InvalidField"/> for a negative T or one that reaches before the year 1.
    /// </returns>
    public static Outcome<DateWindow> Derive(
        DateOnly measurementDate,
        Ratio years,
        DateOnly firstClose,
        VolatilityMethod method)
    {
        if (years.Compare(0m) < 0 || years.Compare(measurementDate.Year - 1) >= 0)
            return Invalid.Field("expected_remaining_years", years, "reaches no date in the calendar");

        var back = Back(measurementDate, years);
        var window = new DateWindow(back > firstClose ? back : firstClose, measurementDate);
        return measurementDate.AddYears(-method.MinimumWindowYears) >= window.From
            ? window
            : new Failure(
                ReasonCode.WindowTooShort,
                "window",
                window.ToString(),
                $"the least length in years is {method.MinimumWindowYears}; the first listed close is of {Text.Of(firstClose)}");
    }

    /// <summary>
    /// Whether a window is so much shorter than T that a close is left out: not where it begins with the first session of T.
    /// </summary>
    /// <param name="window">The window.</param>
    /// <param name="years">T, in years, as for <see cref="Derive"/>.</param>
    public static bool IsShort(DateWindow window, Ratio years)
    {
        if (years.Compare(0m) < 0) return false;
        if (years.Compare(window.To.Year - 1) >= 0) return true;

        var first = Back(window.To, years);
        return first < window.From && HasSession(new(first, window.From.AddDays(-1)));
    }

    // Of days that the calendar does not know, each may have been a session.
    private static bool HasSession(DateWindow days) =>
        !TokyoCalendar.Coverage.Contains(days.From) || !TokyoCalendar.Coverage.Contains(days.To) || TokyoCalendar.Sessions(days).Any();

    private static DateOnly Back(DateOnly date, Ratio years)
    {
        var whole = years.Floor();
        var anniversary = date.AddYears(-(int)whole);
        var daysOfYear = anniversary.DayNumber - date.AddYears(-(int)whole - 1).DayNumber;
        var days = years.Minus(whole).Times(daysOfYear).Plus(0.5m).Floor();
        return anniversary.AddDays(-(int)days);
    }
}
