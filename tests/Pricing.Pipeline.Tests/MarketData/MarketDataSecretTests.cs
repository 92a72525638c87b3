using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.MarketData;
using Testing;

namespace Pricing.Pipeline.Tests.MarketData;

public sealed class MarketDataSecretTests(AzuriteFixture fixture)
{
    private const string Secret = "s3cret-key-of-the-plan";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fetch_GoodAndBadAnswers_ShowTheKeyNowhere()
    {
        ConcurrentQueue<string> said = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
                said.Enqueue($"{activity.DisplayName} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
        await using var feed = await StandInFeed.StartAsync();
        feed.On("/v2/equities/bars/daily", StandInReply.Error(500, "down"), StandInReply.Error(
            403, $"the key {Secret} is not known"));
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
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(said)))
            .AddMarketData()
            .BuildServiceProvider();

        var summary = await services.GetRequiredService<MarketDataFetcher>().FetchAsync(
            new(2013, 7, 11), ["37740"], Cancellation);

        foreach (var failure in summary.Failures)
            said.Enqueue(failure.ToString());
        foreach (var container in new[] { storage.RawMarketData, storage.MarketData })
        {
            await foreach (var blob in container.GetBlobsAsync(
                Azure.Storage.Blobs.Models.BlobTraits.Metadata, default, null, Cancellation))
            {
                var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation);
                said.Enqueue($"{blob.Name} {string.Join(' ', blob.Metadata)} {content.Value.Content}");
            }
        }

        Assert.True(said.Count > 8, string.Join('\n', said));
        Assert.Contains(said, line => line.Contains("/v2/equities/bars/daily", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(feed.Requests, request => request.Contains(Secret, StringComparison.Ordinal));
    }

    private sealed class Recorder(ConcurrentQueue<string> said) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            said.Enqueue(state.ToString() ?? "");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState,
            Exception?, string> formatter) =>
            said.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
