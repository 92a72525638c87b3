using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DurableTask.AzureStorage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.TaskHub;
using Soak.Crashes;
using Soak.Kills;
using Testing;

namespace Soak.Engines;

/// <summary>
/// A night on the engine of the local host, whose own calls to its hub fail: of each kind the first ones, then at random. Leases and
/// the time for which a message stays with a worker are 2 s. What is stored in the end is what an undisturbed night stores.
/// </summary>
/// <param name="seed">The seed of the random faults.</param>
/// <param name="progress">Where it says how far it is.</param>
internal sealed class EngineSoak(int seed, TextWriter progress)
{
    private const int FirstCalls = 2;
    private const int CallsTogether = 3;
    private const double RandomShare = 0.01;

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Fault[] Faults = [Fault.Before, Fault.After, Fault.Late, Fault.Twice];

    private readonly ConcurrentDictionary<string, int> calls = new(StringComparer.Ordinal);
    private readonly List<string> wrong = [];
    private int injected;

    /// <summary>How many calls were disturbed.</summary>
    public int Injected => injected;

    /// <summary>The kinds of calls that the engine makes.</summary>
    public IReadOnlyCollection<string> Kinds => [.. calls.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What was stored otherwise, or came to no end.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    /// <summary>Runs it.</summary>
    /// <param name="azurite">The storage.</param>
    /// <param name="every">Of how many kinds one is disturbed; 0 for none.</param>
    /// <param name="nights">How many nights are disturbed at random.</param>
    /// <param name="only">Part of the name of the kinds that are disturbed; empty for all.</param>
    /// <param name="outages">In how many nights the storage is away for a moment, each time at a later one.</param>
    /// <param name="together">Two kinds, of which so many calls fail in one night as a step is tried; null for none.</param>
    public async Task RunAsync(
        AzuriteFixture azurite, int every, int nights, string only = "", int outages = 0, IReadOnlyList<string>? together = null)
    {
        var clock = new FakeTimeProvider(new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
        await using var root = await PipelineHost.StartAsync(
            await azurite.NewStorageAsync(CancellationToken.None), clock, settings: null, samples: null, CancellationToken.None);
        var calm = await NightAsync(azurite, root, (_, _) => null);
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"undisturbed: {calm.Run}; {Kinds.Count} kinds of calls"));
        var all = calls.Values.Sum();
        foreach (var (number, kind) in Kinds.Where(kind => kind.Contains(only, StringComparison.Ordinal)).Index().Where(kind => every > 0 && kind.Index % every == 0))
        {
            foreach (var fault in Faults.Where(fault => every == 1 || fault == Faults[number % Faults.Length]))
                await DisturbAsync(azurite, root, calm, $"{fault} of {kind}", (asked, count) => asked == kind && count <= FirstCalls ? fault : null);
        }

        for (var outage = 0; outage < outages; outage++)
        {
            var (from, asked, away) = (all * outage / outages, 0, new Stopwatch());
            await DisturbAsync(azurite, root, calm, string.Create(CultureInfo.InvariantCulture, $"away from call {from}"), (_, _) =>
            {
                if (Interlocked.Increment(ref asked) == from + 1) away.Start();
                return away.IsRunning && away.Elapsed < Outage ? Fault.Before : null;
            });
        }

        if (together is not null)
        {
            await DisturbAsync(azurite, root, calm, string.Join(" and ", together), (kind, count) =>
                together.Contains(kind) && count > 1 && count <= 1 + CallsTogether ? Fault.Before : null);
        }

        for (var night = 0; night < nights; night++)
        {
            var random = new Random(seed + night);
            await DisturbAsync(azurite, root, calm, string.Create(CultureInfo.InvariantCulture, $"seed {seed + night}"), (_, _) =>
            {
                lock (random) return random.NextDouble() < RandomShare ? Faults[random.Next(Faults.Length)] : null;
            });
        }
    }

