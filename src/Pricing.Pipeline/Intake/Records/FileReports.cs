using System.Text.Json;
using Azure.Data.Tables;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>The reports of the files that were taken in, a row of the ledger each, and <c>report.json</c> under their key.</summary>
/// <param name="storage">The table and the container.</param>
/// <param name="alarm">Told of rows that cannot be read.</param>
public sealed class FileReports(PipelineStorage storage, DamageAlarm? alarm = null)
{
    private const string Partition = "batch";

    /// <summary>The report under a key, or null where that file was not taken in to its end.</summary>
    /// <param name="key">The key of the attempt.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<FileReport?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            Partition, key, cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>The report of an attempt, or null. The first one may have been made before there were identities.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<FileReport?> FindAsync(FileRecord record, CancellationToken cancellationToken) =>
        await FindAsync(record.Key, cancellationToken) is { } report
            ? report
            : record.MayBeFromBeforeIdentities
                ? await FindEarlierAsync(record.Sha256, record.Kind, cancellationToken)
                : null;

    /// <summary>The report of a batch that came before there were identities: it stands under the hash of its content.</summary>
    /// <param name="sha256">The hash.</param>
    /// <param name="kind">What the content is taken as today.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<FileReport?> FindEarlierAsync(string sha256, FileKind kind, CancellationToken cancellationToken) =>
        kind.IsOfRows()
        && await FindAsync(sha256, cancellationToken) is { } report
        && (report.Kind is "" || report.Kind == kind.Word())
            ? report
            : null;

    /// <summary>The reports of all files.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<FileReport>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = storage.Ledger.QueryAsync<TableEntity>(
            row => row.PartitionKey == Partition, cancellationToken: cancellationToken);
        return await rows.Select(row => TableRecords.TryRead(row, IntakeJson.Readable.FileReport, alarm))
            .OfType<FileReport>()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Writes a report: the file first, then the row that says that all is there.</summary>
    /// <param name="report">The report.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task WriteAsync(FileReport report, CancellationToken cancellationToken)
    {
        await storage.GrantBatchReports.GetBlobClient($"{report.Batch}/report.json").UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(report, IntakeJson.Readable.FileReport)),
            overwrite: true,
            cancellationToken);
        await storage.Ledger.UpsertEntityAsync(
            TableRecords.Write(report, IntakeJson.Readable.FileReport, Partition, report.Batch),
            TableUpdateMode.Replace,
            cancellationToken);
    }

    private static FileReport Read(TableEntity row) => TableRecords.Read(row, IntakeJson.Readable.FileReport);
}
