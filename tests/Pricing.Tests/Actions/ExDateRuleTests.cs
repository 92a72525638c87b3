using Pricing.Actions;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Actions;

// Settlement of the Tokyo Stock Exchange: trades from 2009-11-16 and from 2019-07-16 settle a day sooner than before.
public sealed class ExDateRuleTests
{
    [Theory]
    [InlineData("2012-09-30", "2012-09-26")]
    [InlineData("2020-12-31", "2020-12-29")]
    [InlineData("2022-09-30", "2022-09-29")]
    [InlineData("2012-03-30", "2012-03-28")]
    [InlineData("2009-03-31", "2009-03-26")]
    [InlineData("2005-12-31", "2005-12-27")]
    public void FromRecordDate_EachTime_HasItsRule(string record, string expected) =>
        Assert.Equal(Date(expected), ExDateRule.FromRecordDate(Date(record)));

    // Trades of 2009-11-13 and 2009-11-16 settle on one day, and those of 2019-07-12 and 2019-07-16 too.
    [Theory]
    [InlineData("2009-11-17", "2009-11-12")]
    [InlineData("2009-11-18", "2009-11-13")]
    [InlineData("2009-11-19", "2009-11-17")]
    [InlineData("2009-11-20", "2009-11-18")]
    [InlineData("2019-07-16", "2019-07-11")]
    [InlineData("2019-07-17", "2019-07-12")]
    [InlineData("2019-07-18", "2019-07-17")]
    [InlineData("2019-07-19", "2019-07-18")]
    public void FromRecordDate_WhereTheRuleChanges_NoDayIsLostOrDoubled(string record, string expected) =>
        Assert.Equal(Date(expected), ExDateRule.FromRecordDate(Date(record)));

    [Theory]
    [InlineData("2018-10-01", "2018-09-26")]
    [InlineData("2022-10-01", "2022-09-29")]
    public void FromEffectiveDate_Consolidation_CountsFromTheDayBefore(string effective, string expected) =>
        Assert.Equal(Date(expected), ExDateRule.FromEffectiveDate(Date(effective)));

    [Theory]
    [InlineData("2012-09-26", "2012-09-30")]
    [InlineData("2020-12-29", "2021-01-03")]
    [InlineData("2022-09-29", "2022-10-02")]
    [InlineData("2022-09-28", "2022-09-29")]
    public void LatestRecordDate_BeforeHolidays_IsTheLastOfThem(string exDate, string expected) =>
        Assert.Equal(Date(expected), ExDateRule.LatestRecordDate(Date(exDate)));

    [Fact]
    public void LatestRecordDate_DayThatIsNoExDate_IsNone() => Assert.Null(ExDateRule.LatestRecordDate(new(2012, 9, 29)));

    [Theory]
    [InlineData("1949-01-01")]
    [InlineData("2199-12-31")]
    public void FromRecordDate_BeyondTheCalendar_IsNone(string record)
    {
        Assert.Null(ExDateRule.FromRecordDate(Date(record)));
        Assert.Null(ExDateRule.FromEffectiveDate(Date(record)));
        Assert.Null(ExDateRule.LatestRecordDate(Date(record)));
    }

    // The calendar is needed for four weeks around a record date.
    [Fact]
    public void Rule_AtTheEndsOfTheCalendar_KnowsNoMoreThanItHolds()
    {
        var (first, last) = (Pricing.Calendars.TokyoCalendar.Coverage.From.AddDays(28), Pricing.Calendars.TokyoCalendar.Coverage.To.AddDays(-28));

        Assert.NotNull(ExDateRule.FromRecordDate(first));
        Assert.Null(ExDateRule.FromRecordDate(first.AddDays(-1)));
        Assert.NotNull(ExDateRule.FromRecordDate(last));
        Assert.Null(ExDateRule.FromRecordDate(last.AddDays(1)));
        Assert.Null(ExDateRule.LatestRecordDate(first.AddDays(-1)));
        Assert.Null(ExDateRule.FromEffectiveDate(DateOnly.MinValue));
    }
}
