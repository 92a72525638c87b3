using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>The records of the files that came in, a row of the ledger for each identity and attempt.</summary>
/// <param name="storage">The table.</param>
/// <param name="alarm">Told of rows that cannot be read.</param>
public sealed class FileRecords(PipelineStorage storage, DamageAlarm? alarm = null)
{
    private const string Partition = "file";
    private const string MisstatedColumn = "misstated";

    /// <summary>An attempt, or null.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<FileRecord?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var row = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(Partition, key, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    /// <summary>The attempts at one identity, the first one first.</summary>
    /// <param name="id">The identity.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<FileRecord>> AttemptsAsync(string id, CancellationToken cancellationToken)
    {
        var attempts = new List<FileRecord>();
        while (await FindAsync(FileRecord.KeyOf(id, attempts.Count + 1), cancellationToken) is { } attempt) attempts.Add(attempt);
        return attempts;
    }

    /// <summary>The attempts at all files, the one that came last first.</summary>
    /// <param name="sha256">Only those at files of this content; null for all.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<FileRecord>> RecentAsync(string? sha256, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        if (sha256 is not null) filter += TableClient.CreateQueryFilter($" and RowKey ge {sha256} and RowKey lt {Keys.End(sha256)}");
        var rows = storage.Ledger.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
        return await rows.Select(Read)
            .OrderByDescending(record => record.ReceivedAt)
            .ThenBy(record => record.Key, StringComparer.Ordinal)
            .ToListAsync(cancellationToken);
    }

    /// <summary>The attempts that are kept but not taken in to their end, the oldest first.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<FileRecord>> OpenAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and state eq {nameof(FileState.Kept)}");
        var rows = storage.Ledger.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
        return await rows.Select(row => TableRecords.TryRead(row, IntakeJson.Readable.FileRecord, alarm) is { } record ? WithMisstated(record, row) : null)
            .OfType<FileRecord>()
            .OrderBy(record => record.ReceivedAt)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Adds an attempt.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it was added; false where it is there already.</returns>
    public async Task<bool> TryAddAsync(FileRecord record, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Ledger.AddEntityAsync(Row(record), cancellationToken);
            return true;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return false;
        }
    }

    /// <summary>Writes an attempt over itself.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task SaveAsync(FileRecord record, CancellationToken cancellationToken) =>
        storage.Ledger.UpsertEntityAsync(Row(record), TableUpdateMode.Replace, cancellationToken);

    private static TableEntity Row(FileRecord record)
    {
        var row = TableRecords.Write(record, IntakeJson.Readable.FileRecord, Partition, record.Key);
        if (record.Misstated is { } misstated) row[MisstatedColumn] = misstated;
        return row;
    }

    private static FileRecord Read(TableEntity row) => WithMisstated(TableRecords.Read(row, IntakeJson.Readable.FileRecord), row);

    private static FileRecord WithMisstated(FileRecord record, TableEntity row) => record with { Misstated = row.GetString(MisstatedColumn) };
}
