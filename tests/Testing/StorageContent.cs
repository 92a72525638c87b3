using System.Globalization;
using System.IO.Compression;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Testing;

/// <summary>Everything a storage holds, in a form that two moments can be compared in.</summary>
public static class StorageContent
{
    private static readonly string[] Bookkeeping = ["odata.etag", "Timestamp", "BlobETag"];

    /// <summary>Every row, every column but those that only say when something was written.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>A line a row, by its keys.</returns>
    public static async Task<IReadOnlyList<string>> RowsAsync(TableClient table, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            var columns = row
                .Where(column => !Bookkeeping.Contains(column.Key))
                .OrderBy(column => column.Key, StringComparer.Ordinal)
                .Select(column => string.Create(CultureInfo.InvariantCulture, $"{column.Key}={Text(column.Value)}"));
            rows.Add($"{table.Name} {string.Join(", ", columns)}");
        }

        return rows;
    }

    /// <summary>The ETag of every row: another one says that the row was written, be it with the same content.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task<IReadOnlyList<string>> ETagsAsync(TableClient table, CancellationToken cancellationToken)
    {
        var rows = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
            rows.Add($"{row.PartitionKey} {row.RowKey} {row.ETag}");
        return rows;
    }

    /// <summary>The text of a blob; of one that is packed, as its name says, what is in it.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<string> TextAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        await using var content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
        await using var text = blob.Name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(content, CompressionMode.Decompress) : content;
        using var reader = new StreamReader(text);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>Lays a blob that is packed under the name and in the form that it had before such blobs were.</summary>
    /// <param name="container">The container.</param>
    /// <param name="name">The name without packing.</param>
    /// <param name="change">What becomes of its text.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task UnpackAsync(
        BlobContainerClient container, string name, Func<string, string> change, CancellationToken cancellationToken)
    {
        var packed = container.GetBlobClient(name + ".gz");
        var text = await TextAsync(packed, cancellationToken);
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString(change(text)), overwrite: true, cancellationToken);
        await packed.DeleteAsync(cancellationToken: cancellationToken);
    }

    /// <summary>All rows of all tables, and the name and hash of every blob.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public static async Task<IReadOnlyList<string>> AllAsync(PipelineStorage storage, CancellationToken cancellationToken)
    {
        var all = new List<string>();
        foreach (var table in new[] { storage.Grants, storage.Valuations, storage.Runs, storage.Ledger, storage.Waiting })
            all.AddRange(await RowsAsync(table, cancellationToken));
        foreach (var container in new[] { storage.GrantBatches, storage.PriceFiles, storage.Intake, storage.GrantBatchReports, storage.MarketData, storage.RawMarketData, storage.RunFiles })
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken))
            {
                var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
                all.Add($"{container.Name}/{blob.Name} {ContentHash.Of(content.Value.Content.ToMemory().Span)}");
            }
        }

        return all;
    }

    private static object Text(object value) => value is DateTimeOffset instant ? instant.UtcTicks : value;
}
