using Pricing.Grants.Measurements;
using Pricing.Policies;

namespace Pricing.Tests;

public sealed class SettingWordsTests
{
    [Theory]
    [InlineData(RateConvention.Continuous, "continuous")]
    [InlineData(RateConvention.SemiAnnual, "semi-annual")]
    public void Of_Value_IsItsNameWithHyphens(RateConvention value, string expected)
    {
        Assert.Equal(expected, SettingWords.Of(value));
        Assert.Equal(value, SettingWords.Parse<RateConvention>("rate", expected).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("Given")]
    public void Parse_OtherWord_IsRefusedWithTheAllowedOnes(string word) => Assert.Equal(
        $"InvalidField term={word}: must be one of elapsed, midpoint-of-remaining, given",
        SettingWords.Parse<RemainingTermRule>("term", word).Failures.Single().ToString());
}
