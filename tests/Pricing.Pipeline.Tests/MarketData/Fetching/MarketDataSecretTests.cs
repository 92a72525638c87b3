using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.MarketData.Fetching;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Fetching;

public sealed class MarketDataSecretTests(AzuriteFixture fixture)
{
    private const string Secret = "s3cret-key-of-the-plan";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_GoodAndBadAnswers_ShowTheKeyNowhere()
    {
        using var everything = new EverythingSaid();
        await using var feed = await StandInFeed.StartAsync();
        feed.On(
            "/v2/equities/bars/daily",
            StandInReply.Error(500, "down"),
            StandInReply.Json("""{"data":[{"Date":"2013-07-11","Code":"37740","C":3505.0,"Vo":1.0,"AdjFactor":1.0}]}"""),
            StandInReply.Error(403, $"the key {Secret} is not known"));
        feed.On("/v2/fins/dividend", StandInReply.Error(403, "Forbidden"));
        var storage = await fixture.NewStorageAsync(Cancellation);
        var settings = new Dictionary<string, string?>
        {
            ["MarketData:JQuants:BaseAddress"] = new Uri(feed.BaseAddress, "/v2").ToString(),
            ["MarketData:JQuants:ApiKey"] = Secret,
            ["MarketData:JQuants:RetryDelay"] = "00:00:00.001",
            ["MarketData:Jgb:HistoryAddress"] = new Uri(feed.BaseAddress, "/history.csv").ToString(),
            ["MarketData:Jgb:CurrentMonthAddress"] = new Uri(feed.BaseAddress, "/month.csv").ToString(),
        };
        await using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(storage)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(everything))
            .AddMarketData()
            .BuildServiceProvider();

        using var telemetry = new ActivitySource("the night");
        var night = telemetry.StartActivity("fetch");
        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(
            new(2013, 7, 11), ["37740", "99840"], Cancellation);

        night!.Dispose();
        foreach (var failure in summary.Failures)
            everything.Say(failure.ToString());
        foreach (var container in new[] { storage.RawMarketData, storage.MarketData })
        {
            await foreach (var blob in container.GetBlobsAsync(
                Azure.Storage.Blobs.Models.BlobTraits.Metadata, default, null, Cancellation))
            {
                var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation);
                everything.Say($"{blob.Name} {string.Join(' ', blob.Metadata)} {content.Value.Content}");
            }
        }

        var said = everything.Lines;
        Assert.True(said.Count > 8, string.Join('\n', said));
        Assert.Contains(said, line => line.Contains("/v2/equities/bars/daily", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("activity", StringComparison.Ordinal) && line.Contains("url.full", StringComparison.Ordinal));
        Assert.Contains(said, line => line.StartsWith("http.client.request.duration", StringComparison.Ordinal));
        Assert.Contains(said, line => line.Contains("resilience", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(said, line => line.Contains("20130711 3505", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(feed.Requests, request => request.Contains(Secret, StringComparison.Ordinal));
    }
}
