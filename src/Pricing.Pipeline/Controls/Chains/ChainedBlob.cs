using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Chains;

/// <summary>The links of a chain of blobs that are written once and never changed: each holds the hash of the one before it.</summary>
internal static class ChainedBlob
{
    /// <summary>Reads a link.</summary>
    /// <typeparam name="T">The link.</typeparam>
    /// <param name="blob">Its blob.</param>
    /// <param name="type">Its JSON.</param>
    /// <param name="follows">Whether it is as it was written, in its place.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The link; null where none is there.</returns>
    /// <exception cref="DamagedContentException">It cannot be read, or is not as it was written, or not in its place.</exception>
    public static async Task<T?> FindAsync<T>(
        BlobClient blob, JsonTypeInfo<T> type, Func<T, bool> follows, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var content = (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
            return JsonSerializer.Deserialize(content, type) is { } link && follows(link)
                ? link
                : throw Damage(blob, "is not as it was written, or does not follow the one before it");
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException unreadable)
        {
            throw Damage(blob, $"cannot be read: {unreadable.Message}");
        }
    }

    /// <summary>Writes a link at the end of its chain.</summary>
    /// <typeparam name="T">The link.</typeparam>
    /// <param name="blob">Its blob.</param>
    /// <param name="link">The link.</param>
    /// <param name="type">Its JSON.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it was written; false where somebody else wrote one there.</returns>
    public static Task<bool> TryWriteAsync<T>(BlobClient blob, T link, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class =>
        SharedBlob.TryWriteAsync(
            blob, BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(link, type)), version: null, "application/json", cancellationToken);

    private static DamagedContentException Damage(BlobClient blob, string reason) => new($"{blob.BlobContainerName}/{blob.Name}", reason);
}
