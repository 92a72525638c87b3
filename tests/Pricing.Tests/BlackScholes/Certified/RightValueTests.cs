using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

public sealed class RightValueTests
{
    private static readonly OptionInputs Inputs = SampleInputs.IijThirdSeries;

    private static readonly ValuationPolicy Policy = ShippedPolicies.IijPractice;

    /// <summary>What doubles settled is written out when it is asked for; the ladder writes its steps at once.</summary>
    [Fact]
    public void Equals_SameRoundingsByDoublesAndByTheLadder_IsEqual()
    {
        var batch = Price(Inputs, Policy);
        var ladder = RightPricer.Round(Inputs, Policy, Currency.Yen, batch.UnroundedPerShare, batch.ErrorBound).Value;

        Assert.Equal(ladder, batch);
        Assert.Equal(ladder.GetHashCode(), batch.GetHashCode());
        Assert.Equal((ladder.PerShareRounding, ladder.PerRightRounding), (batch.PerShareRounding, batch.PerRightRounding));
    }

    [Fact]
    public void Equals_AnotherRoundingAmountOrValue_IsNotEqual()
    {
        var value = Price(Inputs, Policy);

        Assert.NotEqual(value, Price(Inputs with { SharesPerRight = 100m }, Policy));
        Assert.NotEqual(value, Price(Inputs, Policy with { ValuePerShare = new(RoundingMode.Nearest, 10m) }));
        Assert.NotEqual(value, Price(Inputs with { SharePrice = Inputs.SharePrice + 0.001m }, Policy));
        Assert.False(value.Equals(null));
    }

    /// <summary>The amounts are made without the steps that end in them.</summary>
    [Theory]
    [InlineData(RoundingMode.None, RoundingMode.None)]
    [InlineData(RoundingMode.None, RoundingMode.Up)]
    [InlineData(RoundingMode.Nearest, RoundingMode.None)]
    [InlineData(RoundingMode.Up, RoundingMode.Nearest)]
    [InlineData(RoundingMode.Nearest, RoundingMode.Up)]
    public void PerShareAndPerRight_EveryPairOfModes_EndTheirRoundings(RoundingMode perShare, RoundingMode perRight)
    {
        var value = Price(Inputs, Policy with { ValuePerShare = new(perShare), AmountPerRight = new(perRight) });

        Assert.Equal((value.PerShareRounding.After, value.PerRightRounding.After), (value.PerShare, value.PerRight));
        Assert.Equal(perShare == RoundingMode.None, value.PerShare.Exact is null);
        Assert.Equal((perShare, perRight) is (RoundingMode.None, RoundingMode.None), value.PerRight.Exact is null);
    }

    private static RightValue Price(OptionInputs inputs, ValuationPolicy policy) =>
        RightBatch.Price(new RightOrder(inputs, policy, Currency.Yen)).Value;
}
