using Soak.Years;

namespace Pricing.Pipeline.Tests.Nights.Runs;

/// <summary>The first days of <c>tests/Soak year</c>, which goes on for a year and a half.</summary>
public sealed class YearTests
{
    private static readonly DateOnly First = new(2019, 4, 22);

    [Fact]
    public async Task Nights_OfThreeWeeksWithTheTenDayClosure_LeaveOneRunForEachBusinessDate()
    {
        var year = new YearSoak(days: 21, TextWriter.Null);
        await year.RunAsync();
        var checker = new YearChecker();

        Assert.Empty(checker.Check(year.Stored, First, year.LastDue));
        Assert.Equal((9, 0), (checker.Completed, checker.Open));
        Assert.NotEmpty(checker.Check([.. year.Stored.Where(item => !item.Place.StartsWith("runs(2019-05-08", StringComparison.Ordinal))], First, year.LastDue));
    }
}
