using System.Globalization;
using System.IO.Compression;
using System.Text;
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
    private const int IndexEntry = 32;
    private const string Packed = "plan.ndjson.gz";

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
    public async Task<PlanSummary?> FindSummaryAsync(NightRun run, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Blob(run, "plan.json").DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(content.Value.Content, PlanText.Summary);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>One chunk of a frozen plan: two reads, whatever the plan's size.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<PlannedChunk> ReadChunkAsync(ChunkReference chunk, CancellationToken cancellationToken)
    {
        var entry = await RangeAsync(
            chunk.Run, "plan.index", new((long)chunk.Index * IndexEntry, IndexEntry), cancellationToken);
        var range = RangeOf(entry.ToString())
            ?? throw new DamagedContentException($"{storage.RunFiles.Name}/{chunk.Run.Folder}/plan.index", $"does not say where chunk {chunk.Index} is");
        try
        {
            var line = await RangeAsync(chunk.Run, Packed, range, cancellationToken);
            await using var unpacked = new GZipStream(line.ToStream(), CompressionMode.Decompress);
            return (await JsonSerializer.DeserializeAsync(unpacked, PlanText.Line, cancellationToken))!;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            var line = await RangeAsync(chunk.Run, "plan.ndjson", range, cancellationToken);
            return await JsonSerializer.Deserialize(line, PlanText.FormerLine)!.CompleteAsync(grants, cancellationToken);
        }
    }

    /// <summary>Freezes a plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="chunks">Its chunks, in the order of their index.</param>
    /// <param name="filesWaiting">How many files had come and are not in it.</param>
    /// <param name="cancellationToken">Stops the calls; a plan without summary is made anew.</param>
    public async Task<PlanSummary> FreezeAsync(
        NightRun run,
        IAsyncEnumerable<PlannedChunk> chunks,
        int filesWaiting,
        CancellationToken cancellationToken)
    {
        var index = new StringBuilder();
        var partitions = new List<GrantPartition>();
        var counts = new List<PlannedCount>();
        var codes = new SortedSet<string>(StringComparer.Ordinal);
        var (count, offset) = (0, 0L);
        await using (var plan = await OpenAsync(run, cancellationToken))
        {
            await foreach (var chunk in chunks.WithCancellation(cancellationToken))
            {
                var line = Pack(chunk);
                await plan.WriteAsync(line, cancellationToken);
                index.Append(string.Create(CultureInfo.InvariantCulture, $"{offset} {line.Length}").PadRight(IndexEntry - 1))
                    .Append('\n');
                offset += line.Length;
                count++;
                foreach (var part in chunk.Parts)
                {
                    if (partitions is not [.., var last] || (last.Issuer, last.Bucket) != (part.Issuer, part.Bucket)) partitions.Add(new(part.Issuer, part.Bucket));
                    counts.Add(new(chunk.Index, partitions.Count - 1, part.Values.Count));
                    codes.UnionWith(part.Values.Select(value => value.Grant?.Terms.SecurityCode).OfType<string>());
                }
            }
        }

        var summary = new PlanSummary(count, counts.Sum(part => part.Values), partitions, [.. codes]) { Counts = counts, FilesWaiting = filesWaiting };
        await Blob(run, "plan.index").UploadAsync(
            new MemoryStream(Encoding.ASCII.GetBytes(index.ToString())), cancellationToken: cancellationToken);
        await Blob(run, "plan.json").UploadAsync(
            new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(summary, PlanText.Summary)),
            cancellationToken: cancellationToken);
        return summary;
    }

    private BlockBlobClient Blob(NightRun run, string name) =>
        storage.RunFiles.GetBlockBlobClient($"{run.Folder}/{name}");

    private static HttpRange? RangeOf(string entry) =>
        entry.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries) is [var offset, var length]
        && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
        && long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes)
            ? new HttpRange(from, bytes)
            : null;

    private static ReadOnlyMemory<byte> Pack(PlannedChunk chunk)
    {
        var packed = new MemoryStream();
        using (var line = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(line, chunk, PlanText.Line);
            line.WriteByte((byte)'\n');
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    private Task<Stream> OpenAsync(NightRun run, CancellationToken cancellationToken) =>
        Blob(run, Packed).OpenWriteAsync(overwrite: true, cancellationToken: cancellationToken);

    private async Task<BinaryData> RangeAsync(
        NightRun run, string name, HttpRange range, CancellationToken cancellationToken)
    {
        var content = await Blob(run, name).DownloadContentAsync(
            new BlobDownloadOptions { Range = range }, cancellationToken);
        return content.Value.Content;
    }
}
