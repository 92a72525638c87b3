namespace Pricing.Tests;

public sealed class AmountTests
{
    [Theory]
    [InlineData("647000", true, "647000")]
    [InlineData("-0.50", true, "-0.5")]
    [InlineData("3234.604182156861", true, "3234.604182156861")]
    [InlineData("1E+20", false, "1E+20")]
    [InlineData("1.5E-05", false, "1.5E-05")]
    [InlineData("1234567890123456789012345678901234567890", false, "1.2345678901234568E+39")]
    public void Parse_TextOfAnAmount_IsExactWhereItIsADecimal(string text, bool isExact, string expected)
    {
        var amount = Amount.Parse(text)!.Value;

        Assert.Equal((isExact, expected), (amount.Exact is not null, amount.ToString()));
        Assert.Equal(amount, Amount.Parse(amount.ToString()));
    }

    /// <summary>More digits than a decimal holds are no exact amount, and none is lost silently.</summary>
    [Fact]
    public void Parse_MoreDigitsThanADecimalHolds_IsNotExact() =>
        Assert.Null(Amount.Parse("1234567890.12345678901234567890123")!.Value.Exact);

    /// <summary>Through a decimal some doubles are a step away.</summary>
    [Theory]
    [InlineData(1020276.8478886611)]
    [InlineData(647000)]
    [InlineData(1.5E-05)]
    [InlineData(-0.1)]
    public void Parse_TextOfAnUnroundedAmount_GivesTheSameAmount(double value)
    {
        var amount = Amount.FromApproximate(value);

        Assert.Equal(amount, Amount.Parse(amount.ToString(), isExact: false));
        Assert.Equal(value, Amount.Parse(amount.ToString())!.Value.Approximate);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("NaN")]
    [InlineData("1E+999")]
    [InlineData("1,000")]
    public void Parse_AnythingElse_IsNone(string text) => Assert.Null(Amount.Parse(text));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void FromApproximate_NotFinite_Throws(double value) =>
        Assert.StartsWith("An amount is finite.", Assert.Throws<ArgumentOutOfRangeException>(() => Amount.FromApproximate(value)).Message, StringComparison.Ordinal);
}