    private async Task DisturbAsync(AzuriteFixture azurite, PipelineHost root, StoredNight calm, string what, Func<string, int, Fault?> choose)
    {
        var (watch, before) = (Stopwatch.StartNew(), injected);
        calls.Clear();
        try
        {
            var night = await NightAsync(azurite, root, (kind, count) =>
            {
                var fault = choose(kind, count);
                if (fault is not null) Interlocked.Increment(ref injected);
                return fault;
            });
            wrong.AddRange(night.DifferencesFrom(calm).Select(difference => $"{what}: {difference}"));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            wrong.Add($"{what}: {failure.GetType().Name} {failure.Message}");
        }

        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{what}: {injected - before} disturbed, {watch.Elapsed.TotalSeconds:0} s"));
    }

    private async Task<StoredNight> NightAsync(AzuriteFixture azurite, PipelineHost root, Func<string, int, Fault?> choose)
    {
        var storage = await azurite.NewStorageAsync(CancellationToken.None);
        var account = AzuriteFixture.AccountOf(storage);
        await using var host = root.Another(
            storage,
            new Dictionary<string, string?> { ["Night:FirstDate"] = "2013-07-11", ["Night:LastDate"] = "2013-07-11", ["Valuation:ChunkSize"] = "20", ["Engine:Standstill"] = "00:00:05" },
            services => services.AddSingleton<HubSettings>(provider => ActivatorUtilities.CreateInstance<WorseHub>(
                provider, account, (Action<AzureStorageOrchestrationServiceSettings>)(settings => Adjust(settings, account, choose))))).WithHub();
        await host.IngestAsync("grants.csv", Walk.Grants(issuers: 50), CancellationToken.None);
        await FinishAsync(host);
        await host.StopEngineAsync();
        return await StoredNight.ReadAsync(storage);
    }

    /// <summary>Asks until all is done, as the timer of a host does: a pass that failed goes on with the next one.</summary>
    private static async Task FinishAsync(PipelineHost host)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await host.RunNightsAsync(patience.Token);
                return;
            }
            catch (Exception) when (!patience.IsCancellationRequested)
            {
                await Task.Delay(Short / 2, patience.Token);
            }
        }
    }

    private void Adjust(AzureStorageOrchestrationServiceSettings settings, StorageOptions account, Func<string, int, Fault?> choose)
    {
        settings.ControlQueueVisibilityTimeout = settings.WorkItemQueueVisibilityTimeout = Short;
        settings.LeaseInterval = Short;
        settings.LeaseRenewInterval = settings.LeaseAcquireInterval = Short / 2;
        settings.StorageAccountClientProvider = new(
            StorageServiceClientProvider.ForBlob(account.ConnectionString!, With(new BlobClientOptions(StorageClients.BlobVersion), "blobs")),
            StorageServiceClientProvider.ForQueue(account.ConnectionString!, With(new QueueClientOptions(QueueClientOptions.ServiceVersion.V2025_07_05), "queues")),
            StorageServiceClientProvider.ForTable(account.ConnectionString!, With(new TableClientOptions(), "tables")));

        T With<T>(T options, string client)
            where T : ClientOptions
        {
            options.AddPolicy(new HubFaults(client, choose, calls), HttpPipelinePosition.PerCall);
            return options;
        }
    }

    /// <summary>The settings of a hub under worse conditions.</summary>
    private sealed class WorseHub(
        StorageOptions storage,
        EngineName engine,
        WorkerName worker,
        EngineOptions options,
        IdlePolling polling,
        ILoggerFactory loggers,
        Action<AzureStorageOrchestrationServiceSettings> adjust)
        : HubSettings(storage, engine, worker, options, polling, loggers)
    {
        public override AzureStorageOrchestrationServiceSettings Create(int restarts = 0)
        {
            var settings = base.Create(restarts);
            adjust(settings);
            return settings;
        }
    }
}
