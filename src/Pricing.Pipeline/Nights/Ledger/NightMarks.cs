using Azure.Data.Tables;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>The ledger's lines of the business dates whose nights are at their end.</summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="grantDates">Which values are provisional.</param>
/// <param name="clock">The time.</param>
/// <param name="alarm">Told of lines that cannot be read.</param>
public sealed class NightMarks(
    PipelineStorage storage, GrantDateNotes grantDates, TimeProvider clock, DamageAlarm? alarm = null)
{
    private const int Unknown = -1;
    private static readonly string Provisional =
        TableClient.CreateQueryFilter($"PartitionKey eq {NightLedger.PartitionName} and provisional gt 0");

    private readonly RunStore runs = new(storage);

    /// <summary>The nights with provisional values, by date.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<NightMark> ProvisionalAsync(CancellationToken cancellationToken) => TableRecords.QueryAsync(
        storage.Ledger, Provisional, LedgerJson.Readable.NightMark, alarm, cancellationToken);

    /// <summary>
    /// Marks the run's date as done, and every night with what is provisional of it now: a run makes values of earlier
    /// nights final too, and one that was limited or changed nothing says little of its own.
    /// </summary>
    /// <param name="run">A run at its end.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    internal async Task MarkAsync(RunRecord run, CancellationToken cancellationToken)
    {
        var provisional = await grantDates.CountProvisionalAsync(cancellationToken);
        var dates = new HashSet<DateOnly>(provisional.Keys) { run.Date };
        await foreach (var row in storage.Ledger.QueryAsync<TableEntity>(Provisional, cancellationToken: cancellationToken))
        {
            if (DateText.Parse(row.RowKey) is { } date) dates.Add(date);
        }

        foreach (var date in dates)
        {
            var before = await FindAsync(date, cancellationToken);
            var after = date == run.Date ? Closed(run, before) : before;
            if (after is null) continue;

            after = after with { Provisional = provisional.GetValueOrDefault(date) };
            if (after == before) continue;

            await storage.Ledger.UpsertEntityAsync(
                TableRecords.Write(after, LedgerJson.Readable.NightMark, NightLedger.PartitionName, Keys.Date(date)),
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

    private async Task<NightMark?> FindAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            NightLedger.PartitionName, Keys.Date(date), cancellationToken: cancellationToken);
        if (!found.HasValue) return null;

        return TableRecords.TryRead(found.Value!, LedgerJson.Readable.NightMark, alarm)
            ?? await ReadByRunAsync(date, cancellationToken);
    }

    /// <summary>What a line that cannot be read was, by the date's runs. Its number is none, so that it is written anew.</summary>
    private async Task<NightMark?> ReadByRunAsync(DateOnly date, CancellationToken cancellationToken)
    {
        var newest = await runs.OfDateAsync(date, cancellationToken).FirstOrDefaultAsync(run => !run.IsOpen, cancellationToken);
        return newest is null ? null : Closed(newest, before: null) with { Provisional = Unknown };
    }
}
