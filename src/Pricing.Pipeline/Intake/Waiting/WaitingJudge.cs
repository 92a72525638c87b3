using System.Globalization;
using Microsoft.Extensions.Logging;
using Pricing.Files.Fields;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>
/// Judges rows that wait again: each as if it came now, in the order of arrival, so that the first of two amendments wins.
/// A row that is stored may be what another one waits for, so this goes on until nothing more turns. A row that waited
/// too long is refused.
/// </summary>
/// <param name="store">The rows.</param>
/// <param name="ended">Keeps what those said that never count, by grant.</param>
/// <param name="fates">What became of them.</param>
/// <param name="sinks">Take rows.</param>
/// <param name="mended">Knows which rows nobody needs any more.</param>
/// <param name="options">How long a row waits.</param>
/// <param name="clock">The time.</param>
/// <param name="metrics">Counts refused rows.</param>
/// <param name="logger">Says what was decided, and what could not be judged.</param>
public sealed partial class WaitingJudge(
    WaitingStore store,
    EndedRows ended,
    FateStore fates,
    RowSinks sinks,
    MendedRows mended,
    WaitingOptions options,
    TimeProvider clock,
    PipelineMetrics metrics,
    ILogger<WaitingJudge> logger)
{
    private const int GrantsAtOnce = 8;

    /// <summary>A row that waits no longer.</summary>
    /// <param name="Row">The row.</param>
    /// <param name="Outcome">How it was stored, or why it was refused.</param>
    internal readonly record struct Decision(WaitingRow Row, Outcome<StoreResult> Outcome)
    {
        /// <summary>What was stored in its place; null where it was judged itself.</summary>
        public Mending? Mended { get; init; }
    }

    /// <summary>Judges all rows that wait. What cannot be judged now stays, and keeps nobody else waiting.</summary>
    /// <param name="cancellationToken">Stops the work; doing it again finishes it.</param>
    /// <returns>How many rows were decided.</returns>
    public async Task<int> JudgeAllAsync(CancellationToken cancellationToken)
    {
        var decided = 0;
        var limit = new ParallelOptions { MaxDegreeOfParallelism = GrantsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(await store.KeysAsync(cancellationToken), limit, async (key, stop) =>
        {
            try
            {
                Interlocked.Add(ref decided, (await JudgeAsync(key, reporting: null, stop)).Count);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                LogFailed(failure, key.Issuer, key.GrantId);
            }
        });
        return decided;
    }

    /// <summary>Judges the rows that wait for a grant.</summary>
    /// <param name="key">The grant.</param>
    /// <param name="reporting">The file whose report is not written yet: it counts its rows itself. Null for none.</param>
    /// <param name="cancellationToken">Stops the work; doing it again finishes it.</param>
    /// <returns>The rows that were decided.</returns>
    internal async Task<IReadOnlyList<Decision>> JudgeAsync(
        WaitingKey key, string? reporting, CancellationToken cancellationToken)
    {
        var open = await OpenAsync(key, cancellationToken);
        var decisions = new List<Decision>();
        var still = new Dictionary<WaitingRow, IReadOnlyList<Failure>>();
        bool turned;
        do
        {
            turned = false;
            foreach (var row in open.ToList())
            {
                var outcome = await TakeAsync(row, cancellationToken);
                if (!outcome.IsSuccess && WaitingRow.MayTurn(outcome.Failures))
                {
                    still[row] = outcome.Failures;
                    continue;
                }

                open.Remove(row);
                decisions.Add(new(row, outcome));
                turned |= outcome.IsSuccess;
            }
        }
        while (turned);

        // Only what still waits when nothing turns any more has waited too long: another one may have been what it waited for.
        foreach (var row in open.Where(row => !WaitingRow.IsAfterClosing(still[row]) && HasWaitedTooLong(row)).ToList())
        {
            open.Remove(row);
            decisions.Add(new(row, still[row].Select(Expired).ToList()));
        }

        // A file that is taken in just now still counts its own rows.
        foreach (var row in open.Where(row => row.Batch != reporting))
        {
            if (await mended.FindAsync(row, cancellationToken) is { } stored) decisions.Add(new(row, StoreResult.Unchanged) { Mended = stored });
        }

        foreach (var row in open.Where(row => WaitingRow.ReasonOf(still[row]) != row.Reason))
            await store.UpdateAsync(row with { Reason = WaitingRow.ReasonOf(still[row]) }, cancellationToken);

        await NoteAsync([.. decisions.Where(decision => decision.Row.Batch != reporting)], cancellationToken);
        foreach (var decision in decisions) await store.RemoveAsync(decision.Row, cancellationToken);
        return decisions;
    }

    // A row that was withdrawn may still stand there, where whoever withdrew it came to an end in between.
    private async Task<List<WaitingRow>> OpenAsync(WaitingKey key, CancellationToken cancellationToken)
    {
        var open = new List<WaitingRow>();
        foreach (var row in await store.OfGrantAsync(key, cancellationToken))
        {
            if (await fates.FindAsync(row.Batch, row.Line, cancellationToken) is { Result: WaitingFate.Withdrawn })
                await store.RemoveAsync(row, cancellationToken);
            else
                open.Add(row);
        }

        return open;
    }

    private async Task<Outcome<StoreResult>> TakeAsync(WaitingRow waiting, CancellationToken cancellationToken)
    {
        var row = new BatchRow(waiting.Line, waiting.Fields);
        await using var sink = sinks.Of(waiting.Kind, waiting.Batch, isLate: true);
        var fields = new FieldReader(sink.Schema, row.Text);
        return (await sink.TakeAsync(row, fields, cancellationToken))
            .Concat(await sink.FlushAsync(cancellationToken))
            .Single().Outcome;
    }

    /// <summary>Documents what was decided; a row is taken away only after that.</summary>
    private async Task NoteAsync(IReadOnlyList<Decision> decisions, CancellationToken cancellationToken)
    {
        foreach (var decision in decisions)
        {
            var (row, outcome) = decision;
            var fate = new WaitingFate
            {
                Batch = row.Batch,
                Line = row.Line,
                Issuer = row.Issuer,
                GrantId = row.GrantId,
                Result = decision.Mended is not null ? WaitingFate.Mended : outcome.TryGet(out var result) ? result.ToString().ToLowerInvariant() : WaitingFate.Rejected,
                DecidedAt = clock.GetUtcNow(),
                MendedBy = decision.Mended?.Batch,
                Reason = outcome.IsSuccess ? decision.Mended?.Told : string.Join("; ", outcome.Failures),
            };
            if (fate.NeverCounts) await ended.AddAsync(row, cancellationToken);
            await fates.AddAsync(fate, cancellationToken);
            if (!outcome.IsSuccess) metrics.BatchTakenIn(row.Kind.Word(), refused: 1, isReadable: true);
            var codes = Codes(outcome.Failures);
            LogDecided(row.Batch, row.Line, row.Issuer, row.GrantId, fate.Result, codes);
        }

        foreach (var batch in decisions.Select(decision => decision.Row.Batch).Distinct())
            await fates.WriteAsync(batch, cancellationToken);
    }

    private bool HasWaitedTooLong(WaitingRow row) => clock.GetUtcNow() - row.ArrivedAt >= TimeSpan.FromDays(options.Days);

    /// <summary>What of failures may stand in a log: a value, and a reason that names it, may be a holder.</summary>
    private static string Codes(IReadOnlyList<Failure> failures) =>
        string.Join("; ", failures.Select(failure => $"{failure.Code} {failure.Field}"));

    private Failure Expired(Failure failure) => failure with
    {
        Reason = string.Create(CultureInfo.InvariantCulture, $"{failure.Reason}; the row waited {options.Days} days"),
    };

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Row {Line} of {Batch} for {Issuer} {GrantId} waits no longer: {Result} {Codes}")]
    private partial void LogDecided(string batch, int line, string issuer, string grantId, string result, string codes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The rows that wait for {Issuer} {GrantId} could not be judged")]
    private partial void LogFailed(Exception failure, string issuer, string grantId);
}
