using Pricing.BlackScholes.Lanes;
using Pricing.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Lanes;

public sealed class QuickLogarithmTests
{
    private static readonly int Cases = Draws.Of(40_000);

    [Fact]
    public void OfOnePlus_RatesOfEverySize_IsTheNearestDoubleOrInDoubt()
    {
        var narrow = Logarithms<Lanes128>(mostPower: Math.Log2(0.2));

        Assert.Equal(narrow, Logarithms<Lanes256>(mostPower: Math.Log2(0.2)));
        Assert.Equal(narrow, Logarithms<Lanes512>(mostPower: Math.Log2(0.2)));
        Assert.InRange(narrow.Count(double.IsNaN), 0, Cases / 20);
    }

    [Fact]
    public void OfOnePlus_RatesOfAMarket_IsHardlyEverInDoubt() =>
        Assert.InRange(Logarithms<Lanes128>(mostPower: -4).Count(double.IsNaN), 0, Cases / 200);

    /// <summary>Where what doubles leave is greatest: 28 of the 64 units of the series that are allowed.</summary>
    [Theory]
    [InlineData(0.06547053028213035, 6.9375e-18)]
    [InlineData(-0.06273487082041884, -6.9375e-18)]
    [InlineData(-0.1511816132923239, -1.3875e-17)]
    public void OfOnePlus_HardRates_IsTheNearestDoubleOrInDoubt(double high, double low)
    {
        var x = DoubleDouble.FastTwoSum(high, low);

        Assert.Contains(Logarithm<Lanes128>(x), (double[])[DoubleFunctions.LogOnePlus(x).High, double.NaN]);
    }

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
        var logarithms = new double[Cases];
        for (var draw = 0; draw < Cases; draw++)
        {
            var size = Math.Pow(2, mostPower - (draw % 3 == 0 ? 600 : 8) * random.NextDouble());
            var x = DoubleDouble.FastTwoSum(
                size * ((2 * random.Next(2)) - 1), (Math.BitIncrement(size) - size) * (random.NextDouble() - 0.5));
            logarithms[draw] = Logarithm<TLanes>(x);
            if (!double.IsNaN(logarithms[draw])) Assert.Equal(DoubleFunctions.LogOnePlus(x).High, logarithms[draw]);
        }

        return logarithms;
    }

    private static double Logarithm<TLanes>(DoubleDouble x)
        where TLanes : struct, ILanes<TLanes>
    {
        var (logarithm, doubt) = (new double[TLanes.Count], new double[TLanes.Count]);
        TLanes.Store(QuickLogarithm<TLanes>.OfOnePlus(TLanes.Of(x.High), TLanes.Of(x.Low), out var doubts), ref logarithm[0], 0);
        TLanes.Store(doubts, ref doubt[0], 0);
        return BitConverter.DoubleToUInt64Bits(doubt[0]) == 0 ? logarithm[0] : double.NaN;
    }
}
