using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;
using Testing.InMemory;

namespace Soak;

/// <summary>The rows of a storage that is not in memory, as <see cref="InMemoryAccount.Items"/> gives those of one that is.</summary>
internal static class StoredRows
{
    private static readonly string[] Bookkeeping = ["odata.etag", "Timestamp", "BlobETag"];

    /// <summary>Reads them.</summary>
    /// <param name="storage">The storage.</param>
    public static async Task<IReadOnlyList<StoredItem>> ReadAsync(PipelineStorage storage)
    {
        var items = new List<StoredItem>();
        foreach (var table in new[] { storage.Grants, storage.Valuations, storage.Runs, storage.Ledger, storage.Waiting })
        {
            await foreach (var row in table.QueryAsync<TableEntity>())
            {
                items.Add(new(
                    $"{table.Name}({row.PartitionKey}; {row.RowKey})",
                    IsRow: true,
                    row.Where(column => !Bookkeeping.Contains(column.Key)).ToDictionary(column => column.Key, column => Convert.ToString(column.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal),
                    default));
            }
        }

        return items;
    }

    /// <summary>Reads blobs in the same form.</summary>
    /// <param name="containers">Of which containers.</param>
    public static async Task<IReadOnlyList<StoredItem>> BlobsAsync(params IReadOnlyList<BlobContainerClient> containers)
    {
        var items = new List<StoredItem>();
        foreach (var container in containers)
        {
            await foreach (var blob in container.GetBlobsAsync())
            {
                var content = await container.GetBlobClient(blob.Name).DownloadContentAsync();
                items.Add(new($"{container.Name}/{blob.Name}", IsRow: false, new Dictionary<string, string>(StringComparer.Ordinal), content.Value.Content.ToMemory()));
            }
        }

        return items;
    }
}
