using System.Collections.Frozen;

namespace Pricing.Calendars;

/// <summary>
/// The holidays of Japan, 1990 to 2100, by the Act on National Holidays (Act 178 of 1948) as amended, the one-off acts
/// of 1990, 1993 and 2018, and the Olympic acts that moved days in 2020 and 2021.
/// </summary>
public static class JapaneseHolidays
{
    /// <summary>The years the rules cover: 1990-01-01..2100-12-31.</summary>
    public static DateWindow Coverage { get; } = new(new(1990, 1, 1), new(2100, 12, 31));

    private static FrozenDictionary<DateOnly, string> Names { get; } = Enumerate().ToFrozenDictionary();

    /// <summary>Whether the date is a holiday; Saturdays and Sundays as such are not.</summary>
    /// <param name="date">The date.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside <see cref="Coverage"/>.</exception>
    public static bool IsHoliday(DateOnly date) => NameOf(date) is not null;

    /// <summary>The English name of the holiday.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The name, or null where the date is no holiday.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside <see cref="Coverage"/>.</exception>
    public static string? NameOf(DateOnly date) => Coverage.Contains(date)
        ? Names.GetValueOrDefault(date)
        : throw new ArgumentOutOfRangeException(nameof(date), date, $"Holidays are known for {Coverage}.");

    private static IEnumerable<KeyValuePair<DateOnly, string>> Enumerate()
    {
        for (var year = Coverage.From.Year; year <= Coverage.To.Year; year++)
        {
            var named = NationalHolidays.Of(year);
            foreach (var holiday in named)
                yield return holiday;
            foreach (var holiday in RestDays.Of(year, named))
                yield return holiday;
        }
    }
}
