using Pricing.BlackScholes.Lanes;
using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Lanes;

public sealed class QuickLogarithmTests
{
    private static readonly int Cases = Draws.Of(40_000);

    [Fact]
    public void OfOnePlus_RatesOfEverySize_IsTheNearestDoubleOrInDoubt()
    {
        var narrow = Logarithms<Lanes128>(mostPower: -2.4);

        Assert.Equal(narrow, Logarithms<Lanes256>(mostPower: -2.4));
        Assert.Equal(narrow, Logarithms<Lanes512>(mostPower: -2.4));
        Assert.InRange(narrow.Count(double.IsNaN), 0, Cases / 20);
    }

    [Fact]
    public void OfOnePlus_RatesOfAMarket_IsHardlyEverInDoubt() =>
        Assert.InRange(Logarithms<Lanes128>(mostPower: -4).Count(double.IsNaN), 0, Cases / 200);

    [Fact]
    public void OfOnePlus_Zero_IsZero()
    {
        var zero = QuickLogarithm<Lanes128>.OfOnePlus(Lanes128.Of(0), Lanes128.Of(0), out var doubts);

        Assert.False(Lanes128.AnyBit(zero));
        Assert.False(Lanes128.AnyBit(doubts));
    }

    /// <summary>Logarithms of drawn numbers, NaN where in doubt; the others are compared with those of doubles in pairs.</summary>
    /// <param name="mostPower">The power of two that no number exceeds.</param>
    private static double[] Logarithms<TLanes>(double mostPower)
        where TLanes : struct, ILanes<TLanes>
    {
        var random = new Random(1275);
        var (one, logarithm, doubt) = (new double[1], new double[TLanes.Count], new double[TLanes.Count]);
        var logarithms = new double[Cases];
        for (var draw = 0; draw < Cases; draw++)
        {
            one[0] = Math.Pow(2, mostPower - (draw % 3 == 0 ? 600 : 8) * random.NextDouble()) * ((2 * random.Next(2)) - 1);
            var left = Math.BitIncrement(Math.Abs(one[0])) - Math.Abs(one[0]);
            var x = DoubleDouble.FastTwoSum(one[0], left * (random.NextDouble() - 0.5));
            var found = QuickLogarithm<TLanes>.OfOnePlus(TLanes.Of(x.High), TLanes.Of(x.Low), out var doubts);
            TLanes.Store(found, ref logarithm[0], 0);
            TLanes.Store(doubts, ref doubt[0], 0);
            logarithms[draw] = BitConverter.DoubleToUInt64Bits(doubt[0]) == 0 ? logarithm[0] : double.NaN;
            if (!double.IsNaN(logarithms[draw])) Assert.Equal(DoubleFunctions.LogOnePlus(x).High, logarithms[draw]);
        }

        return logarithms;
    }
}
