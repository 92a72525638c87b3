using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Sources;

/// <summary>
/// Keeps the bytes of every file that came in, as they came, named by their SHA-256: each content once, never written
/// over. Nothing is made of a file before it is kept.
/// </summary>
/// <param name="storage">The container <c>intake</c>.</param>
public sealed class KeptFiles(PipelineStorage storage)
{
    private const int BytesAtOnce = 4 * 1024 * 1024;

    private static readonly StorageTransferOptions Transfer =
        new() { InitialTransferSize = BytesAtOnce, MaximumTransferSize = BytesAtOnce, MaximumConcurrency = 2 };

    /// <summary>A file that is kept.</summary>
    /// <param name="Sha256">The SHA-256 of its bytes, which is its name.</param>
    /// <param name="Length">How many bytes it has.</param>
    public readonly record struct KeptFile(string Sha256, long Length);

    /// <summary>Keeps a file. It is read twice and never held whole.</summary>
    /// <param name="content">The bytes: a stream that can seek, and that nobody changes meanwhile.</param>
    /// <param name="cancellationToken">Stops the reading and writing; doing it again finishes it.</param>
    public async Task<KeptFile> KeepAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        var kept = new KeptFile(await ContentHash.OfAsync(content, cancellationToken), content.Length);
        var blob = Blob(kept.Sha256);
        if (await blob.ExistsAsync(cancellationToken)) return kept;

        content.Position = 0;
        try
        {
            await blob.UploadAsync(
                content,
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All }, TransferOptions = Transfer },
                cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // The same bytes came in by another door at the same time.
        }

        return kept;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The bytes as they came, in a stream that can seek.</returns>
    /// <exception cref="RequestFailedException">No file of that hash is kept.</exception>
    /// <exception cref="DamagedContentException">What is kept does not match the hash.</exception>
    public Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken) =>
        ContentBlob.OpenAsync(Blob(sha256), sha256, cancellationToken);

    /// <summary>What is thrown where kept bytes do not match their hash any more.</summary>
    /// <param name="sha256">The hash.</param>
    public static DamagedContentException Damaged(string sha256) =>
        new($"intake/{sha256}", "does not match its own hash");

    /// <summary>What is thrown where bytes that were kept are there no more.</summary>
    /// <param name="sha256">The hash.</param>
    public static DamagedContentException Gone(string sha256) =>
        new($"intake/{sha256}", "is not there");

    /// <summary>Whether the bytes of a hash are kept.</summary>
    /// <param name="sha256">The hash.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> IsKeptAsync(string sha256, CancellationToken cancellationToken) =>
        await Blob(sha256).ExistsAsync(cancellationToken);

    private BlobClient Blob(string sha256) => storage.Intake.GetBlobClient(sha256);
}
