using System.Globalization;
using System.Text;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.Nights.Steps;
using Pricing.Pipeline.Valuations;
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
        var receipt = new RawArchive.Receipt(DataSource.FileFeed, "prices.csv", Status: 0, host.Clock.GetUtcNow(), IsSynthetic: false);
        return host.Get<RawArchive>().KeepAsync(receipt, Encoding.UTF8.GetBytes($"Date,Code,Close\n{body}"), Cancellation);
    }

    private static PriceFact[] Facts() => [.. Days.Select((day, index) => Fact(day, 3500m + index))];

    private static PriceFact Fact(DateOnly day, decimal close) => new(day, close, NoTrade: false, SplitNewPerOld: null, BasePrice: null, Source: 0);
}
