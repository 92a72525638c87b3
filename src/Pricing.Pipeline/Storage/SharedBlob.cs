using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Pricing.Pipeline.Storage;

/// <summary>
/// Writes blobs that several processes write, each over the version that it read. Nobody but the pipeline has business with
/// them: a lease that somebody holds on one is broken, since all would wait for it without end.
/// </summary>
internal static class SharedBlob
{
    /// <summary>What a container answers whose blobs can be written once only.</summary>
    public const string Immutable = "BlobImmutableDueToPolicy";

    /// <summary>Writes a blob.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="content">Its content.</param>
    /// <param name="version">The version that was read; null where it was not there.</param>
    /// <param name="contentType">Its type.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Whether it was written; false where it is to be read again first.</returns>
    public static async Task<bool> TryWriteAsync(
        BlobClient blob, BinaryData content, ETag? version, string contentType, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            Conditions = version is { } read ? new() { IfMatch = read } : new() { IfNoneMatch = ETag.All },
            HttpHeaders = new() { ContentType = contentType },
        };
        try
        {
            await blob.UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException taken) when (taken.ErrorCode == BlobErrorCode.LeaseIdMissing)
        {
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellationToken);
            return false;
        }
        catch (RequestFailedException other)
            when (other.ErrorCode == BlobErrorCode.ConditionNotMet
                || other.ErrorCode == BlobErrorCode.BlobAlreadyExists
                || (version is null && other.ErrorCode == Immutable))
        {
            return false;
        }
    }
}
