using Azure.Data.Tables;
using Pricing.Calendars;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Orchestration;

/// <summary>Decides which run is due: every business date once and in order, then what was asked for, then what
/// was provisional.</summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="runs">The runs.</param>
/// <param name="options">When which night is due.</param>
/// <param name="clock">The time.</param>
public sealed class NightLedger(PipelineStorage storage, RunStore runs, NightOptions options, TimeProvider clock)
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
        var before = await MarkAsync(run.Date, cancellationToken);
        if (before is null || before.Version <= run.Version)
        {
            var mark = new NightMark
            {
                Date = run.Date,
                Version = run.Version,
                Status = run.Status,
                // What a follow-up finds unchanged is as provisional as before.
                Provisional = run.Provisional + (run.Scope == RunScope.Provisional ? run.Unchanged : 0),
                FollowedUp = run.Scope == RunScope.Provisional || before is { FollowedUp: true },
            };
            await storage.Ledger.UpsertEntityAsync(
                TableRecords.Write(mark, RunJson.Readable.NightMark, PartitionName, Keys.Date(run.Date)),
                TableUpdateMode.Replace,
                cancellationToken);
        }

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
        if (found.HasValue) return TableRecords.Read(found.Value!, RunJson.Readable.Watermark);

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

    private async Task<NightRun?> FindFollowUpAsync(string askedBy, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {PartitionName} and provisional gt 0 and followedUp eq false");
        var now = clock.GetUtcNow();
        await foreach (var row in storage.Ledger.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            var mark = TableRecords.Read(row, RunJson.Readable.NightMark);
            if (JapanTime.At(TokyoCalendar.NextBusinessDate(mark.Date), options.FollowUpTime) > now) continue;

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

    private async Task<NightMark?> MarkAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            PartitionName, Keys.Date(date), cancellationToken: cancellationToken);
        return found.HasValue ? TableRecords.Read(found.Value!, RunJson.Readable.NightMark) : null;
    }

    private async Task SaveAsync(Watermark watermark, CancellationToken cancellationToken) =>
        await storage.Ledger.UpsertEntityAsync(
            TableRecords.Write(watermark, RunJson.Readable.Watermark, PartitionName, WatermarkRow),
            TableUpdateMode.Replace,
            cancellationToken);
}
