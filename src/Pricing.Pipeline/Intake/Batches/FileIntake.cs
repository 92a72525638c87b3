using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// The one way in for files, whatever door they come by: a file is kept, recorded under its identity, then taken in
/// once. The same identity again is the same answer.
/// </summary>
/// <param name="files">Keeps the bytes.</param>
/// <param name="records">Keeps the records.</param>
/// <param name="reports">Keeps the reports.</param>
/// <param name="rowFiles">Takes in files that are judged row by row.</param>
/// <param name="marketFiles">Takes in files that are taken whole.</param>
/// <param name="refusedFiles">Answers files of which nothing is taken.</param>
/// <param name="clock">When a file came.</param>
/// <param name="metrics">Counts refused rows.</param>
/// <param name="trace">Shows the work.</param>
/// <param name="logger">Says what was taken in.</param>
public sealed partial class FileIntake(
    KeptFiles files,
    FileRecords records,
    FileReports reports,
    RowFiles rowFiles,
    MarketFiles marketFiles,
    RefusedFiles refusedFiles,
    TimeProvider clock,
    PipelineMetrics metrics,
    PipelineTrace trace,
    ILogger<FileIntake> logger)
{
    private readonly KeyedLocks taking = new();

    /// <summary>Takes in a file to its end.</summary>
    /// <param name="content">The bytes. A stream that cannot seek is put into a temporary file first.</param>
    /// <param name="sent">What its sender says of it.</param>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    /// <returns>The report; or what is missing in what the sender says.</returns>
    public async Task<Outcome<FileReport>> TakeAsync(Stream content, SentFile sent, CancellationToken cancellationToken)
    {
        var kept = await KeepAsync(content, sent, cancellationToken);
        return kept.TryGet(out var record) ? await TakeInAsync(record, cancellationToken) : kept.Failures.ToList();
    }

    /// <summary>Keeps a file and records it: from here on it is not lost, whatever becomes of the process.</summary>
    /// <param name="content">The bytes. A stream that cannot seek is put into a temporary file first.</param>
    /// <param name="sent">What its sender says of it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The attempt to take it in, new or one from before; or what is missing in what the sender says.</returns>
    public async Task<Outcome<FileRecord>> KeepAsync(Stream content, SentFile sent, CancellationToken cancellationToken)
    {
        if (sent.Failures.Count > 0) return sent.Failures.ToList();

        await using var own = content.CanSeek ? null : await SpooledFile.ReadAsync(content, cancellationToken);
        var seekable = own ?? content;
        var kept = await files.KeepAsync(seekable, cancellationToken);
        var now = clock.GetUtcNow();
        var record = await SentRecords.OfAsync(seekable, kept, sent, now, cancellationToken);
        return await RegisterAsync(record, sent.Again, cancellationToken);
    }

    /// <summary>Takes in a file that is kept. One that was taken in before has its report already.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="cancellationToken">Stops the work; doing it again later finishes it.</param>
    public async Task<FileReport> TakeInAsync(FileRecord record, CancellationToken cancellationToken)
    {
        using var one = await taking.EnterAsync(record.Key, cancellationToken);
        if (await reports.FindAsync(record, cancellationToken) is { } before)
        {
            // A crash may have come after the report.
            if (record.State != FileState.Done) await records.SaveAsync(record with { State = FileState.Done }, cancellationToken);
            return before with { SameAsBefore = true };
        }

        return await trace.BatchAsync(record.Key, async () =>
        {
            var report = RefusedFiles.Against(record) is { Count: > 0 } against ? await refusedFiles.RefuseAsync(record, against, cancellationToken)
                : record.IsKindUnknown ? await refusedFiles.TakeAsync(record, cancellationToken)
                : record.Kind.IsOfRows() ? await rowFiles.TakeAsync(record, cancellationToken)
                : await marketFiles.TakeAsync(record, cancellationToken);
            await reports.WriteAsync(report, cancellationToken);
            await records.SaveAsync(record with { State = FileState.Done }, cancellationToken);
            metrics.BatchTakenIn(report.Rows == 0 ? "" : report.Kind, report.Rejected, isReadable: report.Defect is null);
            LogTakenIn(report.Name, report.Batch, report.Stored, report.Unchanged, report.Amended, report.Rejected, report.Defect);
            return report;
        });
    }

    private async Task<FileRecord> RegisterAsync(FileRecord first, bool again, CancellationToken cancellationToken)
    {
        while (true)
        {
            var attempts = await records.AttemptsAsync(first.Id, cancellationToken);
            if (attempts.Count == 0 && await EarlierAsync(first, cancellationToken) is { } earlier) attempts = [earlier];
            if (attempts.FirstOrDefault(attempt => first.Trigger is not null && attempt.Trigger == first.Trigger) is { } same) return same;
            if (attempts.Count > 0 && !again) return attempts[^1];

            var next = first with { Attempt = attempts.Count + 1 };
            if (await records.TryAddAsync(next, cancellationToken)) return next;
        }
    }

    /// <summary>
    /// A batch that was taken in before there were records gets one, so that the same content is the same answer. Its bytes
    /// are kept from here on.
    /// </summary>
    private async Task<FileRecord?> EarlierAsync(FileRecord first, CancellationToken cancellationToken)
    {
        if (!first.MayBeFromBeforeIdentities
            || await reports.FindEarlierAsync(first.Sha256, first.Kind, cancellationToken) is not { } report)
        {
            return null;
        }

        var record = first with
        {
            Name = report.Name,
            Who = "",
            WhoIdentity = "",
            Reason = null,
            ReceivedAt = report.FinishedAt,
            Trigger = null,
            State = FileState.Done,
        };
        await records.TryAddAsync(record, cancellationToken);
        await reports.WriteAsync(report with { Sha256 = first.Sha256 }, cancellationToken);
        return record;
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "File {Name} ({Batch}): {Stored} stored, {Unchanged} unchanged, {Amended} amended, {Rejected} rejected, defect: {Defect}")]
    private partial void LogTakenIn(
        string name, string batch, int stored, int unchanged, int amended, int rejected, string? defect);
}
