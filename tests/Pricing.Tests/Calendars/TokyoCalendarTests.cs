using Pricing.Calendars;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Calendars;

public sealed class TokyoCalendarTests
{
    // Sessions a year as listed by exchange_calendars (XTKS).
    [Theory]
    [InlineData(2000, 248)]
    [InlineData(2001, 246)]
    [InlineData(2002, 246)]
    [InlineData(2003, 245)]
    [InlineData(2004, 246)]
    [InlineData(2005, 245)]
    [InlineData(2006, 248)]
    [InlineData(2007, 245)]
    [InlineData(2008, 245)]
    [InlineData(2009, 243)]
    [InlineData(2010, 245)]
    [InlineData(2011, 245)]
    [InlineData(2012, 248)]
    [InlineData(2013, 245)]
    [InlineData(2014, 244)]
    [InlineData(2015, 244)]
    [InlineData(2016, 245)]
    [InlineData(2017, 247)]
    [InlineData(2018, 245)]
    [InlineData(2019, 241)]
    [InlineData(2020, 242)]
    [InlineData(2021, 245)]
    [InlineData(2022, 244)]
    [InlineData(2023, 246)]
    [InlineData(2024, 245)]
    [InlineData(2025, 243)]
    [InlineData(2026, 242)]
    public void Sessions_Year_CountAsListed(int year, int expected) =>
        Assert.Equal(expected, TokyoCalendar.Sessions(new(new(year, 1, 1), new(year, 12, 31))).Count());

    [Theory]
    [InlineData("2013-07-11", true)]
    [InlineData("2013-07-13", false)]
    [InlineData("2013-07-14", false)]
    [InlineData("2013-07-15", false)]
    [InlineData("2012-12-28", true)]
    [InlineData("2012-12-31", false)]
    [InlineData("2013-01-01", false)]
    [InlineData("2013-01-02", false)]
    [InlineData("2013-01-03", false)]
    [InlineData("2013-01-04", true)]
    [InlineData("2019-12-30", true)]
    public void IsSession_Day_IsAWeekdayThatIsNoHolidayAndNoYearEnd(string date, bool expected) =>
        Assert.Equal(expected, TokyoCalendar.IsSession(Date(date)));

    [Fact]
    public void IsSession_DayOfTheSystemFailure_IsABusinessDateOnly()
    {
        Assert.False(TokyoCalendar.IsSession(new(2020, 10, 1)));
        Assert.True(TokyoCalendar.IsBusinessDate(new(2020, 10, 1)));
        Assert.Equal(new(2020, 10, 2), TokyoCalendar.NextSession(new(2020, 9, 30)));
        Assert.Equal(new(2020, 10, 1), TokyoCalendar.NextBusinessDate(new(2020, 9, 30)));
        Assert.Equal(new(2020, 9, 30), TokyoCalendar.PreviousSession(new(2020, 10, 2)));
        Assert.Equal(new(2020, 10, 1), TokyoCalendar.PreviousBusinessDate(new(2020, 10, 2)));
    }

    [Fact]
    public void PreviousAndNext_LongWeekend_PassOverIt()
    {
        Assert.Equal(new(2013, 7, 12), TokyoCalendar.PreviousSession(new(2013, 7, 16)));
        Assert.Equal(new(2013, 7, 12), TokyoCalendar.PreviousBusinessDate(new(2013, 7, 16)));
        Assert.Equal(new(2013, 7, 16), TokyoCalendar.NextSession(new(2013, 7, 12)));
        Assert.Equal(new(2013, 7, 16), TokyoCalendar.NextBusinessDate(new(2013, 7, 12)));
    }

    [Fact]
    public void Sessions_GoldenWeekOf2019_AreNone()
    {
        var week18 = new DateWindow(new(2019, 4, 29), new(2019, 5, 5));

        Assert.Empty(TokyoCalendar.Sessions(week18));
        Assert.Equal(new(2019, 5, 7), TokyoCalendar.NextSession(new(2019, 4, 26)));
        Assert.Equal(new(2019, 4, 26), TokyoCalendar.PreviousSession(new(2019, 5, 7)));
    }

    [Fact]
    public void Sessions_Window_IncludesBothEndsInOrder() => Assert.Equal(
        [new(2013, 7, 11), new(2013, 7, 12), new(2013, 7, 16)],
        TokyoCalendar.Sessions(new(new(2013, 7, 11), new(2013, 7, 16))));

    [Fact]
    public void BusinessDates_Window_IncludeTheDayOfTheSystemFailure() => Assert.Equal(
        [new(2020, 9, 30), new(2020, 10, 1), new(2020, 10, 2)],
        TokyoCalendar.BusinessDates(new(new(2020, 9, 30), new(2020, 10, 4))));

    [Theory]
    [InlineData("2013-07-11", "2013-07-11", 0)]
    [InlineData("2013-07-11", "2013-07-12", 1)]
    [InlineData("2013-07-12", "2013-07-15", 0)]
    [InlineData("2013-07-11", "2013-07-16", 2)]
    [InlineData("2013-07-16", "2013-07-11", 0)]
    public void SessionsBetween_TwoDates_CountsTheSecondNotTheFirst(string from, string to, int expected) =>
        Assert.Equal(expected, TokyoCalendar.SessionsBetween(Date(from), Date(to)));

    [Fact]
    public void BusinessDateOnOr_Holiday_MovesToItsNeighbours()
    {
        Assert.Equal(new(2013, 7, 16), TokyoCalendar.BusinessDateOnOrAfter(new(2013, 7, 13)));
        Assert.Equal(new(2013, 7, 12), TokyoCalendar.BusinessDateOnOrBefore(new(2013, 7, 15)));
        Assert.Equal(new(2013, 7, 12), TokyoCalendar.BusinessDateOnOrAfter(new(2013, 7, 12)));
        Assert.Equal(new(2013, 7, 12), TokyoCalendar.BusinessDateOnOrBefore(new(2013, 7, 12)));
    }

    [Fact]
    public void NextSession_AtTheEndOfTheCoverage_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TokyoCalendar.NextSession(new(2100, 12, 30)));
}
