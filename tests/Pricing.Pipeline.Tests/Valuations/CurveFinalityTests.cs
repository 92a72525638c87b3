using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;

namespace Pricing.Pipeline.Tests.Valuations;

/// <summary>Curves of 2013-07-10 and of 2013-07-12, none of the measurement date between.</summary>
public sealed class CurveFinalityTests
{
    [Theory]
    [InlineData("mof", "mof", ValueStatus.Final)]
    [InlineData("file", "mof", ValueStatus.Final)]
    [InlineData("mof", "file", ValueStatus.Provisional)]
    [InlineData("file", "file", ValueStatus.Final)]
    public void Value_LaterCurve_ProvesThatNoneOfTheDateComesUnlessItIsAFileBesideTheFeed(string earlier, string later, ValueStatus expected)
    {
        var stored = Facts.Of();
        var curves = new CurveHistory
        {
            Curves = [Curve(10), Curve(12)],
            CurveSources = [0, 1],
            Sources = [new("earlier", earlier, "a.csv", default), new("later", later, "b.csv", default)],
        };

        var value = Facts.Value(new MarketFacts(stored.Prices, stored.Dividends, curves));

        Assert.Equal((expected, new DateOnly(2013, 7, 10)), (value.Status, value.Curve!.Curve.Date));
    }

    private static YieldCurve Curve(int day) => new() { Date = new(2013, 7, day), Points = [new(10m, 0.818m), new(15m, 1.275m), new(20m, 1.71m)] };
}
