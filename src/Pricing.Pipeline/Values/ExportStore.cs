using System.Globalization;
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
public sealed class ExportStore(PipelineStorage storage)
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

    /// <summary>
    /// Copies the values of a run to a stream, chunk after chunk. Each chunk is checked before it is handed on.
    /// </summary>
    /// <param name="run">The run, completed.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">A value does not match its hash, or values are missing.</exception>
    public async Task CopyToAsync(RunRecord run, Stream target, CancellationToken cancellationToken)
    {
        var lines = 0;
        for (var index = 0; index < run.Chunks; index++)
        {
            var blob = Blob(new(run.ToRun(), index));
            var part = await ReadAsync(blob, cancellationToken);
            lines += Check(part, $"{blob.BlobContainerName}/{blob.Name}", isSealed: run.Root != Seals.Unsealed);
            await target.WriteAsync(part, cancellationToken);
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

    private static int Check(ReadOnlyMemory<byte> part, string place, bool isSealed)
    {
        var lines = 0;
        for (var rest = part; !rest.IsEmpty; lines++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0 || !IsWhole(rest.Span[..end], isSealed))
            {
                throw new DamagedContentException(
                    place, string.Create(CultureInfo.InvariantCulture, $"holds in line {lines + 1} a value that does not match its hash"));
            }

            rest = rest[(end + 1)..];
        }

        return lines;
    }

    private static bool IsWhole(ReadOnlySpan<byte> line, bool isSealed)
    {
        try
        {
            var value = JsonSerializer.Deserialize(line, ValueJson.Readable.ValueRecord)!;
            return ValueSeal.IsWhole(value) && (value.Hash != Seals.Unsealed || !isSealed);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private BlockBlobClient Blob(ChunkReference chunk) => storage.RunFiles.GetBlockBlobClient(
        string.Create(CultureInfo.InvariantCulture, $"{chunk.Run.Folder}/values/{chunk.Index:D6}.ndjson"));
}
