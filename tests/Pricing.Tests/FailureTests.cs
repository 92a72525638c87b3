namespace Pricing.Tests;

public sealed class FailureTests
{
    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 7, "abcdef")]
    [InlineData("abcdef", 5, "abcde")]
    [InlineData("", 1, "")]
    [InlineData("a\U0001F600b", 2, "a")]
    [InlineData("a\U0001F600b", 3, "a\U0001F600")]
    public void Shortened_LongTexts_AreCutBetweenCharacters(string text, int length, string expected)
    {
        var failure = new Failure(ReasonCode.InvalidField, text, text, text);

        Assert.Equal(new Failure(ReasonCode.InvalidField, expected, expected, text), failure.Shortened(length, 100));
        Assert.Equal(new Failure(ReasonCode.InvalidField, text, text, expected), failure.Shortened(100, length));
    }
}
