using System.Globalization;
using System.Text.Json;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// Notes the heads of a chunk once all of its values are stored, so that who closes the run reads one blob a chunk instead of a
/// row a partition. The rows are what counts: where a note is missing, they are read.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class HeadNotes(PipelineStorage storage)
{
    /// <summary>Notes the heads of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="heads">The heads of each of its parts, in their order.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task WriteAsync(ChunkReference chunk, IReadOnlyList<IReadOnlyList<ChunkHead>> heads, CancellationToken cancellationToken) => await Blob(chunk)
        .UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(heads, ChunkJson.Readable.Heads)),
            overwrite: true,
            cancellationToken);

    /// <summary>The heads of each part of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The heads; null where they were not noted.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<ChunkHead>>?> FindAsync(ChunkReference chunk, CancellationToken cancellationToken) =>
        await VersionedBlob.ReadAsync(Blob(chunk), cancellationToken) is { } read
            ? JsonSerializer.Deserialize(read.Content.Span, ChunkJson.Readable.Heads)
            : null;

    private BlobClient Blob(ChunkReference chunk) => storage.RunFiles.GetBlobClient(
        string.Create(CultureInfo.InvariantCulture, $"{chunk.Run.Folder}/heads/{chunk.Index:D6}.json"));
}
