using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Tests.MarketData.Curves;

public sealed class CurveHistoryTests
{
    private static readonly DateOnly First = new(2013, 7, 10);
    private static readonly DateOnly Second = new(2013, 7, 11);

    [Theory]
    [InlineData("0 1 2 3 4", "10: 2, 11: 4", "10: 0, 11: 3, 10: 1")]
    [InlineData("0 1 3", "10: 1, 11: 3", "10: 0")]
    [InlineData("0 3", "10: 0, 11: 3", "")]
    [InlineData("0 2", "10: 2", "10: 0")]
    public void Only_WhereSomeCurvesDoNotCount_EachIsEitherTheOneThatStandsOrOneThatItReplaced(string counted, string stand, string replaced)
    {
        var history = new CurveHistory
        {
            Curves = [Curve(First, 2), Curve(Second, 4)],
            CurveSources = [2, 4],
            Replaced = [new(Curve(First, 0), 0), new(Curve(Second, 3), 3), new(Curve(First, 1), 1)],
            Sources = [.. Enumerable.Range(0, 5).Select(number => new DataSource($"{number}", "mof", "", default))],
        };

        var left = history.Only(curve => counted.Contains($"{curve.Source}", StringComparison.Ordinal))!;

        Assert.Equal(stand, string.Join(", ", left.Curves.Zip(left.CurveSources, (curve, source) => $"{curve.Date:dd}: {source}")));
        Assert.Equal(replaced, string.Join(", ", left.Replaced.Select(curve => $"{curve.Curve.Date:dd}: {curve.Source}")));
        Assert.Null(history.Only(_ => false));
    }

    // Of the 10th, the 12th, a Friday, and the 16th, the Tuesday after Marine Day; the feed's, where it has a part, is the first.
    [Theory]
    [InlineData(9, true, false)]
    [InlineData(10, true, true)]
    [InlineData(11, false, false)]
    [InlineData(12, true, true)]
    [InlineData(13, true, true)]
    [InlineData(15, true, true)]
    [InlineData(16, true, true)]
    [InlineData(17, false, false)]
    public void Settles_CurvesOfFilesAfterTheFeeds_ProveNothingOfABusinessDateBetween(int day, bool afterTheFeeds, bool filesAlone)
    {
        var files = new CurveHistory
        {
            Curves = [Curve(First, 1), Curve(new(2013, 7, 12), 1), Curve(new(2013, 7, 16), 1)],
            CurveSources = [0, 1, 1],
            Sources = [new("a", DataSource.FileFeed, "", default), new("b", DataSource.FileFeed, "", default)],
        };
        var both = files with { Sources = [new("a", "mof", "", default), files.Sources[1]] };

        Assert.Equal((afterTheFeeds, filesAlone), (both.Settles(new(2013, 7, day)), files.Settles(new(2013, 7, day))));
        Assert.Equal((First, null), (both.LastOfFeed, files.LastOfFeed));
        Assert.Equal(new(2013, 7, 12), (both with { Replaced = [new(Curve(new(2013, 7, 12), 2), 0)] }).LastOfFeed);
    }

    private static Pricing.Rates.YieldCurve Curve(DateOnly date, int percent) => new() { Date = date, Points = [new(10m, percent)] };
}
