using Pricing.Dividends;

namespace Pricing.Tests.Dividends;

public sealed class DividendPropertyTests
{
    [DrawnProperty]
    public void Restate_OneSplit_DividesByIt(ushort amount, byte newShares, byte oldShares)
    {
        var ratio = new Ratio(newShares + 1m, oldShares + 1m);

        var dividend = Restate(amount, [Split(ratio, 2014)]);

        Assert.Equal(
            amount * ratio.Denominator * dividend.Denominator,
            dividend.Numerator * ratio.Numerator);
    }

    [DrawnProperty]
    public void Restate_SplitsInAnyOrder_AreTheSame(ushort amount, byte first, byte second)
    {
        ShareSplit[] splits = [Split(first + 1m, 2014), Split(new Ratio(1m, second + 1m), 2015)];

        Assert.Equal(Restate(amount, splits), Restate(amount, [.. splits.Reverse()]));
    }

    private static Ratio Restate(ushort amount, ShareSplit[] splits)
    {
        var dividend = new CashDividend
        {
            AmountPerShare = amount,
            ExDate = new(2013, 3, 27),
            RecordDate = new(2013, 3, 31),
            FiscalYearEnd = new(2013, 3, 31),
            Kind = DividendKind.Final,
        };
        return FiscalYearDividend.Restate(dividend, splits, new(2016, 7, 11)).Restated;
    }

    private static ShareSplit Split(Ratio ratio, int year) => new() { ExDate = new(year, 9, 26), NewPerOld = ratio };
}
