using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Exercise;

namespace Pricing.Tests.Grants.Exercise;

public sealed class RightPropertyTests
{
    private static readonly DateOnly Allotment = new(2013, 7, 11);

    [DrawnProperty]
    public void On_SplitAndItsReverse_ComesBack(ushort shares, byte ratio)
    {
        ShareSplit[] splits = [Split(ratio + 1, 1, 2014), Split(1, ratio + 1, 2015)];

        Assert.Equal(shares + 1m, InForce(shares + 1m, splits));
    }

    [DrawnProperty]
    public void On_AnyEvents_IsWholeAndNeverMoreThanTheExactNumber(ushort shares, byte[] numbers)
    {
        var splits = numbers.Chunk(2).Where(pair => pair.Length == 2).Take(8)
            .Select((pair, index) => Split(pair[0] + 1, pair[1] + 1, 2014 + index))
            .ToArray();

        var number = InForce(shares + 1m, splits);

        var exact = splits.Aggregate(shares + 1.0, (product, split) => product * split.NewPerOld.ToDouble());
        Assert.Equal(decimal.Floor(number), number);
        Assert.InRange((double)number, 0, exact * (1 + 1e-12));
    }

    // Each of two splits drops less than a share, and the second multiplies what the first dropped: less than the second ratio and
    // one are lost, in whole shares at most the second ratio up.
    [DrawnProperty]
    public void On_TwoSplitsInARow_LoseAtMostTheSecondRatioAgainstOneOfTheProduct(ushort shares, byte first, byte second, byte old)
    {
        var under = (old % 9) + 1;
        ShareSplit[] splits = [Split(first + under, under, 2014), Split(second + under, under, 2015)];

        var number = InForce(shares + 1m, splits);

        var ofTheProduct = decimal.Floor((shares + 1m) * (first + under) * (second + under) / ((decimal)under * under));
        Assert.InRange(ofTheProduct - number, 0m, decimal.Ceiling((decimal)(second + under) / under));
    }

    [DrawnProperty]
    public void On_Consolidation_NeverAddsShares(ushort shares, byte over, byte under) => Assert.InRange(
        InForce(shares + 1m, [Split((over % 50) + 1, (over % 50) + 1 + under, 2014)]), 0m, shares + 1m);

    [DrawnProperty]
    public void Of_WholeYen_SplitsTheLimitInHalves(uint bookValue, ushort cash)
    {
        var basis = new CapitalBasis { BookValueOfRights = bookValue, CashPaid = cash, NewShares = 200m };

        var increase = CapitalIncrease.Of(basis).Value;

        Assert.Equal((decimal)bookValue + cash, increase.CapitalStock + increase.CapitalReserve);
        Assert.InRange(increase.CapitalStock - increase.CapitalReserve, 0m, 1m);
    }

    [DrawnProperty]
    public void AfterLosingOffice_AnyDay_LiesInsideThePeriodAndTheTenDays(ushort day)
    {
        var lost = new DateOnly(2013, 6, 1).AddDays(day % 12_000);
        var conditions = new ExerciseConditions
        {
            Period = new(new(2013, 7, 12), new(2043, 7, 11)),
            DaysAfterLosingOffice = 10,
            MonthsForHeir = 6,
            LastDay = LastDayRule.PreviousBusinessDate,
        };

        if (ExerciseWindow.AfterLosingOffice(conditions, lost).Value is not { } window)
            return;
        Assert.True(conditions.Period.Contains(window.From) && conditions.Period.Contains(window.To));
        Assert.InRange(window.To.DayNumber - lost.DayNumber, 1, 10);
    }

    private static decimal InForce(decimal allotted, ShareSplit[] splits) => SharesPerRight
        .On(allotted, Allotment, [.. splits.Select(split => NumberAdjustment.For(split))], new(2040, 1, 1))
        .Value.InForce!.Value;

    private static ShareSplit Split(int newShares, int oldShares, int year) =>
        new() { ExDate = new(year, 9, 26), NewPerOld = new Ratio(newShares, oldShares), RecordDate = new(year, 9, 30), EffectiveDate = new(year, 10, 1) };
}
