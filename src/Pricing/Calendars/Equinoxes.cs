namespace Pricing.Calendars;

/// <summary>
/// The day of an equinox in Japan Standard Time, 1980 to 2150, by the mean motion of the sun: the day moves on by
/// 0.242194 a year and back by one each leap day. The constants are those of the Hydrographic Department's table
/// (Shin Koyomi Benricho). Every day of 1990..2100 agrees with the instants of Meeus, Astronomical Algorithms,
/// chapter 27; the nearest to midnight is 2074-09-23, some 3 minutes past it.
/// </summary>
internal static class Equinoxes
{
    private const int MillionthsAYear = 242_194;

    public static int VernalDay(int year) => Day(year, 20_843_100, 21_851_000);

    public static int AutumnalDay(int year) => Day(year, 23_248_800, 24_248_800);

    // 2100 has no leap day although it is a multiple of 4: its century has a constant of its own.
    private static int Day(int year, int millionthsTo2099, int millionthsFrom2100)
    {
        var years = year - 1980;
        var start = year < 2100 ? millionthsTo2099 : millionthsFrom2100;
        return (start + MillionthsAYear * years) / 1_000_000 - years / 4;
    }
}
