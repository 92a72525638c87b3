using Azure;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>A blob that is read whole and rewritten only over the version that was read.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="ETag">The version.</param>
internal sealed record VersionedBlob(ReadOnlyMemory<byte> Content, ETag ETag)
{
    /// <summary>Reads a blob in one request.</summary>
    /// <returns>The blob, or null where there is none.</returns>
    public static async Task<VersionedBlob?> ReadAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            var response = await blob.DownloadContentAsync(cancellationToken);
            return new(response.Value.Content.ToMemory(), response.Value.Details.ETag);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes a blob where it still is the version that was read, or still is not there.</summary>
    /// <returns>Whether it was written; if not, somebody else wrote in between.</returns>
    public static Task<bool> TryWriteAsync(
        BlobClient blob, VersionedBlob? read, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        SharedBlob.TryWriteAsync(
            blob, BinaryData.FromBytes(content), read?.ETag, "text/plain; charset=utf-8", cancellationToken);
}
