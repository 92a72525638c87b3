using Azure.Data.Tables;

namespace Pricing.Pipeline.Storage;

/// <summary>Names rows that cannot be read.</summary>
internal static class StoredRow
{
    /// <summary>A row that cannot be read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">The row.</param>
    /// <param name="reason">What of it cannot be read.</param>
    public static Failure Damage(string table, TableEntity row, string reason) =>
        new(ReasonCode.DamagedData, $"table {table}", $"{row.PartitionKey} {row.RowKey}", $"the stored row cannot be read: {reason}");
}
