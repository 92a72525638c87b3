using Pricing.Grants.Measurements;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Measurements;

public sealed class YearFractionTests
{
    // Counted by hand: whole anniversaries, then days over the days to the next one.
    [Theory]
    [InlineData("2013-07-11", "2043-07-11", "30")]
    [InlineData("2013-07-11", "2013-07-11", "0")]
    [InlineData("2013-07-11", "2013-07-12", "1/365")]
    [InlineData("2015-07-11", "2016-07-10", "365/366")]
    [InlineData("2013-07-11", "2014-07-10", "364/365")]
    [InlineData("2013-07-11", "2020-01-01", "395/61")]
    [InlineData("2016-02-29", "2017-02-28", "1")]
    [InlineData("2016-02-29", "2017-02-27", "364/365")]
    [InlineData("2016-02-29", "2020-02-28", "1463/366")]
    [InlineData("2016-02-29", "2020-02-29", "4")]
    [InlineData("2014-07-10", "2013-07-11", "-364/365")]
    public void Between_Anniversaries_IsExact(string from, string to, string expected)
    {
        var (numerator, denominator) = Parse(expected);

        var years = YearFraction.Between(Date(from), Date(to), YearCount.Anniversary);

        Assert.Equal(numerator * years.Denominator, years.Numerator * denominator);
    }

    [Theory]
    [InlineData(YearCount.Actual365, "10957/365")]
    [InlineData(YearCount.Actual36525, "43828/1461")]
    public void Between_Actual_DividesTheDays(YearCount count, string expected) =>
        Assert.Equal(expected, YearFraction.Between(new(2013, 7, 11), new(2043, 7, 11), count).ToString());

    private static (decimal Numerator, decimal Denominator) Parse(string ratio)
    {
        var parts = ratio.Split('/');
        return (int.Parse(parts[0]), parts.Length == 1 ? 1 : int.Parse(parts[1]));
    }
}
