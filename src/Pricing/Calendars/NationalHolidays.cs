namespace Pricing.Calendars;

/// <summary>The days that the law names, before the rest days that follow from them.</summary>
internal static class NationalHolidays
{
    public static SortedDictionary<DateOnly, string> Of(int year)
    {
        var days = new SortedDictionary<DateOnly, string>
        {
            [new(year, 1, 1)] = "New Year's Day",
            [year < 2000 ? new(year, 1, 15) : Monday(year, 1, 2)] = "Coming of Age Day",
            [new(year, 2, 11)] = "National Foundation Day",
            [new(year, 3, Equinoxes.VernalDay(year))] = "Vernal Equinox Day",
            [new(year, 4, 29)] = year < 2007 ? "Greenery Day" : "Showa Day",
            [new(year, 5, 3)] = "Constitution Memorial Day",
            [new(year, 5, 5)] = "Children's Day",
            [year < 2003 ? new(year, 9, 15) : Monday(year, 9, 3)] = "Respect for the Aged Day",
            [new(year, 9, Equinoxes.AutumnalDay(year))] = "Autumnal Equinox Day",
            [SportsDay(year)] = year < 2020 ? "Health and Sports Day" : "Sports Day",
            [new(year, 11, 3)] = "Culture Day",
            [new(year, 11, 23)] = "Labour Thanksgiving Day",
        };
        if (year >= 2007)
            days[new(year, 5, 4)] = "Greenery Day";
        if (year >= 1996)
            days[MarineDay(year)] = "Marine Day";
        if (year >= 2016)
            days[MountainDay(year)] = "Mountain Day";
        if (year != 2019)
            days[year < 2019 ? new(year, 12, 23) : new(year, 2, 23)] = "Emperor's Birthday";
        if (OneOff(year) is var (single, name))
            days[single] = name;
        if (year == 2019)
            days[new(2019, 10, 22)] = "Enthronement Ceremony";
        return days;
    }

    private static (DateOnly Day, string Name)? OneOff(int year) => year switch
    {
        1990 => (new(1990, 11, 12), "Enthronement Ceremony"),
        1993 => (new(1993, 6, 9), "Wedding of the Crown Prince"),
        2019 => (new(2019, 5, 1), "Accession to the Throne"),
        _ => null,
    };

    private static DateOnly MarineDay(int year) => year switch
    {
        2020 => new(2020, 7, 23),
        2021 => new(2021, 7, 22),
        < 2003 => new(year, 7, 20),
        _ => Monday(year, 7, 3),
    };

    private static DateOnly MountainDay(int year) => year switch
    {
        2020 => new(2020, 8, 10),
        2021 => new(2021, 8, 8),
        _ => new(year, 8, 11),
    };

    private static DateOnly SportsDay(int year) => year switch
    {
        2020 => new(2020, 7, 24),
        2021 => new(2021, 7, 23),
        < 2000 => new(year, 10, 10),
        _ => Monday(year, 10, 2),
    };

    private static DateOnly Monday(int year, int month, int which)
    {
        var first = new DateOnly(year, month, 1);
        var untilMonday = ((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7;
        return first.AddDays(untilMonday + 7 * (which - 1));
    }
}
