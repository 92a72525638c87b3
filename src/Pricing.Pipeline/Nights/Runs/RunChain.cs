using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>
/// The chain of completed runs: each names the one that completed last before it, with its root. The blob
/// <c>chain.json</c> holds the last link and is moved on only by whoever read its last version, so the chain never forks;
/// <c>{date}/v{n}/seal.json</c> keeps each link. A link that was moved to and not kept, as by a crash in between, is kept
/// by the next one, before it moves on.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class RunChain(PipelineStorage storage)
{
    private const string Last = "chain.json";

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

            var (last, version) = await ReadAsync(storage.RunFiles.GetBlobClient(Last), cancellationToken);
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

    private static BinaryData Content(RunLink link) =>
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(link, RunJson.Readable.RunLink));

    private static async Task<(RunLink? Link, ETag? Version)> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var read = (await blob.DownloadContentAsync(cancellationToken)).Value;
            return (JsonSerializer.Deserialize(read.Content, RunJson.Readable.RunLink), read.Details.ETag);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return (null, null);
        }
        catch (JsonException unreadable)
        {
            throw new DamagedContentException($"{blob.BlobContainerName}/{blob.Name}", $"is no link: {unreadable.Message}");
        }
    }

    private BlobClient Kept(NightRun run) => storage.RunFiles.GetBlobClient($"{run.Folder}/seal.json");

    private Task<bool> KeepAsync(RunLink link, CancellationToken cancellationToken) =>
        TryWriteAsync(Kept(link.Run), link, new() { IfNoneMatch = ETag.All }, cancellationToken);

    private Task<bool> TryMoveAsync(RunLink link, ETag? version, CancellationToken cancellationToken) => TryWriteAsync(
        storage.RunFiles.GetBlobClient(Last),
        link,
        version is { } read ? new() { IfMatch = read } : new() { IfNoneMatch = ETag.All },
        cancellationToken);

    private static async Task<bool> TryWriteAsync(
        BlobClient blob, RunLink link, BlobRequestConditions conditions, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(
                Content(link),
                new BlobUploadOptions { Conditions = conditions, HttpHeaders = new() { ContentType = "application/json" } },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException other) when (other.Status is 409 or 412)
        {
            return false;
        }
    }
}

/// <summary>A link of the chain of completed runs.</summary>
/// <param name="Run">The run.</param>
/// <param name="Root">Its root.</param>
/// <param name="Previous">The run that completed last before it, as <c>2013-07-10 v1</c>; empty for the first.</param>
/// <param name="PreviousRoot">That run's root; empty for the first.</param>
public sealed record RunLink(NightRun Run, string Root, string Previous, string PreviousRoot);
