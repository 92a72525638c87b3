using System.Globalization;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Testing.InMemory;

namespace Soak;

/// <summary>The rows of a storage that is not in memory, as <see cref="InMemoryAccount.Items"/> gives those of one that is.</summary>
internal static class StoredRows
{
    /// <summary>Reads them.</summary>
    /// <param name="storage">The storage.</param>
    public static async Task<IReadOnlyList<StoredItem>> ReadAsync(PipelineStorage storage)
    {
        var items = new List<StoredItem>();
        foreach (var table in new[] { storage.Grants, storage.Valuations, storage.Runs, storage.Ledger })
        {
            await foreach (var row in table.QueryAsync<TableEntity>())
            {
                items.Add(new(
                    $"{table.Name}({row.PartitionKey}; {row.RowKey})",
                    IsRow: true,
                    row.ToDictionary(column => column.Key, column => Convert.ToString(column.Value, CultureInfo.InvariantCulture) ?? "", StringComparer.Ordinal),
                    default));
            }
        }

        return items;
    }
}
