using Azure.Data.Tables;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>The ledger's lines of the business dates whose nights are at their end.</summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="grantDates">Which values are provisional.</param>
/// <param name="clock">The time.</param>
public sealed class NightMarks(PipelineStorage storage, GrantDateNotes grantDates, TimeProvider clock)
{
    /// <summary>The nights with provisional values, by date.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<NightMark> ProvisionalAsync(CancellationToken cancellationToken) => TableRecords.QueryAsync(
        storage.Ledger,
        TableClient.CreateQueryFilter($"PartitionKey eq {NightLedger.PartitionName} and provisional gt 0"),
        LedgerJson.Readable.NightMark,
        cancellationToken);

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
        await foreach (var open in ProvisionalAsync(cancellationToken)) dates.Add(open.Date);
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
        return found.HasValue ? TableRecords.Read(found.Value!, LedgerJson.Readable.NightMark) : null;
    }
}
