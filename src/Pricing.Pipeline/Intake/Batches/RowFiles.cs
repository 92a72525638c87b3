using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>Takes in files of grants and of events: every row is judged by itself, good rows are stored, bad rows answered.</summary>
/// <param name="storage">Where rejects go.</param>
/// <param name="files">The kept bytes.</param>
/// <param name="sinks">Take rows.</param>
/// <param name="waiting">Keeps rows that wait.</param>
/// <param name="judge">Judges them again.</param>
/// <param name="clock">The time of the report.</param>
public sealed class RowFiles(
    PipelineStorage storage, KeptFiles files, RowSinks sinks, WaitingStore waiting, WaitingJudge judge, TimeProvider clock)
{
    /// <summary>Takes in a kept file. Doing it twice leaves the same rows and gives the same report.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    public async Task<FileReport> TakeAsync(FileRecord record, CancellationToken cancellationToken)
    {
        var watch = await WaitingWatch.BeginAsync(waiting, judge, record, cancellationToken);
        await using var stream = await files.OpenAsync(record.Sha256, cancellationToken);
        using var table = await TableReader.OpenAsync(stream, FileRequests.Of(record), cancellationToken);
        var tally = BatchTally.Of(table, new RejectWriter(storage.GrantBatchReports, record.Key), watch);
        await using (var sink = sinks.Of(record.Kind, record.Key)) await TakeRowsAsync(table, sink, tally, row => SenderLimit.Of(record, row), cancellationToken);
        await tally.Rejects.CommitAsync();
        return tally.Report(record, clock.GetUtcNow());
    }

    /// <summary>Takes the rows of a table one by one.</summary>
    /// <param name="table">The table.</param>
    /// <param name="sink">Takes a row.</param>
    /// <param name="tally">Counts them.</param>
    /// <param name="against">Why the sender may not change what a row is about; null where the sender may.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    internal static async Task TakeRowsAsync(
        TableReader table, IBatchSink sink, BatchTally tally, Func<BatchRow, Failure?> against, CancellationToken cancellationToken)
    {
        var line = 0;
        while (await table.ReadAsync(cancellationToken))
        {
            line = BatchRow.LineAfter(line, table.Line);
            tally.Rows++;
            if (!table.IsReadable)
            {
                await tally.RefuseAsync(line, table.Fields.Failures, cancellationToken);
                continue;
            }

            var row = BatchRow.Of(line, table.Fields);
            if (against(row) is { } refused)
            {
                await tally.RefuseAsync(line, [refused], cancellationToken);
                continue;
            }

            await tally.CountAsync(await sink.TakeAsync(row, table.Fields, cancellationToken), cancellationToken);
        }

        // Rows before an unreadable place are good rows.
        tally.Defect = DefectText.Of(table.Defects, table.Defects.Count);
        tally.Notices = DefectText.Of([.. table.Notices, .. sink.Notices]);
        await tally.CountAsync(await sink.FlushAsync(cancellationToken), cancellationToken);
        await tally.EndAsync(cancellationToken);
        tally.DatesToValue = sink.DatesToValue;
    }
}
