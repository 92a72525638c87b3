namespace Pricing.Calendars;

/// <summary>Holidays that follow from the named ones (Act on National Holidays, article 3, items 2 and 3).</summary>
internal static class RestDays
{
    public const string Substitute = "Substitute Holiday";

    public const string Citizens = "Citizens' Holiday";

    public static SortedDictionary<DateOnly, string> Of(int year, SortedDictionary<DateOnly, string> named)
    {
        var days = new SortedDictionary<DateOnly, string>();
        foreach (var sunday in named.Keys.Where(day => day.DayOfWeek == DayOfWeek.Sunday))
        {
            var substitute = sunday.AddDays(1);
            // Since 2007 the substitute is the next day that is not named itself; before, it was the Monday or nothing.
            while (year >= 2007 && named.ContainsKey(substitute))
                substitute = substitute.AddDays(1);
            if (!named.ContainsKey(substitute))
                days[substitute] = Substitute;
        }

        foreach (var day in named.Keys.Select(before => before.AddDays(1)))
        {
            if (named.ContainsKey(day) || days.ContainsKey(day) || !named.ContainsKey(day.AddDays(1)))
                continue;
            if (year >= 2007 || day.DayOfWeek != DayOfWeek.Sunday)
                days[day] = Citizens;
        }

        return days;
    }
}
