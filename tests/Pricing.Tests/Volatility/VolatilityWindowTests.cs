using Pricing.Volatility;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Volatility;

public sealed class VolatilityWindowTests
{
    private static readonly DateOnly Listed = new(2005, 12, 2);

    // The third series: fifteen years would reach back to 1998, before the listing day.
    [Fact]
    public void Derive_TermLongerThanTheListing_StartsWithTheFirstClose() =>
        Assert.Equal("2005-12-02..2013-07-11", Derive(new(2013, 7, 11), 15m, Listed).ToString());

    [Fact]
    public void Derive_ListingLongerThanTheTerm_GoesBackByTheTerm() =>
        Assert.Equal("2009-07-11..2013-07-11", Derive(new(2013, 7, 11), 4m, Listed).ToString());

    [Theory]
    [InlineData("4.5", "2009-01-09")]
    [InlineData("4.4", "2009-02-15")]
    [InlineData("0", "2013-07-11")]
    [InlineData("1.999", "2011-07-11")]
    [InlineData("1.998", "2011-07-12")]
    public void Derive_PartOfAYear_CountsTheDaysOfItsYear(string years, string from)
    {
        var method = VolatilityMethod.Release with { MinimumWindowYears = 0 };
        var term = decimal.Parse(years, System.Globalization.CultureInfo.InvariantCulture);

        var window = VolatilityWindow.Derive(new(2013, 7, 11), term, Listed, method).Value;

        Assert.Equal(Date(from), window.From);
    }

    [Fact]
    public void Derive_ShortlyAfterTheListing_IsTooShort()
    {
        var failure = VolatilityWindow
            .Derive(new(2006, 12, 1), 15m, Listed, VolatilityMethod.Release)
            .Failures.Single();

        Assert.Equal(
            "WindowTooShort window=2005-12-02..2006-12-01: "
            + "the least length in years is 1; the first listed close is of 2005-12-02",
            failure.ToString());
        Assert.Equal(Listed, Derive(new(2006, 12, 2), 15m, Listed).From);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2012)]
    public void Derive_TermOutOfRange_IsRefused(int years) => Assert.Equal(
        $"InvalidField expected_remaining_years={years}: reaches no date in the calendar",
        VolatilityWindow
            .Derive(new(2013, 7, 11), years, Listed, VolatilityMethod.Release)
            .Failures.Single().ToString());

    private static DateWindow Derive(DateOnly date, decimal years, DateOnly listed) =>
        VolatilityWindow.Derive(date, years, listed, VolatilityMethod.Release).Value;

    // 2009-07-11 is a Saturday: the first session of four years is that of Monday. No calendar knows the sessions of 1989.
    [Theory]
    [InlineData("2009-07-11", "4", false)]
    [InlineData("2009-07-13", "4", false)]
    [InlineData("2009-07-14", "4", true)]
    [InlineData("2011-07-12", "2", true)]
    [InlineData("1990-01-01", "24", true)]
    [InlineData("2013-07-11", "0", false)]
    [InlineData("2013-07-11", "-1", false)]
    [InlineData("2009-07-11", "2012", true)]
    [InlineData("2009-07-11", "9999", true)]
    [InlineData("0001-07-11", "2011.9", false)]
    public void IsShort_Window_IsThatOfLessThanTheTerm(string from, string years, bool expected) => Assert.Equal(
        expected,
        VolatilityWindow.IsShort(new(Date(from), new(2013, 7, 11)), decimal.Parse(years, System.Globalization.CultureInfo.InvariantCulture)));
}
