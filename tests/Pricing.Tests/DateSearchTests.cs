namespace Pricing.Tests;

public sealed class DateSearchTests
{
    private static readonly DateOnly[] Days = [new(2013, 7, 1), new(2013, 7, 3), new(2013, 7, 5), new(2013, 7, 7), new(2013, 7, 9)];

    // Where a date is missing, the complement says before which entry it would stand.
    [Theory]
    [InlineData(5, 1, 0)]
    [InlineData(5, 3, 1)]
    [InlineData(5, 5, 2)]
    [InlineData(5, 9, 4)]
    [InlineData(5, 2, ~1)]
    [InlineData(5, 4, ~2)]
    [InlineData(5, 8, ~4)]
    [InlineData(5, 10, ~5)]
    [InlineData(4, 7, 3)]
    [InlineData(4, 8, ~4)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 2, ~1)]
    [InlineData(0, 1, ~0)]
    public void IndexOf_AnyDay_IsItsPlaceOrWhereItBelongs(int count, int day, int expected) =>
        Assert.Equal(expected, DateSearch.IndexOf(Days[..count], item => item, new DateOnly(2013, 7, day)));
}
