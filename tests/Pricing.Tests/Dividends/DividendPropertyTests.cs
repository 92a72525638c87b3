using System.Numerics;
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

    [DrawnProperty(400)]
    public void Restate_AnyRatio_IsExactAndInLowestTerms(int amount, byte places, int newShares, int oldShares, bool isLong)
    {
        // Beyond 64 bits other arithmetic is used.
        var longer = isLong ? 10_000_000_007m : 1m;
        var stated = new decimal(Math.Abs((long)amount)) * longer / Power(places % 10);
        var ratio = new Ratio((Math.Abs((long)newShares) + 1m) * longer, Math.Abs((long)oldShares) + 1m);

        var dividend = Restate(stated, [Split(ratio, 2014)]);

        Assert.Equal(
            Whole(stated) * Whole(ratio.Denominator) * Whole(dividend.Denominator) * Scale(dividend.Numerator) * Scale(ratio.Numerator),
            Whole(dividend.Numerator) * Whole(ratio.Numerator) * Scale(stated) * Scale(ratio.Denominator) * Scale(dividend.Denominator));
        Assert.True(dividend.Denominator == 1m || BigInteger.GreatestCommonDivisor(Whole(dividend.Numerator), Whole(dividend.Denominator)).IsOne, $"{dividend}");

        static decimal Power(int exponent) => (decimal)BigInteger.Pow(10, exponent);
        static BigInteger Scale(decimal number) => BigInteger.Pow(10, number.Scale);

        static BigInteger Whole(decimal number)
        {
            var bits = decimal.GetBits(number);
            return ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        }
    }

    private static Ratio Restate(decimal amount, ShareSplit[] splits)
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
