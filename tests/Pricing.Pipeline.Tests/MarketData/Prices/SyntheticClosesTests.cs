using PricingFunctions.Local;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Prices;

public sealed class SyntheticClosesTests
{
    [Fact]
    public void ToCsv_CommittedSample_IsExactlyThat()
    {
        var path = Path.Combine(RepositoryRoot.Find(), "samples", "market-data", SyntheticCloses.FileName);

        Assert.Equal(SyntheticCloses.ToCsv(), File.ReadAllText(path));
    }

    [Fact]
    public void Make_EverySession_OnceAndEndingAtTheRealClose()
    {
        var closes = SyntheticCloses.Make();

        // 1,868 sessions of the Tokyo Stock Exchange lie between 2005-12-02 and 2013-07-11 (exchange_calendars, XTKS).
        Assert.Equal(1868, closes.Count);
        Assert.Equal((3505m, false), (closes[^1].Close, closes[^1].IsSynthetic));
        Assert.All(closes.Take(1867), close => Assert.True(close.IsSynthetic));
    }
}
