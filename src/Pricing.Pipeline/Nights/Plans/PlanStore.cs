using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>
/// Keeps plans in three blobs of a run's folder: <c>plan.ndjson.gz</c>, a chunk a line, each line packed by itself;
/// <c>plan.index</c>, where each begins and how long it is; <c>plan.json</c>, the summary. The summary is written last:
/// where it is, the plan is frozen. Plans of the first layout are <c>plan.ndjson</c>, with no grants in them.
/// </summary>
/// <param name="storage">The container.</param>
/// <param name="grants">The grants that a plan of the first layout names.</param>
public sealed class PlanStore(PipelineStorage storage, GrantStore grants)
{
    /// <summary>The summary of a plan that must be frozen.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<PlanSummary> ReadSummaryAsync(NightRun run, CancellationToken cancellationToken) =>
        await FindSummaryAsync(run, cancellationToken)
        ?? throw new DamagedContentException($"{run.Folder}/plan.json", $"is not there: the run {run} has no plan");

    /// <summary>The summary of a frozen plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The summary; null where the plan is not frozen yet.</returns>
    /// <exception cref="DamagedContentException">It cannot be read.</exception>
    public async Task<PlanSummary?> FindSummaryAsync(NightRun run, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Blob(run, PlanFiles.SummaryName).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(content.Value.Content, PlanText.Summary);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException unreadable)
        {
            throw new DamagedContentException($"{storage.RunFiles.Name}/{run.Folder}/{PlanFiles.SummaryName}", $"cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>One chunk of a frozen plan: two reads, whatever the plan's size.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">It cannot be read, or is not there.</exception>
    /// <exception cref="RequestFailedException">The grants that a plan of the first layout names cannot be asked for.</exception>
    public async Task<PlannedChunk> ReadChunkAsync(ChunkReference chunk, CancellationToken cancellationToken)
    {
        // What is missing while a chunk is completed is no part of the plan, and no damage of it.
        var (planned, former) = await ReadLineAsync(chunk, cancellationToken);
        return planned ?? await former!.CompleteAsync(grants, cancellationToken);
    }

    /// <summary>The chunks of a frozen plan that ask for values of some partitions; all of them, where its summary does not say which do.</summary>
    /// <param name="run">The run.</param>
    /// <param name="summary">The plan's summary.</param>
    /// <param name="isAsked">Whether a partition is asked for.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">One cannot be read, or the summary counts values of a partition that it does not name.</exception>
    public async IAsyncEnumerable<PlannedChunk> ReadChunksAsync(
        NightRun run, PlanSummary summary, Func<GrantPartition, bool> isAsked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunks = summary.Counts is { } counts
            ? counts.Where(count => isAsked(PartitionOf(run, summary, count))).Select(count => count.Chunk).Distinct()
            : Enumerable.Range(0, summary.Chunks);
        foreach (var index in chunks) yield return await ReadChunkAsync(new(run, index), cancellationToken);
    }

    /// <summary>Freezes a plan. One that is frozen when it begins stays as it is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="chunks">Its chunks, in the order of their index.</param>
    /// <param name="filesWaiting">How many files had come and are not in it.</param>
    /// <param name="cancellationToken">Stops the calls; a plan without summary is made anew.</param>
    /// <exception cref="RequestFailedException">Another host wrote chunks meanwhile.</exception>
    /// <exception cref="InvalidOperationException">Another host froze another plan meanwhile.</exception>
    public async Task<PlanSummary> FreezeAsync(
        NightRun run,
        IAsyncEnumerable<PlannedChunk> chunks,
        int filesWaiting,
        CancellationToken cancellationToken)
    {
        // Whoever comes later is refused: what was there is looked at before the summary.
        var before = await SharedBlob.VersionAsync(Blob(run, PlanFiles.ChunksName), cancellationToken);
        if (await FindSummaryAsync(run, cancellationToken) is { } frozen) return frozen;

        PlanFiles files;
        await using (var plan = await OpenAsync(run, before, cancellationToken)) files = await PlanFiles.WriteAsync(plan, chunks, filesWaiting, cancellationToken);

        await Blob(run, PlanFiles.IndexName).UploadAsync(files.Index.ToStream(), cancellationToken: cancellationToken);
        var summary = storage.RunFiles.GetBlobClient($"{run.Folder}/{PlanFiles.SummaryName}");
        if (await SharedBlob.TryWriteAsync(summary, files.SummaryText, version: null, "application/json", cancellationToken)) return files.Summary;

        // Written before, by this host, whose answer was lost, or by another that planned at the same time.
        var stands = (await summary.DownloadContentAsync(cancellationToken)).Value.Content;
        return stands.ToMemory().Span.SequenceEqual(files.SummaryText.ToMemory().Span)
            ? files.Summary
            : throw new InvalidOperationException($"The plan of the run {run} was frozen by another host while this one wrote its chunks; they are not those of that plan.");
    }

    /// <summary>A chunk as its line holds it: one of the two, by the layout of the plan.</summary>
    private async Task<(PlannedChunk? Planned, FormerChunk? Former)> ReadLineAsync(ChunkReference chunk, CancellationToken cancellationToken)
    {
        try
        {
            return await FindLineAsync(chunk, cancellationToken);
        }
        catch (Exception lost) when (lost is JsonException or InvalidDataException or RequestFailedException { Status: 404 or 416 })
        {
            // What the service says of a request has many lines.
            var reason = lost is RequestFailedException { ErrorCode: { } code } ? code : lost.Message;
            throw new DamagedContentException($"{storage.RunFiles.Name}/{chunk.Run.Folder}/plan", $"cannot be read: chunk {chunk.Index}: {reason}");
        }
    }

    private async Task<(PlannedChunk? Planned, FormerChunk? Former)> FindLineAsync(ChunkReference chunk, CancellationToken cancellationToken)
    {
        var entry = await RangeAsync(
            chunk.Run, PlanFiles.IndexName, new((long)chunk.Index * PlanFiles.IndexEntry, PlanFiles.IndexEntry), cancellationToken);
        var range = RangeOf(entry.ToString())
            ?? throw new DamagedContentException($"{storage.RunFiles.Name}/{chunk.Run.Folder}/plan.index", $"does not say where chunk {chunk.Index} is");
        try
        {
            var line = await RangeAsync(chunk.Run, PlanFiles.ChunksName, range, cancellationToken);
            await using var unpacked = new GZipStream(line.ToStream(), CompressionMode.Decompress);
            return (await JsonSerializer.DeserializeAsync(unpacked, PlanText.Line, cancellationToken) ?? throw Empty(), null);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            var line = await RangeAsync(chunk.Run, "plan.ndjson", range, cancellationToken);
            return (null, JsonSerializer.Deserialize(line, PlanText.FormerLine) ?? throw Empty());
        }
    }

    private static InvalidDataException Empty() => new("it is empty");

    private GrantPartition PartitionOf(NightRun run, PlanSummary summary, PlannedCount count) =>
        count.Partition >= 0 && count.Partition < summary.Partitions.Count
            ? summary.Partitions[count.Partition]
            : throw new DamagedContentException(
                $"{storage.RunFiles.Name}/{run.Folder}/{PlanFiles.SummaryName}", $"counts values of partition {count.Partition}, and names {summary.Partitions.Count}");

    private BlockBlobClient Blob(NightRun run, string name) =>
        storage.RunFiles.GetBlockBlobClient($"{run.Folder}/{name}");

    private static HttpRange? RangeOf(string entry) =>
        entry.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries) is [var offset, var length]
        && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
        && bytes > 0
            ? new HttpRange(from, bytes)
            : null;

    private Task<Stream> OpenAsync(NightRun run, ETag? before, CancellationToken cancellationToken) => Blob(run, PlanFiles.ChunksName)
        .OpenWriteAsync(overwrite: true, new() { OpenConditions = SharedBlob.Over(before) }, cancellationToken);

    private async Task<BinaryData> RangeAsync(
        NightRun run, string name, HttpRange range, CancellationToken cancellationToken)
    {
        var content = await Blob(run, name).DownloadContentAsync(
            new BlobDownloadOptions { Range = range }, cancellationToken);
        return content.Value.Content;
    }
}
