using Azure.Data.Tables;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>
/// Decides which run is due: every business date once and in order, then what was asked for, then what was provisional,
/// then what failed. A run that was handed out before and is still open stands behind all of them.
/// </summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="runs">The runs.</param>
/// <param name="marks">The dates that are done.</param>
/// <param name="failed">The runs that failed.</param>
/// <param name="options">When which night is due.</param>
/// <param name="clock">The time.</param>
/// <param name="alarm">Told of what of the ledger cannot be read.</param>
public sealed class NightLedger(
    PipelineStorage storage,
    RunStore runs,
    NightMarks marks,
    FailedRuns failed,
    NightOptions options,
    TimeProvider clock,
    DamageAlarm? alarm = null)
{
    internal const string PartitionName = "ledger";
    private const string WatermarkRow = Keys.Shared;

    private readonly HandOuts handOuts = new(storage, clock, alarm);

    /// <summary>Finds the next run, and notes it as asked for.</summary>
    /// <param name="askedBy">Who asks: the timer, a command.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The run; null where nothing is due.</returns>
    public async Task<NightRun?> FindDueAsync(string askedBy, CancellationToken cancellationToken)
    {
        var handedOut = await handOuts.ListAsync(cancellationToken);
        await LeaveOutEndedAsync(handedOut, cancellationToken);
        var untaken = handedOut.Values.Where(handOut => handOut.Untaken).ToDictionary(handOut => handOut.ToRun());
        foreach (var run in untaken.Keys) handedOut.Remove(run);
        var due = await FindScheduledAsync(askedBy, handedOut, cancellationToken)
            ?? await FindRequestedAsync(handedOut, cancellationToken)
            ?? await FindFollowUpAsync(askedBy, cancellationToken)
            ?? await failed.FindDueAsync(cancellationToken)
            ?? FindStuck(handedOut);
        if (due is not null) await handOuts.NoteAsync(due, untaken.GetValueOrDefault(due) ?? handedOut.GetValueOrDefault(due), cancellationToken);
        return due;
    }

    /// <summary>Notes that an engine is at a run that was handed out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task TakeAsync(NightRun run, CancellationToken cancellationToken) => handOuts.TakeAsync(run, cancellationToken);

    /// <summary>
    /// Runs that are at their end, but were not closed to the end: the process that was at it went away after their last status. A run that
    /// failed and was handed out to be tried again is none of them as long as no engine has been at it.
    /// </summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<RunRecord>> HalfClosedAsync(CancellationToken cancellationToken)
    {
        var found = new List<RunRecord>();
        foreach (var (run, handOut) in await handOuts.ListAsync(cancellationToken))
        {
            if (await runs.FindAsync(run, cancellationToken) is not { IsOpen: false } stored) continue;
            if (handOut.Untaken && stored is { Status: RunStatus.Failed, WaivedBy: null } && stored.IsSinceItsEnd(handOut.At)) continue;

            found.Add(stored);
        }

        return found;
    }

    /// <summary>Notes that a run is at its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CloseAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await marks.MarkAsync(run, cancellationToken);
        foreach (var needless in await failed.NoteAsync(run, cancellationToken)) await handOuts.ForgetAsync(needless, cancellationToken);
        var watermark = await WatermarkAsync(cancellationToken);
        if (NextAfter(watermark) == run.Date)
        {
            await SaveAsync(watermark with { DoneThrough = run.Date }, cancellationToken);
        }

        await handOuts.ForgetAsync(run.ToRun(), cancellationToken);
    }

    /// <summary>Up to where the nights are done; made on the first call.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<Watermark> WatermarkAsync(CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            PartitionName, WatermarkRow, cancellationToken: cancellationToken);
        if (found.HasValue && TableRecords.TryRead(found.Value!, LedgerJson.Readable.Watermark, alarm) is { } read && IsOne(read))
            return read;

        var first = options.FirstDate ?? JapanTime.DateOf(clock.GetUtcNow());
        var made = found.HasValue ? await ReadByRunsAsync(first, cancellationToken) : new() { First = first };
        await SaveAsync(made, cancellationToken);
        return made;
    }

    internal static DateOnly NextAfter(Watermark watermark) =>
        TokyoCalendar.NextBusinessDate(watermark.DoneThrough ?? watermark.First.AddDays(-1));

    /// <summary>A run that stopped between its manifest and the ledger is done, and whoever closes the half closed ones closes it.</summary>
    private async Task LeaveOutEndedAsync(Dictionary<NightRun, HandOut> handedOut, CancellationToken cancellationToken)
    {
        foreach (var run in handedOut.Keys.ToList())
        {
            if (await runs.FindAsync(run, cancellationToken) is not { IsOpen: true }) handedOut.Remove(run);
        }
    }

    private static bool IsOne(Watermark watermark) =>
        NextMorning.IsOne(watermark.First) && NextMorning.IsOne(watermark.DoneThrough ?? watermark.First);

    /// <summary>Up to where the nights are done, by the runs: their dates have no gap before it.</summary>
    private async Task<Watermark> ReadByRunsAsync(DateOnly first, CancellationToken cancellationToken)
    {
        var done = new HashSet<DateOnly>();
        DateOnly? scheduled = null;
        await foreach (var run in runs.AllAsync(cancellationToken))
        {
            if (run.Version == 1 && !run.IsOpen) done.Add(run.Date);
            if (run.IsScheduled) scheduled ??= run.Date;
        }

        var watermark = new Watermark { First = scheduled ?? first };
        while (done.Contains(NextAfter(watermark))) watermark = watermark with { DoneThrough = NextAfter(watermark) };
        return watermark;
    }

    private async Task<NightRun?> FindScheduledAsync(
        string askedBy, Dictionary<NightRun, HandOut> handedOut, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var next = NextAfter(await WatermarkAsync(cancellationToken));
        if (!options.Scheduled) return null;

        for (var date = next; !(date > options.LastDate); date = TokyoCalendar.NextBusinessDate(date))
        {
            if (JapanTime.At(date, options.DueTime) > now) return null;

            var run = new NightRun(date, 1);
            if (handedOut.ContainsKey(run)) continue;

            var stored = await runs.FindAsync(run, cancellationToken);
            if (stored is null)
            {
                await runs.TryAddAsync(Request(run, RunScope.Alive, RunRecord.Scheduled, askedBy, now), cancellationToken);
                return run;
            }

            if (stored.IsOpen) return run;
            if (date != next) continue;

            await CloseAsync(stored, cancellationToken);
            next = TokyoCalendar.NextBusinessDate(date);
        }

        return null;
    }

    private async Task<NightRun?> FindRequestedAsync(
        Dictionary<NightRun, HandOut> handedOut, CancellationToken cancellationToken)
    {
        await foreach (var open in runs.OpenAsync(cancellationToken))
        {
            if (!handedOut.ContainsKey(open.ToRun())) return open.ToRun();
        }

        return null;
    }

    /// <summary>Once every business morning, until nothing is provisional any more.</summary>
    private async Task<NightRun?> FindFollowUpAsync(string askedBy, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var underWay = await runs.OpenAsync(cancellationToken)
            .Where(run => run.Scope == RunScope.Provisional)
            .Select(run => run.Date)
            .Concat(failed.ListAsync(cancellationToken).Where(run => run.Scope == RunScope.Provisional).Select(run => run.Date))
            .ToHashSetAsync(cancellationToken: cancellationToken);
        await foreach (var mark in marks.ProvisionalAsync(cancellationToken))
        {
            var looked = mark.FollowedUpOn ?? mark.Date;
            if (underWay.Contains(mark.Date) || !NextMorning.IsPast(looked, options.FollowUpTime, now)) continue;

            var request = Request(
                new(mark.Date, mark.Version), RunScope.Provisional, "inputs of the date may have arrived", askedBy, now);
            return (await runs.AddNextAsync(request, cancellationToken)).ToRun();
        }

        return null;
    }

    private NightRun? FindStuck(Dictionary<NightRun, HandOut> handedOut)
    {
        var now = clock.GetUtcNow();
        return handedOut.Values
            .Where(handOut => handOut.Again() <= now)
            .OrderBy(handOut => handOut.Count)
            .ThenBy(handOut => handOut.Date)
            .FirstOrDefault()
            ?.ToRun();
    }

    private static RunRecord Request(NightRun run, RunScope scope, string reason, string askedBy, DateTimeOffset now) =>
        new()
        {
            Date = run.Date,
            Version = run.Version,
            Status = RunStatus.Requested,
            Scope = scope,
            Reason = reason,
            AskedBy = askedBy,
            AskedAt = now,
        };

    private async Task SaveAsync(Watermark watermark, CancellationToken cancellationToken) =>
        await storage.Ledger.UpsertEntityAsync(
            TableRecords.Write(watermark, LedgerJson.Readable.Watermark, PartitionName, WatermarkRow),
            TableUpdateMode.Replace,
            cancellationToken);
}
