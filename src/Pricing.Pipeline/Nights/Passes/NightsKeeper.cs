using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Passes;

/// <summary>
/// Keeps the nights going. Which pass is open is in the ledger; the task hub only carries it out, so a hub that was
/// emptied costs time and nothing else: a pass whose instance is missing, ended or stands still is terminated, purged
/// and opened again under another id, and goes on from the ledger and the frozen plans.
/// </summary>
/// <param name="passes">The open pass.</param>
/// <param name="hub">Carries it out.</param>
/// <param name="options">How long it may stand still.</param>
/// <param name="clock">The time by which instances move; the ledger may have another.</param>
/// <param name="logger">Says what was started again.</param>
public sealed partial class NightsKeeper(
    PassStore passes, ITaskHub hub, NightOptions options, TimeProvider clock, ILogger<NightsKeeper> logger)
{
    private const int IdLength = 8;

    /// <summary>How long an opened pass may be without its instance: whoever opened it is about to start that.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestTermination = TimeSpan.FromSeconds(5);

    /// <summary>Sees to it that what is due now is done: by the open pass, or by one that is opened.</summary>
    /// <param name="askedBy">Who asks.</param>
    /// <param name="cancellationToken">Stops the calls, not the pass.</param>
    public async Task EnsureAsync(string askedBy, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await passes.FindAsync(cancellationToken) is not { } open)
            {
                var pass = NewPass(askedBy);
                if (!await passes.TryOpenAsync(pass, cancellationToken)) continue;

                await hub.StartAsync(pass, cancellationToken);
                return;
            }

            var instances = await hub.ListAsync(open.Pass.InstanceId, cancellationToken);
            var done = Defect(open.Pass, instances) is { } defect
                ? await TryStartAgainAsync(open, defect, askedBy, instances, cancellationToken)
                : await passes.TryTouchAsync(open, cancellationToken);
            if (done) return;
        }
    }

    /// <summary>
    /// Looks at the open pass, forgets those of its instances that are at their end, and starts it again where it
    /// stands still. One that failed is left as it is, for the next who asks.
    /// </summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<PassState> LookAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await passes.FindAsync(cancellationToken) is not { } open) return new(Pass: null);

            var instances = await hub.ListAsync(open.Pass.InstanceId, cancellationToken);
            if (Ended(open.Pass, instances) is { } ended)
            {
                // A pass closes its row before its instance ends, and may have done so in between.
                if (await passes.FindAsync(cancellationToken) is not { } still || still.Pass != open.Pass) continue;
                return new(open.Pass, ended);
            }

            if (Defect(open.Pass, instances) is { } defect)
            {
                if (!await TryStartAgainAsync(open, defect, open.Pass.AskedBy, instances, cancellationToken)) continue;
                return new(open.Pass);
            }

            foreach (var instance in instances.Where(instance => !instance.IsOpen))
            {
                await hub.PurgeAsync(instance.Id, cancellationToken);
            }

            var shown = instances.Where(instance => instance.IsOpen && instance.Progress is not null);
            return new(
                open.Pass,
                Progress: shown.MaxBy(instance => instance.MovedAt)?.Progress,
                MovedAt: instances.Max(instance => (DateTimeOffset?)instance.MovedAt));
        }
    }

    /// <summary>Starts a pass again of which its engine knows that it will not go on by itself.</summary>
    /// <param name="pass">The pass; where another one is open by now, nothing is done.</param>
    /// <param name="defect">Why it will not.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task StartAgainAsync(NightsPass pass, string defect, CancellationToken cancellationToken)
    {
        if (await passes.FindAsync(cancellationToken) is not { } open || open.Pass != pass) return;

        var instances = await hub.ListAsync(pass.InstanceId, cancellationToken);
        await TryStartAgainAsync(open, defect, pass.AskedBy, instances, cancellationToken);
    }

    /// <summary>Forgets the instances that are at their end.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Whether the hub holds no others.</returns>
    public async Task<bool> TidyAsync(CancellationToken cancellationToken)
    {
        var instances = await hub.ListAsync(NightsPass.Prefix, cancellationToken);
        foreach (var instance in instances.Where(instance => !instance.IsOpen))
        {
            await hub.PurgeAsync(instance.Id, cancellationToken);
        }

        return instances.All(instance => !instance.IsOpen);
    }

    private NightsPass NewPass(string askedBy) => new(RandomNumberGenerator.GetHexString(IdLength, lowercase: true), askedBy, clock.GetUtcNow());

    private static string? Ended(NightsPass pass, IReadOnlyList<HubInstance> instances) =>
        instances.FirstOrDefault(instance => instance.Id == pass.InstanceId) is { IsOpen: false } nights
            ? nights.Failure ?? "it ended before everything that is due was done."
            : null;

    /// <summary>Why a pass will not go on by itself; null where it will.</summary>
    private string? Defect(NightsPass pass, IReadOnlyList<HubInstance> instances)
    {
        var now = clock.GetUtcNow();
        if (Ended(pass, instances) is { } failure) return failure;
        if (instances.All(instance => instance.Id != pass.InstanceId))
        {
            return now - pass.StartedAt < Grace ? null : "its instance is missing.";
        }

        var moved = instances.Max(instance => instance.MovedAt);
        return now - moved < options.LongestStandstill ? null : $"nothing has moved since {moved:O}.";
    }

    private async Task<bool> TryStartAgainAsync(
        OpenPass open,
        string defect,
        string askedBy,
        IReadOnlyList<HubInstance> instances,
        CancellationToken cancellationToken)
    {
        var pass = NewPass(askedBy);
        if (!await passes.TryReplaceAsync(open, pass, cancellationToken)) return false;

        LogStartedAgain(open.Pass.InstanceId, pass.InstanceId, defect);
        foreach (var instance in instances.Where(instance => instance.IsOpen))
        {
            await hub.TerminateAsync(instance.Id, defect, cancellationToken);
        }

        await PurgeAsync(open.Pass, cancellationToken);
        await hub.StartAsync(pass, cancellationToken);
        return true;
    }

    /// <summary>Forgets a terminated pass; a termination that nobody carries out is not waited for.</summary>
    private async Task PurgeAsync(NightsPass pass, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var pause = new BackOff(clock);
        var instances = await hub.ListAsync(pass.InstanceId, cancellationToken);
        while (instances.Any(instance => instance.IsOpen) && clock.GetElapsedTime(started) < LongestTermination)
        {
            await pause.WaitAsync(cancellationToken);
            instances = await hub.ListAsync(pass.InstanceId, cancellationToken);
        }

        foreach (var instance in instances) await hub.PurgeAsync(instance.Id, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The nights {Old} are started again as {New}: {Defect}")]
    private partial void LogStartedAgain(string old, string @new, string defect);
}
