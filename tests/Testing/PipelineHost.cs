using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local;
using PricingFunctions.Local.SampleFeed;
using PricingFunctions.Local.TaskHub;

namespace Testing;

/// <summary>
/// The pipeline as a host has it: real storage, real HTTP to a feed, an engine that starts with the first night; only the
/// clock stands until it is moved, but for the engine, whose time is the machine's. Two of them on one storage are one
/// host before and after a restart, or two that share the nights.
/// </summary>
public sealed class PipelineHost : IAsyncDisposable
{
    private static readonly ConcurrentBag<Task> Endings = [];

    private readonly ServiceProvider services;
    private readonly SampleFeedServer feed;
    private readonly bool ownsFeed;
    private readonly IReadOnlyDictionary<string, string?>? settings;
    private readonly Lazy<Task<INightEngine>> running;
    private Func<PipelineHost, INightEngine> engine = Engine;

    private PipelineHost(
        PipelineStorage storage,
        FakeTimeProvider clock,
        SampleFeedServer feed,
        bool ownsFeed,
        IReadOnlyDictionary<string, string?>? settings,
        Action<IServiceCollection>? changes = null)
    {
        (Storage, Clock, this.feed, this.ownsFeed, this.settings) = (storage, clock, feed, ownsFeed, settings);
        var all = AddTo(new ServiceCollection());
        changes?.Invoke(all);
        services = all.BuildServiceProvider(validateScopes: true);
        running = new(StartEngineAsync);
    }

    /// <summary>Makes the engine with a hub that a test project is of: that of the local host, where it is not set.</summary>
    public static Func<PipelineHost, INightEngine> HubEngine { get; set; } = host => new LocalEngine(host);

    /// <summary>Makes the engines of all hosts of a test project that ask for no hub: the one with a hub, where it is not set.</summary>
    public static Func<PipelineHost, INightEngine> Engine { get => field ?? HubEngine; set; }

    /// <summary>The clock.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The storage.</summary>
    public PipelineStorage Storage { get; }

    /// <summary>Starts it.</summary>
    /// <param name="storage">The storage; its tables and containers are there.</param>
    /// <param name="now">What the clock shows.</param>
    /// <param name="settings">Settings over those of the tests.</param>
    /// <param name="samples">The folder that the feed serves; the repository's samples where it is not given.</param>
    /// <param name="cancellationToken">Stops the starting.</param>
    public static async Task<PipelineHost> StartAsync(
        PipelineStorage storage,
        DateTimeOffset now,
        IReadOnlyDictionary<string, string?>? settings = null,
        string? samples = null,
        CancellationToken cancellationToken = default) =>
        await StartAsync(storage, new FakeTimeProvider(now), settings, samples, cancellationToken);

    /// <summary>Starts it by a clock that is there.</summary>
    /// <param name="storage">The storage; its tables and containers are there.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="settings">Settings over those of the tests.</param>
    /// <param name="samples">The folder that the feed serves; the repository's samples where it is not given.</param>
    /// <param name="cancellationToken">Stops the starting.</param>
    public static async Task<PipelineHost> StartAsync(
        PipelineStorage storage,
        FakeTimeProvider clock,
        IReadOnlyDictionary<string, string?>? settings,
        string? samples,
        CancellationToken cancellationToken)
    {
        var feed = await SampleFeedServer.StartAsync(
            samples ?? Path.Combine(RepositoryRoot.Find(), "samples"), port: 0, clock, cancellationToken);
        return new(storage, clock, feed, ownsFeed: true, settings);
    }

    /// <summary>Another host on the same feed and by the same clock; it must go before this one.</summary>
    /// <param name="storage">The storage; that of this one where it is not given.</param>
    /// <param name="settings">Settings over those of the tests.</param>
    /// <param name="changes">What differs in its services; null for nothing.</param>
    public PipelineHost Another(
        PipelineStorage? storage = null,
        IReadOnlyDictionary<string, string?>? settings = null,
        Action<IServiceCollection>? changes = null) =>
        new(storage ?? Storage, Clock, feed, ownsFeed: false, settings, changes) { engine = engine };

    /// <summary>Adds the same services, on the same storage and feed and by the same clock.</summary>
    /// <param name="target">Where to.</param>
    public IServiceCollection AddTo(IServiceCollection target) => target
        .AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["MarketData:JQuants:BaseAddress"] = feed.JQuantsAddress.ToString(),
                ["MarketData:JQuants:ApiKey"] = SampleFeedServer.ApiKey,
                ["MarketData:JQuants:RequestsPerMinute"] = "500",
                ["MarketData:Jgb:HistoryAddress"] = feed.CurveHistoryAddress.ToString(),
                ["MarketData:Jgb:CurrentMonthAddress"] = feed.CurrentMonthAddress.ToString(),
                ["Engine:RetryDelay"] = "00:00:00.001",
            })
            .AddInMemoryCollection(settings)
            .Build())
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(Storage)
        .AddSingleton(new EngineName("tests"))
        .AddSingleton(new WorkerName($"test-{Guid.NewGuid():N}"))
        .AddLogging()
        .AddTaskHub(AzuriteFixture.AccountOf(Storage))
        .AddPipeline();

    /// <summary>Has its nights carried out by the engine with a hub, whatever the other tests of the project use.</summary>
    /// <returns>The same host.</returns>
    public PipelineHost WithHub()
    {
        engine = HubEngine;
        return this;
    }

    /// <summary>Its services.</summary>
    internal IServiceProvider Services => services;

    /// <summary>A service.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Drops a batch into its container and takes it in.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="content">The batch.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<FileReport> IngestAsync(string name, BinaryData content, CancellationToken cancellationToken)
    {
        await Storage.GrantBatches.GetBlobClient(name).UploadAsync(content, overwrite: true, cancellationToken);
        return await Get<BlobIntake>().IngestAsync(Get<FileDoors>().GrantBatches, name, cancellationToken)
            ?? throw new InvalidOperationException($"The blob {name} went away.");
    }

    /// <summary>Drops a batch into its container and takes it in.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="content">The batch.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<FileReport> IngestAsync(string name, string content, CancellationToken cancellationToken) =>
        IngestAsync(name, BinaryData.FromString(content), cancellationToken);

    /// <summary>Makes up every run that is due.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidOperationException">A run failed; the message is that of the step that did.</exception>
    public async Task RunNightsAsync(CancellationToken cancellationToken) =>
        await (await running.Value).RunAsync("test", cancellationToken);

    /// <summary>The engine; it is started with the first call.</summary>
    public Task<INightEngine> EngineAsync() => running.Value;

    /// <summary>Stops the engine, where it was started: what is asked for next is another host's to do.</summary>
    public async Task StopEngineAsync()
    {
        if (running.IsValueCreated) await (await running.Value).StopAsync();
    }

    /// <summary>A run as the table holds it.</summary>
    /// <param name="date">Its date.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task<RunRecord> RunAsync(DateOnly date, int version, CancellationToken cancellationToken) =>
        Get<RunStore>().GetAsync(new(date, version), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Endings.Add(EndAsync());
        if (ownsFeed)
            await feed.DisposeAsync();
    }

    /// <summary>Waits for the ends of the engines of all hosts: two seconds each, so that no test waits for its own.</summary>
    internal static async Task EndAllAsync()
    {
        while (Endings.TryTake(out var ending)) await ending;
    }

    private async Task EndAsync()
    {
        await StopEngineAsync();
        await services.DisposeAsync();
    }

    private async Task<INightEngine> StartEngineAsync()
    {
        var started = engine(this);
        await started.StartAsync();
        return started;
    }
}
