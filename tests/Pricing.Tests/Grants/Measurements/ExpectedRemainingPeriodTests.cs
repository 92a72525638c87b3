using Pricing.Grants.Measurements;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Measurements;

public sealed class ExpectedRemainingPeriodTests
{
    // Release, sections 5, 12 item 4 and 13.
    private static readonly DateOnly Allotment = new(2013, 7, 11);
    private static readonly DateWindow Exercise = new(new(2013, 7, 12), new(2043, 7, 11));
    private static readonly GrantPeriod Term = new(Allotment, Exercise, 15m);

    [Fact]
    public void Midpoint_ThirdSeries_IsExactlyFifteen() => Assert.Equal(
        15m, ExpectedRemainingPeriod.Midpoint(Allotment, Exercise.From, Exercise.To, YearCount.Anniversary));

    // 10,957 days: 30.0192 years of 365 days.
    [Theory]
    [InlineData(YearCount.Actual365, "10957/730")]
    [InlineData(YearCount.Actual36525, "21914/1461")]
    public void Midpoint_ActualDays_MissesFifteen(YearCount count, string expected) => Assert.Equal(
        expected, ExpectedRemainingPeriod.Midpoint(Allotment, Exercise.From, Exercise.To, count).ToString());

    [Fact]
    public void Midpoint_ExerciseStartsLater_CountsTheWaitWhole() => Assert.Equal(
        6m,
        ExpectedRemainingPeriod.Midpoint(new(2013, 7, 11), new(2015, 7, 12), new(2023, 7, 11), YearCount.Anniversary));

    [Fact]
    public void Midpoint_ExerciseHasStarted_HalvesWhatIsLeft() => Assert.Equal(
        7.5m,
        ExpectedRemainingPeriod.Midpoint(new(2028, 7, 11), Exercise.From, Exercise.To, YearCount.Anniversary));

    [Theory]
    [InlineData(RemainingTermRule.Elapsed, "2023-07-11", "5")]
    [InlineData(RemainingTermRule.MidpointOfRemaining, "2023-07-11", "10")]
    [InlineData(RemainingTermRule.Given, "2023-07-11", "15")]
    [InlineData(RemainingTermRule.Given, "2043-07-11", "15")]
    [InlineData(RemainingTermRule.Elapsed, "2028-07-10", "1/366")]
    [InlineData(RemainingTermRule.MidpointOfRemaining, "2043-07-10", "1/732")]
    public void Remeasured_Rule_SaysWhatIsLeft(RemainingTermRule rule, string date, string expected) =>
        Assert.Equal(expected, Remeasure(rule, date).Value.ToString());

    [Fact]
    public void Remeasured_GivenDecimals_StayExact() => Assert.Equal(
        "3.4",
        ExpectedRemainingPeriod
            .Remeasured(Term with { Original = 4.4m }, new(2014, 7, 11), Policy(RemainingTermRule.Elapsed))
            .Value.ToString());

    // More digits than a ratio over the days of a year can hold: what is left is rounded, and no exception.
    [Fact]
    public void Remeasured_GivenManyDigits_IsRoundedToADecimal()
    {
        var term = Term with { Original = 15.123456789012345678901234567m };

        var left = ExpectedRemainingPeriod.Remeasured(term, new(2013, 7, 12), Policy(RemainingTermRule.Elapsed)).Value;

        // 15.123456789012345678901234567 - 1/365
        Assert.Equal(15.120717062984948418627261964m, left);
    }

    [Theory]
    [InlineData(RemainingTermRule.Elapsed, "2028-07-11", "0")]
    [InlineData(RemainingTermRule.Elapsed, "2029-07-11", "-1")]
    [InlineData(RemainingTermRule.MidpointOfRemaining, "2043-07-11", "0")]
    public void Remeasured_NothingLeftWhileExercisable_IsTermExhausted(RemainingTermRule rule, string date, string left) =>
        Assert.Equal(
            $"TermExhausted expected_remaining_years={left}: nothing is left on {date}; exercise is possible until 2043-07-11",
            Remeasure(rule, date).Failures.Single().ToString());

    [Theory]
    [InlineData(RemainingTermRule.Elapsed)]
    [InlineData(RemainingTermRule.MidpointOfRemaining)]
    [InlineData(RemainingTermRule.Given)]
    public void Remeasured_AfterTheExercisePeriod_IsTermExhausted(RemainingTermRule rule) => Assert.Equal(
        "TermExhausted measurement_date=2043-07-12: after 2043-07-11, the last day of exercise",
        Remeasure(rule, "2043-07-12").Failures.Single().ToString());

    private static Outcome<Ratio> Remeasure(RemainingTermRule rule, string date) =>
        ExpectedRemainingPeriod.Remeasured(Term, Date(date), Policy(rule));

    private static TermPolicy Policy(RemainingTermRule rule) => new(YearCount.Anniversary, rule);
}
