using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.MarketData.Jgb;
using Pricing.Pipeline.MarketData.JQuants;
using Pricing.Pipeline.Storage;
using Testing;
using Testing.InMemory;

namespace Soak.Crashes;

/// <summary>
/// Walks with fifty issuers through a week, and again for every call that the walk makes and every way in which that call can go
/// wrong. After each, the storage holds what it holds after the undisturbed walk.
/// </summary>
/// <param name="issuers">How many issuers.</param>
/// <param name="progress">Where it says how far it is.</param>
internal sealed class CrashSoak(int issuers, TextWriter progress)
{
    private const int MostRounds = 12;

    private readonly List<string> wrong = [];

    /// <summary>How many calls were disturbed.</summary>
    public int Injected { get; private set; }

    /// <summary>How many different calls there were to disturb.</summary>
    public int Steps { get; private set; }

    /// <summary>What was stored otherwise.</summary>
    public IReadOnlyList<string> Wrong => wrong;

    /// <summary>Runs it.</summary>
    /// <param name="isWanted">Which calls of a part are disturbed, by their number from 0, and how.</param>
    /// <param name="only">The parts that are disturbed; none for all.</param>
    public async Task RunAsync(Func<int, CallKey, Fault, bool> isWanted, params IReadOnlyList<string> only)
    {
        var phases = Walk.Phases(issuers);
        var clock = new StillClock(phases[0].At);
        var account = new InMemoryAccount(clock);
        await using var root = await PipelineHost.StartAsync(
            await account.NewStorageAsync(CancellationToken.None), clock, settings: null, samples: null, CancellationToken.None);
        foreach (var phase in phases)
        {
            clock.AdjustTime(phase.At);
            await phase.PrepareAsync(account.Clients());
            var start = account.Copy();
            var calm = new FaultPlan();
            await WalkAsync(root, account, phase, calm);
            if (only.Count > 0 && !only.Contains(phase.Name)) continue;

            await DisturbAsync(root, phase, start, [.. calm.Seen], account.Items(), isWanted);
        }
    }

    private async Task DisturbAsync(
        PipelineHost root, Phase phase, InMemoryAccount start, List<CallKey> calls, IReadOnlyList<StoredItem> expected, Func<int, CallKey, Fault, bool> isWanted)
    {
        Steps += calls.Count;
        var watch = Stopwatch.StartNew();
        var (injected, before) = (0, wrong.Count);
        foreach (var fault in Enum.GetValues<Fault>())
        {
            foreach (var (number, call) in calls.Index().Where(call => isWanted(call.Index, call.Item, fault)))
            {
                var plan = new FaultPlan(fault, call);
                var account = start.Copy();
                var what = string.Create(CultureInfo.InvariantCulture, $"{phase.Name}, {fault} {number} {call}");
                try
                {
                    await WalkAsync(root, account, phase, plan);
                    var differences = StoredDifferences.Between(expected, account.Items());
                    if (differences.Count > 0) wrong.Add($"{what}: {string.Join(" | ", differences.Take(4))} ({differences.Count})");
                }
                catch (Exception failure) when (failure is not OutOfMemoryException)
                {
                    wrong.Add($"{what}: {failure.GetType().Name} {failure.Message}");
                }

                if (plan.WasHit) injected++;
            }
        }

        Injected += injected;
        await progress.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{phase.Name}: {calls.Count} calls, {injected} disturbed, {wrong.Count - before} ended otherwise, {watch.Elapsed.TotalSeconds:0} s"));
    }

    /// <summary>Walks once, undisturbed.</summary>
    /// <param name="root">A host whose feed and clock are used.</param>
    /// <param name="storage">Where to.</param>
    /// <param name="issuers">How many issuers.</param>
    public static async Task WalkOnceAsync(PipelineHost root, PipelineStorage storage, int issuers)
    {
        foreach (var phase in Walk.Phases(issuers))
        {
            root.Clock.AdjustTime(phase.At);
            await phase.PrepareAsync(storage);
            await FinishAsync(root, storage, phase, new());
        }
    }

    /// <summary>Does a part to its end; where its process ends, another one goes on.</summary>
    private static async Task WalkAsync(PipelineHost root, InMemoryAccount account, Phase phase, FaultPlan plan)
    {
        root.Clock.AdjustTime(phase.At);
        if (!await FinishAsync(root, account.Clients(new StorageFaults(plan)), phase, plan) && !await FinishAsync(root, account.Clients(), phase, new()))
            throw new InvalidOperationException("It comes to no end.");
    }

    private static async Task<bool> FinishAsync(PipelineHost root, PipelineStorage storage, Phase phase, FaultPlan plan)
    {
        await using var host = root.Another(
            storage,
            new Dictionary<string, string?>
            {
                ["Night:FirstDate"] = "2013-07-11",
                ["Night:LastDate"] = phase.LastDate,
                ["Valuation:ChunkSize"] = "40",
                ["Sources:file:MayPublish"] = "true",
                ["Sources:file:ConfirmedBy"] = "soak",
                ["Sources:file:ConfirmedOn"] = "2024-06-01",
            },
            services =>
            {
                foreach (var feed in new[] { JQuantsClient.Feed, JgbClient.Feed })
                    services.AddHttpClient(feed).AddHttpMessageHandler(() => new FeedFaults(plan, feed));
            });
        Exception? last = null;
        for (var round = 0; round < MostRounds; round++)
        {
            try
            {
                if (await phase.ActAsync(host)) return true;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                last = failure;
            }

            if (plan.IsDead) return false;
            host.Clock.Advance(phase.Pause);
        }

        throw new InvalidOperationException($"It comes to no end: {last}");
    }
}
