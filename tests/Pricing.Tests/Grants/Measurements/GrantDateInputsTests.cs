using Pricing.Grants.Measurements;
using Pricing.Rates;

namespace Pricing.Tests.Grants.Measurements;

public sealed class GrantDateInputsTests
{
    private static readonly YieldCurve Curve = new() { Date = new(2013, 7, 11), Points = [new(15m, 1.275m)] };

    [Theory]
    [InlineData(true, true, false, Finality.Final)]
    [InlineData(true, false, true, Finality.Final)]
    [InlineData(true, true, true, Finality.Final)]
    [InlineData(false, true, false, Finality.Provisional, AwaitedInput.Curve)]
    [InlineData(true, false, false, Finality.Provisional, AwaitedInput.NextBasePrice)]
    [InlineData(false, false, false, Finality.Provisional, AwaitedInput.Curve, AwaitedInput.NextBasePrice)]
    public void Finality_Inputs_IsFinalOnceAllHaveArrived(
        bool curveIsFinal, bool hasClose, bool hasNextBasePrice, Finality finality, params AwaitedInput[] awaited)
    {
        var inputs = new GrantDateInputs(new(Curve, new(2013, 7, 11), curveIsFinal), hasClose, hasNextBasePrice);

        Assert.Equal(finality, inputs.Finality);
        Assert.Equal(awaited, inputs.Awaited);
    }

    [Fact]
    public void Finality_GivenRate_NeedsNoCurve() =>
        Assert.Equal(Finality.Final, new GrantDateInputs(null, HasClose: true, HasNextBasePrice: false).Finality);
}
