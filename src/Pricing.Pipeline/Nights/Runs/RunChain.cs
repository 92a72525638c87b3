using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>
/// The chain of completed runs: each names the one that completed last before it, with its root. The blob
/// <c>chain.json</c> holds the last link and is moved on only by whoever read its last version, so the chain never forks;
/// <c>{date}/v{n}/seal.json</c> keeps each link. A link that was moved to and not kept, as by a crash in between, is kept
/// by the next one, before it moves on. Where the blob is gone or cannot be read, the runs tell which link was the last.
/// </summary>
/// <param name="storage">The container.</param>
/// <param name="alarm">Told of a last link that is gone or cannot be read.</param>
public sealed class RunChain(PipelineStorage storage, DamageAlarm? alarm = null)
{
    /// <summary>The name of the blob of the last link.</summary>
    public const string Last = "chain.json";

    private readonly RunStore runs = new(storage);

    /// <summary>Adds a run at the end. Doing it again changes nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seal">Makes its link to the one before it; null for the first.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The run's link, be it of this time or of an earlier one.</returns>
    public async Task<RunLink> AppendAsync(
        NightRun run, Func<RunLink?, RunLink> seal, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await FindAsync(run, cancellationToken) is { } kept) return kept;

            var (last, version) = await ReadLastAsync(cancellationToken);
            last ??= await FindLastAsync(run, cancellationToken);
            if (last is not null)
            {
                await KeepAsync(last, cancellationToken);
                if (last.Run == run) return last;
            }

            var link = seal(last);
            if (!await TryMoveAsync(link, version, cancellationToken)) continue;

            await KeepAsync(link, cancellationToken);
            return link;
        }
    }

    /// <summary>The link of a run, or null where it has none.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<RunLink?> FindAsync(NightRun run, CancellationToken cancellationToken) =>
        (await ReadAsync(Kept(run), cancellationToken)).Link;

    /// <summary>Whether a run has a link, be it one that was not kept yet.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<bool> HasAsync(NightRun run, CancellationToken cancellationToken) =>
        await FindAsync(run, cancellationToken) is not null || (await ReadLastAsync(cancellationToken)).Link?.Run == run;

    /// <summary>Whether a run has a link, or nobody can tell because it cannot be read.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<bool> MayHaveAsync(NightRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await HasAsync(run, cancellationToken);
        }
        catch (DamagedContentException)
        {
            return true;
        }
    }

    /// <summary>The link of the run that completed last, as it is kept; null where no run completed, or it is gone.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="DamagedContentException">It cannot be read.</exception>
    public async Task<RunLink?> LastAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(storage.RunFiles.GetBlobClient(Last), cancellationToken)).Link;

    /// <summary>A link as its blobs hold it.</summary>
    /// <param name="link">The link.</param>
    public static BinaryData Content(RunLink link) =>
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(link, RunJson.Readable.RunLink));

    private static async Task<(RunLink? Link, ETag? Version)> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var read = (await blob.DownloadContentAsync(cancellationToken)).Value;
            return (JsonSerializer.Deserialize(read.Content, RunJson.Readable.RunLink) ?? throw Damage(blob, "it is empty"), read.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (null, null);
        }
        catch (JsonException unreadable)
        {
            throw Damage(blob, unreadable.Message);
        }
    }

    private static DamagedContentException Damage(BlobClient blob, string reason) =>
        new($"{blob.BlobContainerName}/{blob.Name}", $"is no link: {reason}");

    private async Task<(RunLink? Link, ETag? Version)> ReadLastAsync(CancellationToken cancellationToken)
    {
        var blob = storage.RunFiles.GetBlobClient(Last);
        try
        {
            return await ReadAsync(blob, cancellationToken);
        }
        catch (DamagedContentException damage)
        {
            alarm?.Raise(damage.Message);
            return (null, (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag);
        }
    }

    /// <summary>The link of the run that completed last, by the table of runs; null where none has completed.</summary>
    private async Task<RunLink?> FindLastAsync(NightRun next, CancellationToken cancellationToken)
    {
        var last = await runs.AllAsync(cancellationToken)
            .Where(run => run.Status == RunStatus.Completed && run.Root != Seals.Unsealed && run.ToRun() != next)
            .MaxByAsync(run => run.FinishedAt, cancellationToken: cancellationToken);
        if (last is null) return null;

        alarm?.Raise($"{storage.RunFiles.Name}/{Last} is gone or cannot be read; the chain goes on after the run {last.ToRun()}.");
        return RunLink.Of(last);
    }

    private BlobClient Kept(NightRun run) => storage.RunFiles.GetBlobClient($"{run.Folder}/seal.json");

    private Task<bool> KeepAsync(RunLink link, CancellationToken cancellationToken) =>
        TryWriteAsync(Kept(link.Run), link, version: null, cancellationToken);

    private Task<bool> TryMoveAsync(RunLink link, ETag? version, CancellationToken cancellationToken) =>
        TryWriteAsync(storage.RunFiles.GetBlobClient(Last), link, version, cancellationToken);

    private static Task<bool> TryWriteAsync(BlobClient blob, RunLink link, ETag? version, CancellationToken cancellationToken) =>
        SharedBlob.TryWriteAsync(blob, Content(link), version, "application/json", cancellationToken);
}

/// <summary>A link of the chain of completed runs.</summary>
/// <param name="Run">The run.</param>
/// <param name="Root">Its root.</param>
/// <param name="Previous">The run that completed last before it, as <c>2013-07-10 v1</c>; empty for the first.</param>
/// <param name="PreviousRoot">That run's root; empty for the first.</param>
public sealed record RunLink(NightRun Run, string Root, string Previous, string PreviousRoot)
{
    /// <summary>The link of a completed run, as its row in the table of runs states it.</summary>
    /// <param name="run">The row.</param>
    public static RunLink Of(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new(run.ToRun(), run.Root, run.Previous, run.PreviousRoot);
    }
}
