using System.Globalization;
using System.Text;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.MarketData.Dividends;
using Pricing.Pipeline.Tests.MarketData.Fetching;
using Pricing.Pipeline.Tests.Nights.Steps;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;
using Testing;

namespace Pricing.Pipeline.Tests.Checks;

/// <summary>Stored closes beside the rows of their body, in whatever order and company they stand there.</summary>
public sealed class FactsCheckTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Code = "37740";

    private static readonly DateOnly[] Days = [new(2013, 7, 5), new(2013, 7, 8), new(2013, 7, 9), new(2013, 7, 10), new(2013, 7, 11)];

    [Theory]
    [InlineData("rising")]
    [InlineData("falling")]
    [InlineData("repeated")]
    public async Task Differences_BodyInAnyOrder_AreThoseOfTheDates(string order)
    {
        await using var host = await StartAsync(YearsLater);
        var source = await KeepAsync(host, order);

        Assert.Empty(await DifferencesAsync(host, source, Facts()));
        Assert.StartsWith(
            $"DamagedData market-data/prices/{Code}=2013-07-09: is not what the body raw-market-data/{source.Sha256} states: ",
            Assert.Single(await DifferencesAsync(host, source, [.. Facts().Select((fact, index) => index == 2 ? fact with { Close = 1m } : fact)])),
            StringComparison.Ordinal);
        Assert.Equal(
            $"DamagedData market-data/prices/{Code}=2013-07-11: is not stored, though the body raw-market-data/{source.Sha256} states it",
            Assert.Single(await DifferencesAsync(host, source, Facts()[..^1])));
        Assert.StartsWith(
            $"DamagedData market-data/prices/{Code}=2013-07-04: is not what the body",
            Assert.Single(await DifferencesAsync(host, source, [Fact(new(2013, 7, 4), 3000m), .. Facts()])),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Differences_CurvesOfOneBody_ReadItOnce()
    {
        await using var host = await StartAsync(YearsLater);
        var source = await KeepAsync(host, "curves.csv", "Date,1Y,10Y\n2013-07-09,0.1,0.8\n2013-07-10,0.2,0.9\n2013-07-11,0.3,1\n");
        YieldCurve[] curves = [Curve(9, 0.1m, 0.8m), Curve(10, 0.2m, 0.9m), Curve(11, 0.3m, 1.1m)];
        var history = new CurveHistory { Curves = curves, CurveSources = [0, 0, 0], Sources = [source] };

        Assert.Empty(await DifferencesAsync(history, curves[0]));
        await host.Storage.RawMarketData.DeleteBlobAsync(source.Sha256, cancellationToken: Cancellation);
        Assert.Empty(await DifferencesAsync(history, curves[1]));

        // A curve that the body does not state is held against the body itself.
        Assert.Equal(
            $"DamagedData market-data/curves/jgb 2013-07-11=raw-market-data/{source.Sha256}: the body that it came from is not there",
            Assert.Single(await DifferencesAsync(history, curves[2])));

        async Task<IReadOnlyList<string>> DifferencesAsync(CurveHistory history, YieldCurve curve)
        {
            var found = await host.Get<FactsCheck>().DifferencesAsync(new MarketFacts(null, null, history), [source], curve, Cancellation);
            return [.. found.Select(failure => failure.ToString())];
        }

        static YieldCurve Curve(int day, decimal one, decimal ten) => new() { Date = new(2013, 7, day), Points = [new(1m, one), new(10m, ten)] };
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Differences_FileAndFeedThatAnnounceADividendOnOneDay_AreNone(bool replace)
    {
        await using var host = await StartAsync(YearsLater);
        var feed = await host.Get<RawArchive>().KeepAsync(
            new("j-quants", "https://api.jquants.com/v2/fins/dividend?code=37740", 200, host.Clock.GetUtcNow(), IsSynthetic: false),
            Encoding.UTF8.GetBytes($$"""{"data":[{{StandInMarket.Dividend()}}]}"""),
            Cancellation);
        var file = await KeepAsync(
            host,
            "dividends.csv",
            "Code,Kind,Amount,FiscalYearEnd,RecordDate,ExDate,AnnouncedOn\n3774,interim,8,2012-12-31,2012-09-30,2012-09-26,2012-11-09\n3774,final,11,,2013-03-31,2013-03-27,2013-05-15\n");
        var ofFeed = Notices.Of("1", new(2013, 5, 15), new(2013, 3, 31), 10m, isFinal: true) with { PublishedAt = "15:00", ExDate = new(2013, 3, 27) };
        DividendNotice[] ofFile =
        [
            Notices.Of("file/20120930/interim/20121109", new(2012, 11, 9), new(2012, 9, 30), 8m, isFinal: false) with { ExDate = new(2012, 9, 26), FiscalYearEnd = new(2012, 12, 31) },
            Notices.Of("file/20130331/final/20130515", new(2013, 5, 15), new(2013, 3, 31), 11m, isFinal: true) with { ExDate = new(2013, 3, 27) },
        ];
        await host.Get<MarketDataWriter>().AddNoticesAsync(Code, [ofFeed], [feed], through: null, replace: false, Cancellation);
        var added = await host.Get<MarketDataWriter>().AddNoticesAsync(Code, ofFile, [file], through: null, replace, Cancellation);

        var stored = (await host.Get<MarketDataStore>().ReadDividendsAsync(Code, Cancellation))!;
        var found = await host.Get<FactsCheck>().DifferencesAsync(new MarketFacts(null, stored, null), [feed, file], curve: null, Cancellation);

        Assert.Equal((replace ? 2 : 1, replace ? 0 : 1), (added.Added, added.Conflicts.Count));
        Assert.Equal([8m, replace ? 11m : 10m], stored.Dividends.Select(dividend => dividend.AmountPerShare));
        Assert.Empty(found);
    }

    private static async Task<IReadOnlyList<string>> DifferencesAsync(PipelineHost host, DataSource source, PriceFact[] facts)
    {
        var history = new PriceHistory { Code = Code, Facts = facts, Sources = [source] };
        var found = await host.Get<FactsCheck>().DifferencesAsync(new MarketFacts(history, null, null), [source], curve: null, Cancellation);
        return [.. found.Select(failure => failure.ToString())];
    }

    // Rows of another share stand between those of the one that is looked at.
    private static Task<DataSource> KeepAsync(PipelineHost host, string order)
    {
        var rows = Facts().SelectMany(fact => new[]
        {
            string.Create(CultureInfo.InvariantCulture, $"{fact.Date:yyyy-MM-dd},3774,{fact.Close}\n"),
            string.Create(CultureInfo.InvariantCulture, $"{fact.Date:yyyy-MM-dd},4999,700\n"),
        });
        var body = string.Concat(order switch
        {
            "falling" => rows.Reverse(),
            "repeated" => rows.Concat(rows.Take(3)),
            _ => rows,
        });
        return KeepAsync(host, "prices.csv", $"Date,Code,Close\n{body}");
    }

    private static Task<DataSource> KeepAsync(PipelineHost host, string name, string body) => host.Get<RawArchive>().KeepAsync(
        new(DataSource.FileFeed, name, Status: 0, host.Clock.GetUtcNow(), IsSynthetic: false), Encoding.UTF8.GetBytes(body), Cancellation);

    private static PriceFact[] Facts() => [.. Days.Select((day, index) => Fact(day, 3500m + index))];

    private static PriceFact Fact(DateOnly day, decimal close) => new(day, close, NoTrade: false, SplitNewPerOld: null, BasePrice: null, Source: 0);
}
