using System.Globalization;
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
/// Keeps plans in three blobs of a run's folder: <c>plan.ndjson</c>, a chunk a line; <c>plan.index</c>, where each
/// line begins and how long it is; <c>plan.json</c>, the summary. The summary is written last: where it is, the plan
/// is frozen.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class PlanStore(PipelineStorage storage)
{
    private const int IndexEntry = 32;

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
            return JsonSerializer.Deserialize(content.Value.Content, PlanJson.Readable.PlanSummary);
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
        var place = entry.ToString().Split(' ', StringSplitOptions.TrimEntries);
        var range = new HttpRange(
            long.Parse(place[0], CultureInfo.InvariantCulture), long.Parse(place[1], CultureInfo.InvariantCulture));
        var line = await RangeAsync(chunk.Run, "plan.ndjson", range, cancellationToken);
        return JsonSerializer.Deserialize(line, PlanJson.Readable.PlannedChunk)!;
    }

    /// <summary>Freezes a plan.</summary>
    /// <param name="run">The run.</param>
    /// <param name="chunks">Its chunks, in the order of their index.</param>
    /// <param name="codes">Filled while the chunks are made: the security codes they need.</param>
    /// <param name="cancellationToken">Stops the calls; a plan without summary is made anew.</param>
    public async Task<PlanSummary> FreezeAsync(
        NightRun run,
        IAsyncEnumerable<PlannedChunk> chunks,
        IReadOnlySet<string> codes,
        CancellationToken cancellationToken)
    {
        var index = new StringBuilder();
        var partitions = new HashSet<GrantPartition>();
        var (count, tasks, offset) = (0, 0, 0L);
        await using (var plan = await OpenAsync(run, cancellationToken))
        {
            await foreach (var chunk in chunks.WithCancellation(cancellationToken))
            {
                var line = JsonSerializer.SerializeToUtf8Bytes(chunk, PlanJson.Readable.PlannedChunk);
                await plan.WriteAsync(line, cancellationToken);
                plan.WriteByte((byte)'\n');
                index.Append(string.Create(CultureInfo.InvariantCulture, $"{offset} {line.Length}").PadRight(IndexEntry - 1))
                    .Append('\n');
                offset += line.Length + 1;
                count++;
                tasks += chunk.Tasks.Count;
                partitions.Add(new(chunk.Issuer, chunk.Bucket));
            }
        }

        var summary = new PlanSummary(count, tasks, [.. partitions], [.. codes.Order(StringComparer.Ordinal)]);
        await Blob(run, "plan.index").UploadAsync(
            new MemoryStream(Encoding.ASCII.GetBytes(index.ToString())), cancellationToken: cancellationToken);
        await Blob(run, "plan.json").UploadAsync(
            new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(summary, PlanJson.Readable.PlanSummary)),
            cancellationToken: cancellationToken);
        return summary;
    }

    private BlockBlobClient Blob(NightRun run, string name) =>
        storage.RunFiles.GetBlockBlobClient($"{run.Folder}/{name}");

    private Task<Stream> OpenAsync(NightRun run, CancellationToken cancellationToken) =>
        Blob(run, "plan.ndjson").OpenWriteAsync(overwrite: true, cancellationToken: cancellationToken);

    private async Task<BinaryData> RangeAsync(
        NightRun run, string name, HttpRange range, CancellationToken cancellationToken)
    {
        var content = await Blob(run, name).DownloadContentAsync(
            new BlobDownloadOptions { Range = range }, cancellationToken);
        return content.Value.Content;
    }
}
