using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Nights.Runs;
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

    /// <summary>Copies the values of a run to a stream, chunk after chunk.</summary>
    /// <param name="run">The run.</param>
    /// <param name="chunks">The number of its chunks.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CopyToAsync(NightRun run, int chunks, Stream target, CancellationToken cancellationToken)
    {
        for (var index = 0; index < chunks; index++)
        {
            await using var part = await Blob(new(run, index)).OpenReadAsync(cancellationToken: cancellationToken);
            await part.CopyToAsync(target, cancellationToken);
        }
    }

    private BlockBlobClient Blob(ChunkReference chunk) => storage.RunFiles.GetBlockBlobClient(
        string.Create(CultureInfo.InvariantCulture, $"{chunk.Run.Folder}/values/{chunk.Index:D6}.ndjson"));
}
