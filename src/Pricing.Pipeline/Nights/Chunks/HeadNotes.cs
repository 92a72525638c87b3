using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// Notes the heads of a chunk once all of its values are stored, so that who closes the run reads one blob a chunk instead of a
/// row a partition. The rows are what counts: where a note is missing or cannot be read, they are read.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class HeadNotes(PipelineStorage storage)
{
    /// <summary>Notes the heads of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="heads">The heads, part after part.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task WriteAsync(ChunkReference chunk, IReadOnlyList<ChunkHead> heads, CancellationToken cancellationToken) => await Blob(chunk)
        .UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(heads, ChunkJson.Readable.IReadOnlyListChunkHead)),
            overwrite: true,
            cancellationToken);

    /// <summary>The heads of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The heads, part after part; null where no note of them can be read.</returns>
    public async Task<IReadOnlyList<ChunkHead>?> FindAsync(ChunkReference chunk, CancellationToken cancellationToken)
    {
        if (await VersionedBlob.ReadAsync(Blob(chunk), cancellationToken) is not { } read) return null;
        try
        {
            return JsonSerializer.Deserialize(read.Content.Span, ChunkJson.Readable.IReadOnlyListChunkHead);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private BlobClient Blob(ChunkReference chunk) => storage.RunFiles.GetBlobClient(
        string.Create(CultureInfo.InvariantCulture, $"{chunk.Run.Folder}/heads/{chunk.Index:D6}.json"));
}
