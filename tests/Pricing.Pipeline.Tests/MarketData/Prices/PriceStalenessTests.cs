using Pricing.Pipeline.MarketData.Prices;
using Pricing.Volatility;

namespace Pricing.Pipeline.Tests.MarketData.Prices;

public sealed class PriceStalenessTests
{
    /// <summary>Wednesday and Thursday; 2013-07-13 and 14 were a weekend, 07-15 Marine Day.</summary>
    private static readonly ClosingPrice[] Closes = [new(new(2013, 7, 10), 3495m), new(new(2013, 7, 11), 3505m)];

    [Theory]
    [InlineData("2013-07-10", 0)]
    [InlineData("2013-07-11", 0)]
    [InlineData("2013-07-12", 1)]
    [InlineData("2013-07-15", 1)]
    [InlineData("2013-07-16", 2)]
    public void On_Date_CountsSessionsSinceTheLastClose(string date, int sessions) =>
        Assert.Equal(sessions, PriceStaleness.On(Closes, DateOnly.Parse(date)));

    [Fact]
    public void On_DateBeforeEveryClose_IsNotMeasured() => Assert.Null(PriceStaleness.On(Closes, new(2013, 7, 9)));
}
