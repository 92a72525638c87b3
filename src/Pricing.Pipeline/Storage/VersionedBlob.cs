using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pricing.Pipeline.Storage;

/// <summary>A blob that is read whole and rewritten only over the version that was read.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="ETag">The version.</param>
internal sealed record VersionedBlob(ReadOnlyMemory<byte> Content, ETag ETag)
{
    /// <summary>Reads a blob in one request.</summary>
    /// <returns>The blob, or null where there is none.</returns>
    public static async Task<VersionedBlob?> ReadAsync(BlobClient blob, CancellationToken cancellationToken) =>
        (await ReadUnlessAsync(blob, known: null, cancellationToken)).Blob;

    /// <summary>Reads a blob unless it still is a version that is known.</summary>
    /// <returns>Whether it still is; else the blob, or null where there is none.</returns>
    public static async Task<(bool IsKnown, VersionedBlob? Blob)> ReadUnlessAsync(BlobClient blob, ETag? known, CancellationToken cancellationToken)
    {
        var conditions = known is null ? null : new BlobRequestConditions { IfNoneMatch = known };
        try
        {
            var response = await blob.DownloadStreamingAsync(new BlobDownloadOptions { Conditions = conditions }, cancellationToken);
            if (response.GetRawResponse().Status == 304) return (true, null);

            // Into exactly as many bytes as there are: what grows as it is read is copied many times.
            using var download = response.Value;
            var content = new byte[download.Details.ContentLength];
            await download.Content.ReadExactlyAsync(content, cancellationToken);
            return (false, new(content, download.Details.ETag));
        }
        catch (RequestFailedException failure) when (failure.Status == 304)
        {
            return (true, null);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return (false, null);
        }
    }

    /// <summary>Writes a blob where it still is the version that was read, or still is not there.</summary>
    /// <returns>Whether it was written; if not, somebody else wrote in between.</returns>
    public static Task<bool> TryWriteAsync(
        BlobClient blob, VersionedBlob? read, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        SharedBlob.TryWriteAsync(
            blob, BinaryData.FromBytes(content), read?.ETag, "text/plain; charset=utf-8", cancellationToken);
}
