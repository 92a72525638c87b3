using Pricing.Grants.Exercise;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Exercise;

// Release, sections 5 and 11. Weekdays and holidays: the Cabinet Office's list.
public sealed class ExerciseWindowTests
{
    private static readonly ExerciseConditions Release = new()
    {
        Period = new(new(2013, 7, 12), new(2043, 7, 11)),
        DaysAfterLosingOffice = 10,
        MonthsForHeir = 6,
        LastDay = LastDayRule.AsIs,
    };

    [Fact]
    public void Window_TermThatAGrantLeavesUnsaid_IsNamedAndNotAssumed()
    {
        var unsaid = new ExerciseConditions { Period = Release.Period };

        Assert.Equal(
            "TermsNotStated days_after_office=: the grant does not state it; amend it with what its terms say",
            ExerciseWindow.AfterLosingOffice(unsaid, new(2014, 6, 27)).Failures.Single().ToString());
        Assert.Equal("heir_months", ExerciseWindow.ForHeir(unsaid, new(2014, 6, 27)).Failures.Single().Field);
    }

    // 2014-07-07 is a Monday, 2014-07-06 a Sunday: only there it matters what becomes of a last day without business.
    [Fact]
    public void Window_RuleOfTheLastDay_IsNeededOnlyWhereThatIsNoBusinessDate()
    {
        var unsaid = Release with { LastDay = null };

        Assert.Equal("2014-06-28..2014-07-07", ExerciseWindow.AfterLosingOffice(unsaid, new(2014, 6, 27)).Value.ToString());
        Assert.Equal("last_day_rule", ExerciseWindow.AfterLosingOffice(unsaid, new(2014, 6, 26)).Failures.Single().Field);
        Assert.Equal("last_day_rule", ExerciseWindow.OfPeriod(unsaid).Failures.Single().Field);
    }

    // 2043-07-11 is a Saturday.
    [Theory]
    [InlineData(LastDayRule.AsIs, "2013-07-12..2043-07-11")]
    [InlineData(LastDayRule.PreviousBusinessDate, "2013-07-12..2043-07-10")]
    [InlineData(LastDayRule.NextBusinessDate, "2013-07-12..2043-07-11")]
    [InlineData(LastDayRule.NextBusinessDateBeyondPeriod, "2013-07-12..2043-07-13")]
    public void OfPeriod_LastDayOnASaturday_MovesBeyondThePeriodOnlyWhereStated(LastDayRule rule, string expected) =>
        Assert.Equal(expected, ExerciseWindow.OfPeriod(Release with { LastDay = rule }).Value.ToString());

    [Fact]
    public void AfterLosingOffice_TermsThatAlsoAllowItInOffice_BeginWithThePeriod() => Assert.Equal(
        "2013-07-12..2014-07-07",
        ExerciseWindow.AfterLosingOffice(Release with { AlsoInOffice = true }, new(2014, 6, 27)).Value.ToString());

    [Fact]
    public void Window_MoreDaysAndMonthsThanTheCalendarHas_EndsWithThePeriod()
    {
        var forEver = Release with { DaysAfterLosingOffice = int.MaxValue, MonthsForHeir = int.MaxValue };

        Assert.Equal(Release.Period.To, ExerciseWindow.AfterLosingOffice(forEver, new(2014, 6, 27)).Value!.Value.To);
        Assert.Equal(Release.Period.To, ExerciseWindow.ForHeir(forEver, new(2014, 6, 27)).Value!.Value.To);
    }

    [Fact]
    public void AfterLosingOffice_27June_Is28JuneTo7July() => Assert.Equal(
        "2014-06-28..2014-07-07", ExerciseWindow.AfterLosingOffice(Release, new(2014, 6, 27)).Value.ToString());

    // 2019-07-06 was a Saturday; 2019-05-05 a Sunday before a substitute holiday.
    [Theory]
    [InlineData("2019-06-26", LastDayRule.AsIs, "2019-06-27..2019-07-06")]
    [InlineData("2019-06-26", LastDayRule.PreviousBusinessDate, "2019-06-27..2019-07-05")]
    [InlineData("2019-06-26", LastDayRule.NextBusinessDate, "2019-06-27..2019-07-08")]
    [InlineData("2019-04-25", LastDayRule.PreviousBusinessDate, "2019-04-26..2019-04-26")]
    [InlineData("2019-04-26", LastDayRule.PreviousBusinessDate, "")]
    [InlineData("2019-04-25", LastDayRule.NextBusinessDate, "2019-04-26..2019-05-07")]
    [InlineData("2019-06-28", LastDayRule.PreviousBusinessDate, "2019-06-29..2019-07-08")]
    public void AfterLosingOffice_LastDayNoBusinessDate_MovesByTheRule(string lost, LastDayRule rule, string expected) =>
        Assert.Equal(
            expected,
            ExerciseWindow.AfterLosingOffice(Release with { LastDay = rule }, Date(lost)).Value.ToString());

    [Theory]
    [InlineData("2013-07-01", "")]
    [InlineData("2013-07-02", "2013-07-12..2013-07-12")]
    [InlineData("2043-07-05", "2043-07-06..2043-07-11")]
    [InlineData("2043-07-10", "2043-07-11..2043-07-11")]
    [InlineData("2043-07-11", "")]
    public void AfterLosingOffice_ExercisePeriod_BoundsTheDays(string lost, string expected) =>
        Assert.Equal(expected, ExerciseWindow.AfterLosingOffice(Release, Date(lost)).Value.ToString());

    // 2043-07-11 is a Saturday.
    [Theory]
    [InlineData(LastDayRule.PreviousBusinessDate, "2043-07-06..2043-07-10")]
    [InlineData(LastDayRule.NextBusinessDate, "2043-07-06..2043-07-11")]
    [InlineData(LastDayRule.NextBusinessDateBeyondPeriod, "2043-07-06..2043-07-13")]
    public void AfterLosingOffice_LastDayOfThePeriod_MovesBeyondItOnlyWhereStated(LastDayRule rule, string expected) => Assert.Equal(
        expected,
        ExerciseWindow.AfterLosingOffice(Release with { LastDay = rule }, new(2043, 7, 5)).Value.ToString());

    // Civil Code, articles 140 and 143: the first day is not counted; the period ends the day before the corresponding one.
    [Theory]
    [InlineData("2014-06-27", "2014-06-27..2014-12-27")]
    [InlineData("2014-02-28", "2014-02-28..2014-08-31")]
    [InlineData("2014-08-30", "2014-08-30..2015-02-28")]
    [InlineData("2014-08-31", "2014-08-31..2015-02-28")]
    [InlineData("2015-08-29", "2015-08-29..2016-02-29")]
    [InlineData("2014-03-31", "2014-03-31..2014-09-30")]
    [InlineData("2013-05-01", "2013-07-12..2013-11-01")]
    [InlineData("2043-05-01", "2043-05-01..2043-07-11")]
    [InlineData("2043-07-12", "")]
    public void ForHeir_SixMonths_EndOnTheDayBeforeTheCorrespondingOne(string inherited, string expected) =>
        Assert.Equal(expected, ExerciseWindow.ForHeir(Release, Date(inherited)).Value.ToString());

    [Fact]
    public void ForHeir_LastDayOnASaturday_MovesByTheRule() => Assert.Equal(
        "2014-06-27..2014-12-29",
        ExerciseWindow.ForHeir(Release with { LastDay = LastDayRule.NextBusinessDate }, new(2014, 6, 27)).Value.ToString());
}
