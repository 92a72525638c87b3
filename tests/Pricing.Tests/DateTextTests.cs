namespace Pricing.Tests;

public sealed class DateTextTests
{
    private static readonly DateTimeOffset Morning = new(2013, 7, 11, 9, 5, 7, 999, TimeSpan.FromHours(9));

    [Fact]
    public void Instant_OfAnyZone_IsShownInUtcAndCutOff()
    {
        Assert.Equal("2013-07-11 00:05Z", DateText.ToTheMinute(Morning));
        Assert.Equal("2013-07-11 00:05:07Z", DateText.ToTheSecond(Morning));
        Assert.Equal("2013-07-11T00:05:07Z", DateText.OfInstant(Morning));
    }

    [Theory]
    [InlineData("2013-07-11", true)]
    [InlineData("2013-7-11", false)]
    [InlineData("2013-02-30", false)]
    [InlineData(" 2013-07-11", false)]
    [InlineData("", false)]
    public void Parse_OneFormOnly_IsADate(string text, bool isDate)
    {
        var date = DateText.Parse(text);

        Assert.Equal(isDate, date is not null);
        if (date is { } read) Assert.Equal(text, DateText.Of(read));
    }
}
