using Pricing.Pipeline.Files;
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
        var tally = new BatchTally(new RejectWriter(storage.GrantBatchReports, record.Key), watch);
        await using var stream = await files.OpenAsync(record.Sha256, cancellationToken);
        var content = await BatchContent.ReadAsync(stream, cancellationToken);
        if (content.Hash != record.Sha256) throw KeptFiles.Damaged(record.Sha256);

        stream.Position = 0;
        if (content.IsUtf8) await TakeRowsAsync(stream, sinks.Of(record.Kind, record.Key), tally, cancellationToken);
        else tally.Defect = "the file is not UTF-8";
        await tally.Rejects.CommitAsync();
        return tally.Report(record, clock.GetUtcNow());
    }

    private static async Task TakeRowsAsync(
        Stream content, IBatchSink sink, BatchTally tally, CancellationToken cancellationToken)
    {
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

        await tally.CountAsync(await sink.FlushAsync(cancellationToken), cancellationToken);
        await tally.EndAsync(cancellationToken);
    }
}
