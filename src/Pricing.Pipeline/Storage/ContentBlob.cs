using Azure;
using Azure.Storage.Blobs;

namespace Pricing.Pipeline.Storage;

/// <summary>
/// Reads blobs that are named by the SHA-256 of their content. What does not match its name is never handed out: a
/// figure that cites it cites other bytes.
/// </summary>
public static class ContentBlob
{
    /// <summary>Reads a blob whole.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="sha256">The hash that its content must have.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The content; null where the blob is not there.</returns>
    /// <exception cref="DamagedContentException">The content has another hash.</exception>
    public static async Task<BinaryData?> ReadAsync(BlobClient blob, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            var content = (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
            var found = ContentHash.Of(content.ToMemory().Span);
            return found == sha256 ? content : throw Damage(blob, sha256, found);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Opens a blob that may be too large to be held whole; it is read once more for that.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="sha256">The hash that its content must have.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The content from its start, in a stream that can seek.</returns>
    /// <exception cref="DamagedContentException">The content has another hash.</exception>
    /// <exception cref="RequestFailedException">The blob is not there.</exception>
    public static async Task<Stream> OpenAsync(BlobClient blob, string sha256, CancellationToken cancellationToken)
    {
        var content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        try
        {
            var found = await ContentHash.OfAsync(content, cancellationToken);
            if (found != sha256) throw Damage(blob, sha256, found);
            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    private static DamagedContentException Damage(BlobClient blob, string stated, string found) =>
        new($"{blob.BlobContainerName}/{blob.Name}", "does not match its hash") { StatedHash = stated, FoundHash = found };
}
