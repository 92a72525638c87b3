using Pricing.Calendars;

namespace Pricing.Volatility;

/// <summary>The last close of each period inside the window.</summary>
internal static class PeriodCloses
{
    public static List<ClosingPrice> Select(PriceSample sample, VolatilityMethod method)
    {
        var window = sample.Window;
        var selected = new List<ClosingPrice>();
        foreach (var close in sample.Closes)
        {
            if (!window.Contains(close.Date))
                continue;
            var end = PeriodEnd(close.Date, method.ReturnFrequency);
            if (selected.Count > 0 && PeriodEnd(selected[^1].Date, method.ReturnFrequency) == end)
                selected[^1] = close;
            else
                selected.Add(close);
        }

        if (method.LastPeriod == LastPeriodRule.Drop && IsCut(window, method.ReturnFrequency))
        {
            var cutEnd = PeriodEnd(window.To, method.ReturnFrequency);
            selected.RemoveAll(close => PeriodEnd(close.Date, method.ReturnFrequency) == cutEnd);
        }

        return selected;
    }

    // A week that lacks only its weekend is whole: a session must be missing.
    private static bool IsCut(DateWindow window, ReturnFrequency frequency) =>
        TokyoCalendar.Sessions(new(window.To.AddDays(1), PeriodEnd(window.To, frequency))).Any();

    private static DateOnly PeriodEnd(DateOnly date, ReturnFrequency frequency) => frequency switch
    {
        ReturnFrequency.Daily => date,
        ReturnFrequency.Weekly => date.AddDays((DayOfWeek.Saturday - date.DayOfWeek + 1) % 7),
        ReturnFrequency.Monthly => new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month)),
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, null),
    };
}
