using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local;
using PricingFunctions.Local.SampleFeed;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData.Fetching;

/// <summary>The fetch as a host has it: real HTTP to the sample feed, real blobs, a clock that stands.</summary>
internal sealed class FetchHarness : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly SampleFeedServer feed;

    private FetchHarness(ServiceProvider services, SampleFeedServer feed, PipelineStorage storage) =>
        (this.services, this.feed, Storage) = (services, feed, storage);

    public PipelineStorage Storage { get; }

    public MarketDataFetcher Fetcher => services.GetRequiredService<MarketDataFetcher>();

    public MarketDataStore Store => services.GetRequiredService<MarketDataStore>();

    public MarketDataWriter Writer => services.GetRequiredService<MarketDataWriter>();

    public static Task<FetchHarness> StartAsync(
        AzuriteFixture fixture, DateTimeOffset now, string apiKey = SampleFeedServer.ApiKey) =>
        StartAsync(fixture, new FakeTimeProvider(now), apiKey);

    public static async Task<FetchHarness> StartAsync(
        AzuriteFixture fixture,
        TimeProvider time,
        string apiKey = SampleFeedServer.ApiKey,
        params IReadOnlyList<KeyValuePair<string, string?>> settings) =>
        await StartAsync(time, await fixture.NewStorageAsync(TestContext.Current.CancellationToken), settings, apiKey);

    public static async Task<FetchHarness> StartAsync(
        TimeProvider time,
        PipelineStorage storage,
        IReadOnlyList<KeyValuePair<string, string?>> settings,
        string apiKey = SampleFeedServer.ApiKey)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var feed = await SampleFeedServer.StartAsync(
            Path.Combine(RepositoryRoot.Find(), "samples"), port: 0, time, cancellation);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MarketData:JQuants:BaseAddress"] = feed.JQuantsAddress.ToString(),
            ["MarketData:JQuants:ApiKey"] = apiKey,
            ["MarketData:JQuants:RequestsPerMinute"] = "500",
            ["MarketData:Jgb:HistoryAddress"] = feed.CurveHistoryAddress.ToString(),
            ["MarketData:Jgb:CurrentMonthAddress"] = feed.CurrentMonthAddress.ToString(),
        }).AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(time)
            .AddSingleton(storage)
            .AddLogging()
            .AddMarketData()
            .BuildServiceProvider(validateScopes: true);
        return new(services, feed, storage);
    }

    /// <summary>Every blob of the two containers: name, then version.</summary>
    public async Task<SortedDictionary<string, string>> BlobsAsync()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var container in new[] { Storage.MarketData, Storage.RawMarketData })
        {
            await foreach (var blob in container.GetBlobsAsync(
                BlobTraits.None, BlobStates.None, null, TestContext.Current.CancellationToken))
                found[$"{container.Name}/{blob.Name}"] = blob.Properties.ETag.ToString()!;
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await feed.DisposeAsync();
    }
}
