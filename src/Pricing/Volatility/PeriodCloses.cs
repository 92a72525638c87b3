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
            var end = ReturnPeriod.EndOf(close.Date, method.ReturnFrequency);
            if (selected.Count > 0 && ReturnPeriod.EndOf(selected[^1].Date, method.ReturnFrequency) == end)
                selected[^1] = close;
            else
                selected.Add(close);
        }

        if (method.LastPeriod == LastPeriodRule.Drop && IsCut(window, method.ReturnFrequency))
        {
            var cutEnd = ReturnPeriod.EndOf(window.To, method.ReturnFrequency);
            selected.RemoveAll(close => ReturnPeriod.EndOf(close.Date, method.ReturnFrequency) == cutEnd);
        }

        return selected;
    }

    // A week that lacks only its weekend is whole: a session must be missing.
    private static bool IsCut(DateWindow window, ReturnFrequency frequency) =>
        TokyoCalendar.Sessions(new(window.To.AddDays(1), ReturnPeriod.EndOf(window.To, frequency))).Any();
}
