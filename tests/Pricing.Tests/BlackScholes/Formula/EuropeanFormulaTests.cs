using Pricing.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Formula;

public sealed class EuropeanFormulaTests
{
    private static ContinuousTerms Sound => new(3505, 3505, 15, 0.5577379782, 0.01275, 0.00535);

    public static TheoryData<ContinuousTerms> Unsound => new(
        Sound with { SharePrice = double.NaN },
        Sound with { SharePrice = -1 },
        Sound with { ExercisePrice = double.PositiveInfinity },
        Sound with { ExercisePrice = -1 },
        Sound with { Years = -1 },
        Sound with { Volatility = double.NaN },
        Sound with { Rate = double.PositiveInfinity },
        Sound with { Rate = -50 },
        Sound with { DividendYield = double.NaN },
        Sound with { DividendYield = -46 },
        Sound with { Rate = 1e300, Years = 1e300 });

    [Theory]
    [MemberData(nameof(Unsound))]
    public void EveryDoor_UnsoundTerms_Throws(ContinuousTerms terms)
    {
        Assert.False(terms.AreSound);
        Assert.Throws<ArgumentOutOfRangeException>(() => EuropeanFormula.Call(terms));
        Assert.Throws<ArgumentOutOfRangeException>(() => EuropeanFormula.Put(terms));
        Assert.Throws<ArgumentOutOfRangeException>(() => EuropeanFormula.CallErrorBound(terms));
        Assert.Throws<ArgumentOutOfRangeException>(() => Greeks.Of(terms));
    }

    /// <summary>The limits of the specification, section 1.</summary>
    [Theory]
    [InlineData(3505, 3500, 0, 0.3, 5, 0)]
    [InlineData(3500, 3505, 0, 0.3, 0, 5)]
    [InlineData(3505, 3500, 1, 0, 5, 0)]
    [InlineData(3505, 0, 1, 0.3, 3505, 0)]
    [InlineData(0, 3505, 1, 0.3, 0, 3505)]
    [InlineData(0, 0, 1, 0.3, 0, 0)]
    [InlineData(3505, 3500, 1, 1e200, 3505, 3500)]
    [InlineData(3505, 3500, 1, 1e-200, 5, 0)]
    [InlineData(3505, 3505, 1, 5e-324, 0, 0)]
    [InlineData(1e-300, 1e-300, 1, 1e200, 1e-300, 1e-300)]
    public void CallAndPut_Limits_AreExact(
        double price, double strike, double years, double volatility, double call, double put)
    {
        var terms = new ContinuousTerms(price, strike, years, volatility, 0, 0);

        Assert.Equal(call, EuropeanFormula.Call(terms));
        Assert.Equal(put, EuropeanFormula.Put(terms));
    }

    [Fact]
    public void Call_NoVolatility_IsWhatTheForwardIsWorth() => Assert.Equal(
        (100 * Math.Exp(-0.02)) - (90 * Math.Exp(-0.1)),
        EuropeanFormula.Call(new ContinuousTerms(100, 90, 2, 0, 0.05, 0.01)),
        2e-14);

    [Fact]
    public void CallErrorBound_OfASensibleCall_IsBelowSixE16OfTheScale() =>
        Assert.InRange(EuropeanFormula.CallErrorBound(Sound), 1e-14, 6e-16 * 3505);
}
