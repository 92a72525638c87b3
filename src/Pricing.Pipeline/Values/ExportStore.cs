using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Values;

/// <summary>The values of a run as NDJSON, a part a chunk, so that all of them are one sequential read.</summary>
/// <param name="storage">The container.</param>
public sealed class ExportStore(PipelineStorage storage) : IRunValues
{
    /// <summary>Writes the part of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="values">Its values.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task WriteAsync(
        ChunkReference chunk, IReadOnlyList<ValueRecord> values, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        foreach (var value in values)
        {
            await JsonSerializer.SerializeAsync(content, value, ValueJson.Readable.ValueRecord, cancellationToken);
            content.WriteByte((byte)'\n');
        }

        content.Position = 0;
        await Blob(chunk).UploadAsync(
            content,
            new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/x-ndjson" } },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ValueRecord> ReadAsync(RunRecord run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (_, values) in PartsAsync(run, cancellationToken))
        {
            foreach (var value in values) yield return value;
        }
    }

    /// <inheritdoc/>
    public async Task CopyToAsync(RunRecord run, Stream target, CancellationToken cancellationToken)
    {
        await foreach (var (part, _) in PartsAsync(run, cancellationToken)) await target.WriteAsync(part, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> CountChunksAsync(NightRun run, CancellationToken cancellationToken) => await storage.RunFiles
        .GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{run.Folder}/values/", cancellationToken)
        .CountAsync(cancellationToken);

    /// <summary>The parts of a run, chunk after chunk, each checked before it is handed on.</summary>
    private async IAsyncEnumerable<(ReadOnlyMemory<byte> Part, List<ValueRecord> Values)> PartsAsync(
        RunRecord run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = 0;
        for (var index = 0; index < run.Chunks; index++)
        {
            var blob = Blob(new(run.ToRun(), index));
            var part = await ReadAsync(blob, cancellationToken);
            var values = Checked(part, $"{blob.BlobContainerName}/{blob.Name}", isSealed: run.Root != Seals.Unsealed);
            lines += values.Count;
            yield return (part, values);
        }

        if (lines != run.Rows)
        {
            throw new DamagedContentException(
                $"{storage.RunFiles.Name}/{run.ToRun().Folder}/values",
                string.Create(CultureInfo.InvariantCulture, $"hold {lines} values, the manifest says {run.Rows}"));
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(BlockBlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content.ToMemory();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            throw new DamagedContentException($"{blob.BlobContainerName}/{blob.Name}", "is not there");
        }
    }

    private static List<ValueRecord> Checked(ReadOnlyMemory<byte> part, string place, bool isSealed)
    {
        var values = new List<ValueRecord>();
        for (var rest = part; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0 || Whole(rest.Span[..end], isSealed) is not { } value)
            {
                throw new DamagedContentException(
                    place, string.Create(CultureInfo.InvariantCulture, $"holds in line {values.Count + 1} a value that does not match its hash"));
            }

            values.Add(value);
            rest = rest[(end + 1)..];
        }

        return values;
    }

    private static ValueRecord? Whole(ReadOnlySpan<byte> line, bool isSealed)
    {
        try
        {
            var value = JsonSerializer.Deserialize(line, ValueJson.Readable.ValueRecord)!;
            return ValueSeal.IsWhole(value) && (value.Hash != Seals.Unsealed || !isSealed) ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private BlockBlobClient Blob(ChunkReference chunk) => storage.RunFiles.GetBlockBlobClient(
        string.Create(CultureInfo.InvariantCulture, $"{chunk.Run.Folder}/values/{chunk.Index:D6}.ndjson"));
}
