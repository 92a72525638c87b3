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

    /// <summary>The version of a blob as it stands.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The version; null where it is not there.</returns>
    public static async Task<ETag?> VersionAsync(BlobBaseClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value.ETag;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Lets a write through over one version only.</summary>
    /// <param name="version">The version; null where the blob must not be there.</param>
    public static BlobRequestConditions Over(ETag? version) =>
        version is { } read ? new() { IfMatch = read } : new() { IfNoneMatch = ETag.All };

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
            Conditions = Over(version),
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
