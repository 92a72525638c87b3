using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;

namespace PricingFunctions.Local.Hosting;

/// <summary>What the last night left in the table, to be shown.</summary>
/// <param name="Run">The current run of its date.</param>
/// <param name="Values">The newest value of each grant, the first few.</param>
/// <param name="More">How many grants are not shown.</param>
internal sealed record NightReport(RunRecord Run, IReadOnlyList<ValueRecord> Values, int More)
{
    private const int Shown = 50;

    /// <summary>Reads it.</summary>
    /// <param name="ledger">Says which night was the last.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="plans">The partitions of the run.</param>
    /// <param name="grants">The grants.</param>
    /// <param name="values">Their values.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The report; null where no night is done yet, or the last one was cancelled.</returns>
    public static async Task<NightReport?> ReadAsync(
        NightLedger ledger,
        RunStore runs,
        PlanStore plans,
        GrantStore grants,
        ValuationStore values,
        CancellationToken cancellationToken)
    {
        if ((await ledger.WatermarkAsync(cancellationToken)).DoneThrough is not { } date) return null;

        var run = await runs.OfDateAsync(date, cancellationToken)
            .FirstOrDefaultAsync(run => run.Status == RunStatus.Completed, cancellationToken);
        if (run is null) return null;

        var shown = new List<ValueRecord>();
        var more = 0;
        foreach (var partition in (await plans.ReadSummaryAsync(run.ToRun(), cancellationToken)).Partitions)
        {
            await foreach (var grant in grants.ListAsync(partition.Key, cancellationToken: cancellationToken))
            {
                if (shown.Count == Shown) more++;
                else if (await NewestAsync(values, partition, grant, cancellationToken) is { } value) shown.Add(value);
            }
        }

        return new(run, shown, more);
    }

    private static ValueTask<ValueRecord?> NewestAsync(
        ValuationStore values, GrantPartition partition, StoredGrant grant, CancellationToken cancellationToken) =>
        values.HistoryAsync(partition.Key, grant.Terms.GrantId, cancellationToken: cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
}
