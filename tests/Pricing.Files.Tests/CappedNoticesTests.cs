namespace Pricing.Files.Tests;

public sealed class CappedNoticesTests
{
    [Theory]
    [InlineData("", 0, "")]
    [InlineData("a b", 2, "a b")]
    [InlineData("a b c", 3, "a b|and 1 more gap")]
    [InlineData("a b", 3, "a b|and 1 more gap")]
    [InlineData("a b c d", 4, "a b|and 2 more gaps")]
    public void Of_MoreThanAreTold_CountsTheOthers(string first, int count, string expected)
    {
        var notices = CappedNotices.Of(first.Split(' ', StringSplitOptions.RemoveEmptyEntries), count, 2, "gaps", "gap");

        Assert.Equal(expected, string.Join(' ', notices.Take(2)) + string.Concat(notices.Skip(2).Select(more => $"|{more}")));
    }
}
