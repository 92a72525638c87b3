namespace Pricing.Tests;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("JPY", 0, "1")]
    [InlineData("USD", 2, "0.01")]
    [InlineData("KWD", 3, "0.001")]
    public void Parse_CodeOfTheStandard_HasItsMinorUnit(string code, int decimals, string unit)
    {
        var currency = Currency.Parse(code).Value;

        Assert.Equal(code, currency.Code);
        Assert.Equal(code, currency.ToString());
        Assert.Equal(decimals, currency.MinorUnitDecimals);
        Assert.Equal(decimal.Parse(unit, System.Globalization.CultureInfo.InvariantCulture), currency.MinorUnit);
    }

    [Fact]
    public void Yen_Always_IsTheYenOfTheStandard() =>
        Assert.Equal(("JPY", 0), (Currency.Yen.Code, Currency.Yen.MinorUnitDecimals));

    [Theory]
    [InlineData("JPX")]
    [InlineData("jpy")]
    [InlineData("")]
    public void Parse_AnythingElse_IsRefused(string code) => Assert.Equal(
        $"InvalidField currency={code}: not a currency code of ISO 4217", Currency.Parse(code).Failures.Single().ToString());
}
