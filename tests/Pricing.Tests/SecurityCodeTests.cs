namespace Pricing.Tests;

public sealed class SecurityCodeTests
{
    [Theory]
    [InlineData("3774", "37740")]
    [InlineData("37740", "37740")]
    [InlineData("3774.T", "37740")]
    [InlineData("25935", "25935")]
    [InlineData("1300", "13000")]
    [InlineData("9999", "99990")]
    [InlineData("130A", "130A0")]
    [InlineData("186A0", "186A0")]
    [InlineData("9A76", "9A760")]
    [InlineData("1Y9Y", "1Y9Y0")]
    public void Parse_CodeOfAShare_HasFiveCharacters(string text, string code) =>
        Assert.Equal(code, SecurityCode.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("377")]
    [InlineData("377400")]
    [InlineData("1299")]
    [InlineData("0300")]
    [InlineData("129A")]
    [InlineData("A186")]
    [InlineData("18A6")]
    [InlineData("186A5A")]
    [InlineData("3774A")]
    [InlineData("186B")]
    [InlineData("1Z00")]
    [InlineData("186a")]
    [InlineData("３７７４")]
    [InlineData("3774.t")]
    [InlineData("37740.T")]
    [InlineData("AAPL")]
    public void Parse_AnythingElse_IsAnUnsupportedMarket(string text) =>
        Assert.Equal(ReasonCode.UnsupportedMarket, Assert.Single(SecurityCode.Parse(text).Failures).Code);

    [Theory]
    [InlineData("AAPL", "only its second and fourth characters may be letters")]
    [InlineData("377", "it has four characters, as 3774 or 186A, or five, as 37740; 3774.T is read too")]
    [InlineData("186B", "its letters are capitals other than B, E, I, O, Q, V and Z")]
    [InlineData("1299", "shares start at 1300")]
    [InlineData("0300", "shares start at 1300")]
    [InlineData("0A00", "shares start at 1300")]
    public void Parse_AnythingElse_SaysWhatACodeIs(string text, string expected)
    {
        var failure = Assert.Single(SecurityCode.Parse(text).Failures);

        Assert.Equal(("security_code", text), (failure.Field, failure.Value));
        Assert.Equal($"is no Tokyo code: {expected}", failure.Reason);
    }

    [Theory]
    [InlineData("37740", "3774")]
    [InlineData("186A0", "186A")]
    [InlineData("25935", "25935")]
    public void Shown_Code_HasAFifthCharacterWhereItSaysSomething(string code, string shown) => Assert.Equal(shown, SecurityCode.Shown(code));
}
