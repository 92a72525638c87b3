using Pricing.Grants.Measurements;

namespace Pricing.Tests.Grants.Measurements;

public sealed class YearsTextTests
{
    [Theory]
    [InlineData("15", "15")]
    [InlineData("14.60", "14.6")]
    [InlineData("21/2", "10.5")]
    [InlineData("609/122", "4.9918 (609/122)")]
    [InlineData("-1/365", "-0.0027 (-1/365)")]
    [InlineData("1/100000", "0.0000 (1/100000)")]
    [InlineData("", "")]
    [InlineData("midpoint", "midpoint")]
    [InlineData("1/0", "1/0")]
    public void Of_StoredPeriod_HasFourDecimalsAndTheFractionWhereTheyAreNotAll(string stored, string expected) =>
        Assert.Equal(expected, YearsText.Of(stored));
}
