using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;
using Pricing.Tests.BlackScholes.Kernel;

namespace Pricing.Tests.BlackScholes.Lanes;

public sealed class CallBoundTests
{
    [Fact]
    public void Of_EveryVariant_HasTheBitsOfTheBoundOfTheBatch() => Assert.All(RandomRows.DrawToTheEnds(17, 5_000), terms =>
    {
        var expected = CallBatch.ErrorBound(terms);
        Assert.Equal((expected, expected, expected), (Bound<Lanes128>(terms), Bound<Lanes256>(terms), Bound<Lanes512>(terms)));
    });

    private static double Bound<TLanes>(in ContinuousTerms terms)
        where TLanes : struct, ILanes<TLanes> =>
        CallBound<TLanes>.OfRow(terms.SharePrice, terms.ExercisePrice, terms.Years, terms.Volatility, terms.Rate, terms.DividendYield);
}
