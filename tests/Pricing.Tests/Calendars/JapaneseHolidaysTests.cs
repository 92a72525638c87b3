using Pricing.Calendars;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Calendars;

// Facts of the Cabinet Office's list of national holidays (1955 to 2027), unless said otherwise.
public sealed class JapaneseHolidaysTests
{
    [Theory]
    [InlineData(1990, 19)]
    [InlineData(1993, 16)]
    [InlineData(1999, 17)]
    [InlineData(2000, 15)]
    [InlineData(2003, 15)]
    [InlineData(2007, 19)]
    [InlineData(2009, 17)]
    [InlineData(2015, 17)]
    [InlineData(2019, 22)]
    [InlineData(2020, 18)]
    [InlineData(2021, 17)]
    [InlineData(2026, 18)]
    public void IsHoliday_Year_CountsAsTheCabinetOfficeLists(int year, int expected) =>
        Assert.Equal(expected, Days(year).Count(JapaneseHolidays.IsHoliday));

    [Theory]
    [InlineData("1990-11-12", "Enthronement Ceremony")]
    [InlineData("1993-06-09", "Wedding of the Crown Prince")]
    [InlineData("2019-05-01", "Accession to the Throne")]
    [InlineData("2019-10-22", "Enthronement Ceremony")]
    public void NameOf_OneOffDay_IsKnown(string date, string expected) => AssertName(expected, date);

    [Theory]
    [InlineData("2020-07-23", "Marine Day")]
    [InlineData("2020-07-24", "Sports Day")]
    [InlineData("2020-08-10", "Mountain Day")]
    [InlineData("2021-07-22", "Marine Day")]
    [InlineData("2021-07-23", "Sports Day")]
    [InlineData("2021-08-08", "Mountain Day")]
    [InlineData("2021-08-09", "Substitute Holiday")]
    [InlineData("2020-07-20", null)]
    [InlineData("2020-08-11", null)]
    [InlineData("2020-10-12", null)]
    [InlineData("2021-07-19", null)]
    [InlineData("2021-08-11", null)]
    [InlineData("2021-10-11", null)]
    public void NameOf_DayMovedForTheOlympics_StandsWhereItWasMoved(string date, string? expected) =>
        AssertName(expected, date);

    [Theory]
    [InlineData("2009-09-22", "Citizens' Holiday")]
    [InlineData("2015-09-22", "Citizens' Holiday")]
    [InlineData("2026-09-22", "Citizens' Holiday")]
    [InlineData("2019-04-30", "Citizens' Holiday")]
    [InlineData("2019-05-02", "Citizens' Holiday")]
    [InlineData("1990-05-04", "Citizens' Holiday")]
    [InlineData("2006-05-04", "Citizens' Holiday")]
    [InlineData("2007-05-04", "Greenery Day")]
    [InlineData("2025-09-22", null)]
    public void NameOf_DayBetweenTwoHolidays_IsACitizensHoliday(string date, string? expected) =>
        AssertName(expected, date);

    [Theory]
    [InlineData("1997-05-04", null)]
    [InlineData("1997-05-05", "Children's Day")]
    [InlineData("1997-05-06", null)]
    [InlineData("1998-05-04", "Substitute Holiday")]
    [InlineData("2008-05-06", "Substitute Holiday")]
    [InlineData("2009-05-06", "Substitute Holiday")]
    [InlineData("2015-05-06", "Substitute Holiday")]
    [InlineData("2023-01-02", "Substitute Holiday")]
    [InlineData("2019-08-12", "Substitute Holiday")]
    public void NameOf_DayAfterASundayHoliday_IsASubstituteByTheLawOfItsYear(string date, string? expected) =>
        AssertName(expected, date);

    [Theory]
    [InlineData("1999-01-15", "Coming of Age Day")]
    [InlineData("2000-01-10", "Coming of Age Day")]
    [InlineData("2000-01-15", null)]
    [InlineData("1999-10-10", "Health and Sports Day")]
    [InlineData("2000-10-09", "Health and Sports Day")]
    [InlineData("2019-10-14", "Health and Sports Day")]
    [InlineData("2026-10-12", "Sports Day")]
    [InlineData("1995-07-20", null)]
    [InlineData("1996-07-20", "Marine Day")]
    [InlineData("2002-07-20", "Marine Day")]
    [InlineData("2003-07-21", "Marine Day")]
    [InlineData("2002-09-15", "Respect for the Aged Day")]
    [InlineData("2003-09-15", "Respect for the Aged Day")]
    [InlineData("2004-09-15", null)]
    [InlineData("2004-09-20", "Respect for the Aged Day")]
    [InlineData("2015-08-11", null)]
    [InlineData("2016-08-11", "Mountain Day")]
    [InlineData("2006-04-29", "Greenery Day")]
    [InlineData("2007-04-29", "Showa Day")]
    [InlineData("2018-12-23", "Emperor's Birthday")]
    [InlineData("2019-12-23", null)]
    [InlineData("2019-02-23", null)]
    [InlineData("2020-02-23", "Emperor's Birthday")]
    [InlineData("2026-02-11", "National Foundation Day")]
    [InlineData("2026-11-03", "Culture Day")]
    [InlineData("2026-11-23", "Labour Thanksgiving Day")]
    [InlineData("2026-05-03", "Constitution Memorial Day")]
    [InlineData("2026-01-01", "New Year's Day")]
    public void NameOf_NamedDay_FollowsTheLawOfItsYear(string date, string? expected) => AssertName(expected, date);

    // After 2027: the instants of the equinoxes by Meeus, Astronomical Algorithms, chapter 27.
    [Theory]
    [InlineData("1992-03-20", "Vernal Equinox Day")]
    [InlineData("1991-03-21", "Vernal Equinox Day")]
    [InlineData("2026-03-20", "Vernal Equinox Day")]
    [InlineData("2027-03-21", "Vernal Equinox Day")]
    [InlineData("2099-03-20", "Vernal Equinox Day")]
    [InlineData("2100-03-20", "Vernal Equinox Day")]
    [InlineData("2012-09-22", "Autumnal Equinox Day")]
    [InlineData("2011-09-23", "Autumnal Equinox Day")]
    [InlineData("2074-09-23", "Autumnal Equinox Day")]
    [InlineData("2099-09-23", "Autumnal Equinox Day")]
    [InlineData("2100-09-23", "Autumnal Equinox Day")]
    public void NameOf_Equinox_IsTheDayOfItsInstantInJapan(string date, string expected) => AssertName(expected, date);

    [Theory]
    [InlineData("1989-12-31")]
    [InlineData("2101-01-01")]
    public void NameOf_OutsideTheCoverage_Throws(string date) =>
        Assert.StartsWith(
            "Holidays are known for 1990-01-01..2100-12-31.",
            Assert.Throws<ArgumentOutOfRangeException>(() => JapaneseHolidays.NameOf(Date(date))).Message,
            StringComparison.Ordinal);

    private static void AssertName(string? expected, string date) =>
        Assert.Equal(expected, JapaneseHolidays.NameOf(Date(date)));

    private static IEnumerable<DateOnly> Days(int year) =>
        Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(day => new DateOnly(year, 1, 1).AddDays(day));
}
