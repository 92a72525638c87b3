using Pricing.Calendars;

namespace Pricing.Tests.Calendars;

public sealed class DailyPriceLimitTests
{
    // The exchange's table: below 100 yen 30, from 1,000 to 1,500 yen 300, from 50 million yen on 10 million.
    [Theory]
    [InlineData(99, 30)]
    [InlineData(100, 50)]
    [InlineData(1_000, 300)]
    [InlineData(1_499, 300)]
    [InlineData(1_500, 400)]
    [InlineData(392_000, 70_000)]
    [InlineData(49_999_999, 7_000_000)]
    [InlineData(50_000_000, 10_000_000)]
    public void Of_BasePrice_IsTheLimitOfItsStep(int price, int limit) => Assert.Equal(limit, DailyPriceLimit.Of(price));

    [Theory]
    [InlineData(1_490, 1_790, 1, false)]
    [InlineData(1_490, 1_791, 1, true)]
    [InlineData(1_490, 1_190, 1, false)]
    [InlineData(1_490, 1_189, 1, true)]
    [InlineData(1_490, 2_190, 2, false)]
    [InlineData(1_490, 2_191, 2, true)]
    [InlineData(1_490, 14_900, 6, false)]
    [InlineData(1_490, 14_900, 0, false)]
    public void IsBeyond_SessionsBetweenTwoCloses_AddUp(int before, int after, int sessions, bool isBeyond) =>
        Assert.Equal(isBeyond, DailyPriceLimit.IsBeyond(before, after, sessions));
}
