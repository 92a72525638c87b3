using Pricing.Calendars;

namespace Pricing.Tests.Calendars;

public sealed class TokyoCalendarPropertyTests
{
    [DrawnProperty]
    public void NextSession_ThenPrevious_ComesBackToTheLastSession(ushort day)
    {
        var date = Day(day);
        var last = TokyoCalendar.IsSession(date) ? date : TokyoCalendar.PreviousSession(date);

        Assert.Equal(last, TokyoCalendar.PreviousSession(TokyoCalendar.NextSession(date)));
    }

    [DrawnProperty]
    public void NextSession_Date_IsTheOnlySessionUpToIt(ushort day)
    {
        var next = TokyoCalendar.NextSession(Day(day));

        Assert.True(TokyoCalendar.IsSession(next));
        Assert.Equal(1, TokyoCalendar.SessionsBetween(Day(day), next));
    }

    [DrawnProperty]
    public void SessionsBetween_TwoSpans_AddUp(ushort day, byte first, byte second)
    {
        var from = Day(day);
        var (middle, to) = (from.AddDays(first), from.AddDays(first + second));

        Assert.Equal(
            TokyoCalendar.SessionsBetween(from, to),
            TokyoCalendar.SessionsBetween(from, middle) + TokyoCalendar.SessionsBetween(middle, to));
    }

    // The longest run of days without a session since 1990 are the ten of Golden Week 2019.
    [Fact]
    public void NextSession_AnyDate_IsAtMostElevenDaysAway()
    {
        var sessions = TokyoCalendar.Sessions(TokyoCalendar.Coverage).ToList();
        var gaps = sessions.Zip(sessions.Skip(1), (from, to) => to.DayNumber - from.DayNumber).ToList();

        Assert.Equal(11, gaps.Max());
        Assert.Equal(new(2019, 4, 26), sessions[gaps.IndexOf(11)]);
        Assert.Equal(1, gaps.Count(gap => gap == 11));
    }

    private static DateOnly Day(ushort day) => new DateOnly(1990, 1, 10).AddDays(day % 40_000);
}
