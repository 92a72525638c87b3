using Pricing.Grants.Measurements;

namespace Pricing.Tests.Grants.Measurements;

public sealed class TermPropertyTests
{
    [DrawnProperty]
    public void Between_Reversed_IsTheNegative(ushort from, ushort to, YearCount count)
    {
        var forward = YearFraction.Between(Day(from), Day(to), count);
        var backward = YearFraction.Between(Day(to), Day(from), count);

        Assert.Equal(-forward.Numerator * backward.Denominator, backward.Numerator * forward.Denominator);
    }

    [DrawnProperty]
    public void Between_OneDayLater_IsMore(ushort from, ushort days, YearCount count)
    {
        var to = Day(from).AddDays(days);

        Assert.True(
            YearFraction.Between(Day(from), to, count).ToDouble()
            < YearFraction.Between(Day(from), to.AddDays(1), count).ToDouble());
    }

    [DrawnProperty]
    public void Between_Counts_AgreeToAFiftieth(ushort from, ushort days)
    {
        var to = Day(from).AddDays(days % 11_000);
        var anniversaries = YearFraction.Between(Day(from), to, YearCount.Anniversary).ToDouble();

        Assert.Equal(anniversaries, YearFraction.Between(Day(from), to, YearCount.Actual36525).ToDouble(), 0.02);
    }

    [DrawnProperty]
    public void Between_WholeYears_IsTheirNumber(ushort from, byte years) => Assert.Equal(
        (decimal)years, YearFraction.Between(Day(from), Day(from).AddYears(years), YearCount.Anniversary));

    [DrawnProperty]
    public void Remeasured_ElapsedAndPassed_AddUpToTheOriginal(ushort days)
    {
        var (grantDate, end) = (new DateOnly(2013, 7, 11), new DateOnly(2043, 7, 11));
        var date = grantDate.AddDays(days % 5000);
        var term = new GrantPeriod(grantDate, new(grantDate.AddDays(1), end), 15m);

        var left = ExpectedRemainingPeriod.Remeasured(term, date, new(YearCount.Anniversary, RemainingTermRule.Elapsed));

        var passed = YearFraction.Between(grantDate, date, YearCount.Anniversary);
        Assert.Equal(15, left.Value.ToDouble() + passed.ToDouble(), 1e-12);
    }

    private static DateOnly Day(ushort day) => new DateOnly(1990, 1, 1).AddDays(day % 30_000);
}
