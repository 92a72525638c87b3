using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Files;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Takes in a batch that was dropped as a blob: exactly once for its content, good rows stored, bad rows answered.</summary>
/// <param name="storage">The containers.</param>
/// <param name="reader">Reads terms.</param>
/// <param name="grants">Stores grants.</param>
/// <param name="events">Stores events.</param>
/// <param name="buckets">Where a grant goes.</param>
/// <param name="ledger">Which batches are taken in.</param>
/// <param name="clock">The time of the report.</param>
/// <param name="metrics">Counts refused rows.</param>
/// <param name="trace">Shows the work.</param>
/// <param name="logger">Says what was taken in.</param>
public sealed partial class BatchIngestor(
    PipelineStorage storage,
    GrantTermsReader reader,
    GrantStore grants,
    GrantEventStore events,
    IssuerBuckets buckets,
    BatchLedger ledger,
    TimeProvider clock,
    PipelineMetrics metrics,
    PipelineTrace trace,
    ILogger<BatchIngestor> logger)
{
    /// <summary>
    /// Takes in a blob of the container of grant batches, from a snapshot: what is taken in is one version in whole,
    /// with its own hash and report, also where the blob is replaced meanwhile. The newer version is a batch of its own.
    /// </summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    /// <returns>The report; null where the blob is gone.</returns>
    public async Task<BatchReport?> IngestAsync(string name, CancellationToken cancellationToken)
    {
        var blob = storage.GrantBatches.GetBlobClient(name);
        try
        {
            var frozen = (await blob.CreateSnapshotAsync(cancellationToken: cancellationToken)).Value;
            var snapshot = blob.WithSnapshot(frozen.Snapshot);
            try
            {
                var content = await LookAtAsync(snapshot, cancellationToken);
                var report = await ledger.FindAsync(content.Hash, cancellationToken) is { } before
                    ? before with { SameAsBefore = true }
                    : await trace.BatchAsync(content.Hash, () => TakeInAsync(snapshot, content, cancellationToken));
                await ledger.NoteBlobAsync(name, BatchLedger.Text(frozen.ETag), content.Hash, cancellationToken);
                return report;
            }
            finally
            {
                await snapshot.DeleteIfExistsAsync(cancellationToken: CancellationToken.None);
            }
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            LogGone(name);
            return null;
        }
    }

    private static async Task<BatchContent> LookAtAsync(BlobClient snapshot, CancellationToken cancellationToken)
    {
        await using var stream = await snapshot.OpenReadAsync(cancellationToken: cancellationToken);
        return await BatchContent.ReadAsync(stream, cancellationToken);
    }

    private async Task<BatchReport> TakeInAsync(
        BlobClient snapshot, BatchContent content, CancellationToken cancellationToken)
    {
        var hash = content.Hash;
        var tally = new BatchTally(new RejectWriter(storage.GrantBatchReports, hash));
        if (content.IsUtf8)
        {
            await using var stream = await snapshot.OpenReadAsync(cancellationToken: cancellationToken);
            await TakeRowsAsync(stream, hash, tally, cancellationToken);
        }
        else
        {
            tally.Defect = "the file is not UTF-8";
        }

        await tally.Rejects.CommitAsync();
        var report = tally.Report(hash, snapshot.Name, clock.GetUtcNow());
        await storage.GrantBatchReports.GetBlobClient($"{hash}/report.json").UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(report, IngestionJson.Readable.BatchReport)),
            overwrite: true,
            cancellationToken);
        await ledger.FinishAsync(report, cancellationToken);
        metrics.BatchTakenIn(report.Kind, report.Rejected, isReadable: report.Defect is null);
        LogTakenIn(report.Name, report.Batch, report.Stored, report.Unchanged, report.Amended, report.Rejected);
        return report;
    }

    private async Task TakeRowsAsync(Stream content, string hash, BatchTally tally, CancellationToken cancellationToken)
    {
        IBatchSink? sink = null;
        try
        {
            await foreach (var row in BatchRows.ReadAsync(content, cancellationToken))
            {
                tally.Rows++;
                if (row.Defect is not null)
                {
                    await tally.RefuseAsync(row.Line, [row.Defect], cancellationToken);
                    continue;
                }

                sink ??= BatchColumns.AreOfEvents(row)
                    ? new EventSink(events, hash)
                    : new GrantSink(reader, grants, events, buckets, hash);
                tally.Kind = sink.Kind;
                var columns = BatchColumns.Check(row, sink);
                if (columns.Count > 0) await tally.RefuseAsync(row.Line, columns, cancellationToken);
                else await tally.CountAsync(await sink.TakeAsync(row, cancellationToken), cancellationToken);
            }
        }
        catch (BatchFormatException defect)
        {
            // Rows before an unreadable place are good rows.
            tally.Defect = defect.Message;
        }

        if (sink is not null) await tally.CountAsync(await sink.FlushAsync(cancellationToken), cancellationToken);
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Batch {Name} ({Batch}): {Stored} stored, {Unchanged} unchanged, {Amended} amended, {Rejected} rejected")]
    private partial void LogTakenIn(string name, string batch, int stored, int unchanged, int amended, int rejected);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Batch {Name} is gone")]
    private partial void LogGone(string name);
}
