using System.Globalization;
using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Sources;

/// <summary>
/// Keeps every body as it came, named by its SHA-256. A body that came before is not written again: its blob tells of
/// the first time, while each figure's own source tells of its request.
/// </summary>
/// <param name="storage">The storage.</param>
public sealed class RawArchive(PipelineStorage storage)
{
    /// <summary>What is told about a body.</summary>
    /// <param name="Feed">The feed's short name.</param>
    /// <param name="Request">The address without secrets, or the file's name, escaped.</param>
    /// <param name="Status">The HTTP status; 0 for a file.</param>
    /// <param name="FetchedAt">When it arrived.</param>
    /// <param name="IsSynthetic">Whether the feed says that its figures are made up.</param>
    public readonly record struct Receipt(
        string Feed, string Request, int Status, DateTimeOffset FetchedAt, bool IsSynthetic);

    /// <summary>Keeps a body.</summary>
    /// <param name="receipt">What is told about it.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>The body as a source of figures.</returns>
    public async Task<DataSource> KeepAsync(
        Receipt receipt, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var fetchedAt = DateTimeOffset.FromUnixTimeSeconds(receipt.FetchedAt.ToUnixTimeSeconds());
        var source = new DataSource(
            ContentHash.Of(body.Span), receipt.Feed, receipt.Request, fetchedAt, receipt.IsSynthetic);
        var options = new BlobUploadOptions
        {
            Conditions = new() { IfNoneMatch = ETag.All },
            Metadata = new Dictionary<string, string>
            {
                ["source"] = source.Feed,
                ["request"] = source.Request,
                ["time"] = DateText.OfInstant(fetchedAt),
                ["status"] = receipt.Status.ToString(CultureInfo.InvariantCulture),
                ["origin"] = source.IsSynthetic ? "synthetic" : "received",
            },
        };
        try
        {
            await storage.RawMarketData.GetBlobClient(source.Sha256)
                .UploadAsync(BinaryData.FromBytes(body), options, cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.Status is 409 or 412)
        {
            // The same bytes are there already.
        }

        return source;
    }

    /// <summary>Reads a body.</summary>
    /// <param name="sha256">Its SHA-256.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The bytes as they came; null where no body has that hash.</returns>
    /// <exception cref="DamagedContentException">What is stored does not match the hash.</exception>
    public Task<BinaryData?> ReadAsync(string sha256, CancellationToken cancellationToken) =>
        ContentBlob.ReadAsync(storage.RawMarketData.GetBlobClient(sha256), sha256, cancellationToken);
}
