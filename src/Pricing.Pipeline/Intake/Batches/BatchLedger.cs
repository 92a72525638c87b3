using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Which batches are taken in, by content, and which blobs were looked at, by name and ETag.</summary>
/// <param name="storage">The tables.</param>
public sealed class BatchLedger(PipelineStorage storage)
{
    private const string BatchPartition = "batch";
    private const string BlobPartition = "blob";
    private const string BlobName = "BlobName";
    private const string BlobETag = "BlobETag";

    /// <summary>An ETag as text; a listing gives it without the quotes that a header has.</summary>
    /// <param name="etag">The ETag.</param>
    public static string Text(ETag etag) => etag.ToString("G").Trim('"');

    /// <summary>The report of a batch that was taken in to its end, or null.</summary>
    /// <param name="hash">The batch.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<BatchReport?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            BatchPartition, hash, cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>The reports of all batches.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<BatchReport>> ListAsync(CancellationToken cancellationToken)
    {
        var reports = new List<BatchReport>();
        var rows = storage.Ledger.QueryAsync<TableEntity>(
            row => row.PartitionKey == BatchPartition, cancellationToken: cancellationToken);
        await foreach (var row in rows) reports.Add(Read(row));
        return reports;
    }

    /// <summary>Notes a batch as taken in.</summary>
    /// <param name="report">Its report.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task FinishAsync(BatchReport report, CancellationToken cancellationToken) =>
        storage.Ledger.UpsertEntityAsync(
            TableRecords.Write(report, IngestionJson.Readable.BatchReport, BatchPartition, report.Batch),
            TableUpdateMode.Replace,
            cancellationToken);

    /// <summary>The blobs that were looked at: the ETag by the name.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<Dictionary<string, string>> SeenBlobsAsync(CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = storage.Ledger.QueryAsync<TableEntity>(
            row => row.PartitionKey == BlobPartition, cancellationToken: cancellationToken);
        await foreach (var row in rows) seen[row.GetString(BlobName)] = row.GetString(BlobETag);
        return seen;
    }

    /// <summary>Notes that a blob was looked at. A blob's name may be longer than a key, so the row bears its hash.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="etag">Its ETag.</param>
    /// <param name="hash">The batch it holds.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteBlobAsync(string name, string etag, string hash, CancellationToken cancellationToken) =>
        storage.Ledger.UpsertEntityAsync(
            new TableEntity(BlobPartition, ContentHash.Of(name)) { [BlobName] = name, [BlobETag] = etag, ["Batch"] = hash },
            TableUpdateMode.Replace,
            cancellationToken);

    private static BatchReport Read(TableEntity row) => TableRecords.Read(row, IngestionJson.Readable.BatchReport);
}
