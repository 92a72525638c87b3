using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>A row that waits, or did, as a row of a table: its fields are columns beside its own.</summary>
internal static class WaitingEntity
{
    private const string FieldPrefix = "f_";

    /// <summary>Makes the table's row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="partition">The partition key.</param>
    /// <param name="key">The row key.</param>
    public static TableEntity Write(WaitingRow row, string partition, string key)
    {
        var entity = TableRecords.Write(row, WaitingJson.Readable.WaitingRow, partition, key);
        foreach (var (name, value) in row.Fields) entity[FieldPrefix + name] = value;
        return entity;
    }

    /// <summary>Reads a table's row back.</summary>
    /// <param name="entity">The table's row.</param>
    /// <param name="keyOf">The row key that belongs to a row.</param>
    /// <param name="alarm">Told of a row that cannot be read.</param>
    /// <returns>The row; null where it cannot be read.</returns>
    public static WaitingRow? TryRead(TableEntity entity, Func<WaitingRow, string> keyOf, DamageAlarm? alarm)
    {
        if (TableRecords.TryRead(entity, WaitingJson.Readable.WaitingRow, alarm) is not { } row) return null;

        var columns = entity.Where(column => column.Key.StartsWith(FieldPrefix, StringComparison.Ordinal)).ToList();
        if (columns.All(column => column.Value is string) && keyOf(row) == entity.RowKey)
        {
            return row with
            {
                Fields = columns.ToDictionary(
                    column => column.Key[FieldPrefix.Length..], column => (string)column.Value, StringComparer.Ordinal),
            };
        }

        alarm?.Raise($"The row {entity.PartitionKey} {entity.RowKey} is no row that waits.");
        return null;
    }
}
