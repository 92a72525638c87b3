using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>Decides which run is due: every business date once and in order, then what was asked for, then what
/// was provisional.</summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="runs">The runs.</param>
/// <param name="grantDates">Which values are provisional.</param>
/// <param name="options">When which night is due.</param>
/// <param name="clock">The time.</param>
public sealed class NightLedger(
    PipelineStorage storage, RunStore runs, GrantDateNotes grantDates, NightOptions options, TimeProvider clock)
{
    internal const string PartitionName = "ledger";
    private const string WatermarkRow = Keys.Shared;

    /// <summary>Finds the next run, and notes it as asked for.</summary>
    /// <param name="askedBy">Who asks: the timer, a command.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The run; null where nothing is due.</returns>
    public async Task<NightRun?> FindDueAsync(string askedBy, CancellationToken cancellationToken) =>
        await FindScheduledAsync(askedBy, cancellationToken)
        ?? (await runs.OpenAsync(cancellationToken).FirstOrDefaultAsync(cancellationToken))?.ToRun()
        ?? await FindFollowUpAsync(askedBy, cancellationToken);

    /// <summary>Notes that a run is at its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CloseAsync(RunRecord run, CancellationToken cancellationToken)
    {
        await MarkAsync(run, cancellationToken);
        var watermark = await WatermarkAsync(cancellationToken);
        if (NextAfter(watermark) == run.Date)
        {
            await SaveAsync(watermark with { DoneThrough = run.Date }, cancellationToken);
        }
    }

    /// <summary>Up to where the nights are done; made on the first call.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<Watermark> WatermarkAsync(CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            PartitionName, WatermarkRow, cancellationToken: cancellationToken);
        if (found.HasValue) return TableRecords.Read(found.Value!, LedgerJson.Readable.Watermark);

        var made = new Watermark { First = options.FirstDate ?? JapanTime.DateOf(clock.GetUtcNow()) };
        await SaveAsync(made, cancellationToken);
        return made;
    }

    internal static DateOnly NextAfter(Watermark watermark) =>
        TokyoCalendar.NextBusinessDate(watermark.DoneThrough ?? watermark.First.AddDays(-1));

    private async Task<NightRun?> FindScheduledAsync(string askedBy, CancellationToken cancellationToken)
    {
        while (true)
        {
            var date = NextAfter(await WatermarkAsync(cancellationToken));
            var now = clock.GetUtcNow();
            if (date > options.LastDate || JapanTime.At(date, options.DueTime) > now) return null;

            var run = new NightRun(date, 1);
            await runs.TryAddAsync(Request(run, RunScope.Alive, "scheduled", askedBy, now), cancellationToken);
            var stored = await runs.GetAsync(run, cancellationToken);
            if (stored.Status is RunStatus.Requested or RunStatus.Running) return run;

            // Stopped between the manifest and the ledger: the night is done, only the ledger does not say so.
            await CloseAsync(stored, cancellationToken);
        }
    }

    /// <summary>The nights with provisional values, by date.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    internal async IAsyncEnumerable<NightMark> ProvisionalAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionName} and provisional gt 0");
        await foreach (var row in storage.Ledger.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return TableRecords.Read(row, LedgerJson.Readable.NightMark);
        }
    }

    /// <summary>Once every business morning, until nothing is provisional any more.</summary>
    private async Task<NightRun?> FindFollowUpAsync(string askedBy, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await foreach (var mark in ProvisionalAsync(cancellationToken))
        {
            var looked = mark.FollowedUpOn ?? mark.Date;
            if (JapanTime.At(TokyoCalendar.NextBusinessDate(looked), options.FollowUpTime) > now) continue;

            var request = Request(
                new(mark.Date, mark.Version), RunScope.Provisional, "inputs of the date may have arrived", askedBy, now);
            return (await runs.AddNextAsync(request, cancellationToken)).ToRun();
        }

        return null;
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

    /// <summary>
    /// Marks the run's date as done, and every night with what is provisional of it now: a run makes values of earlier
    /// nights final too, and one that was limited or changed nothing says little of its own.
    /// </summary>
    private async Task MarkAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var provisional = await grantDates.CountProvisionalAsync(cancellationToken);
        var dates = new HashSet<DateOnly>(provisional.Keys) { run.Date };
        await foreach (var open in ProvisionalAsync(cancellationToken)) dates.Add(open.Date);
        foreach (var date in dates)
        {
            var before = await FindMarkAsync(date, cancellationToken);
            var after = date == run.Date ? Closed(run, before) : before;
            if (after is null) continue;

            after = after with { Provisional = provisional.GetValueOrDefault(date) };
            if (after == before) continue;

            await storage.Ledger.UpsertEntityAsync(
                TableRecords.Write(after, LedgerJson.Readable.NightMark, PartitionName, Keys.Date(date)),
                TableUpdateMode.Replace,
                cancellationToken);
        }
    }

    private NightMark Closed(RunRecord run, NightMark? before) => before?.Version > run.Version
        ? before
        : new()
        {
            Date = run.Date,
            Version = run.Version,
            Status = run.Status,
            Provisional = 0,
            FollowedUpOn = run.Scope == RunScope.Provisional ? JapanTime.DateOf(clock.GetUtcNow()) : before?.FollowedUpOn,
        };

    private async Task<NightMark?> FindMarkAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            PartitionName, Keys.Date(date), cancellationToken: cancellationToken);
        return found.HasValue ? TableRecords.Read(found.Value!, LedgerJson.Readable.NightMark) : null;
    }

    private async Task SaveAsync(Watermark watermark, CancellationToken cancellationToken) =>
        await storage.Ledger.UpsertEntityAsync(
            TableRecords.Write(watermark, LedgerJson.Readable.Watermark, PartitionName, WatermarkRow),
            TableUpdateMode.Replace,
            cancellationToken);
}
