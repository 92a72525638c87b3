namespace Pricing.Tests;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("79228162514264337593543950336", null)]
    [InlineData("1.00000000000000000000000000001", null)]
    [InlineData("0.12345678901234567890123456789", null)]
    [InlineData("x", null)]
    [InlineData("", null)]
    public void Parse_Text_IsTheNumberToItsLastDigitOrNone(string text, string? expected) =>
        Assert.Equal(expected, DecimalText.Parse(text) is { } number ? DecimalText.Of(number) : null);

    [Theory]
    [InlineData("15", "15")]
    [InlineData("18.75/3505", "18.75/3505")]
    [InlineData("0/3", "0/3")]
    [InlineData("1/0", null)]
    [InlineData("1/-3", null)]
    [InlineData("1/2/3", null)]
    [InlineData("x/3", null)]
    [InlineData("1/", null)]
    [InlineData("", null)]
    public void ParseRatio_Text_IsTheQuotientOrNone(string text, string? expected) =>
        Assert.Equal(expected, DecimalText.ParseRatio(text) is { } ratio ? DecimalText.Of(ratio) : null);
}
