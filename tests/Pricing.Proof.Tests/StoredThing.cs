using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Pricing.Proof.Tests;

/// <summary>Something stored of which one byte can be flipped, and flipped back.</summary>
/// <param name="Flip">Flips it; gives what flips it back.</param>
internal sealed record StoredThing(Func<Task<Func<Task>>> Flip)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The middle byte of the first blob under a prefix.</summary>
    public static StoredThing Blob(BlobContainerClient container, string prefix) => new(async () =>
    {
        var name = (await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, Cancellation).FirstAsync(Cancellation)).Name;
        var blob = container.GetBlobClient(name);
        var read = (await blob.DownloadContentAsync(Cancellation)).Value;
        var bytes = read.Content.ToArray();
        bytes[bytes.Length / 2] ^= 1;
        await WriteAsync(BinaryData.FromBytes(bytes));
        return () => WriteAsync(read.Content);

        Task WriteAsync(BinaryData content) => blob.UploadAsync(
            content,
            new BlobUploadOptions { Metadata = read.Details.Metadata, HttpHeaders = new() { ContentType = read.Details.ContentType } },
            Cancellation);
    });

    /// <summary>The last byte of a column of the first row that a filter lets through.</summary>
    public static StoredThing Row(TableClient table, string filter, string column) => new(async () =>
    {
        var row = await table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation).FirstAsync(Cancellation);
        var before = row[column];
        row[column] = before switch
        {
            string text => text[..^1] + (char)(text[^1] ^ 1),
            int number => number ^ 1,
            _ => throw new NotSupportedException($"{column} is a {before.GetType().Name}."),
        };
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);
        return async () =>
        {
            row[column] = before;
            await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);
        };
    });
}
