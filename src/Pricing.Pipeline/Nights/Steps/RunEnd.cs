using System.Globalization;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Closes runs: counts their values in the table, writes the manifest, then the ledger.</summary>
/// <param name="runs">The runs.</param>
/// <param name="plans">The plans.</param>
/// <param name="values">The values.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="claim">The claim.</param>
/// <param name="cancellation">Who asked to stop it.</param>
/// <param name="engine">This engine.</param>
/// <param name="clock">The time of the end.</param>
/// <param name="metrics">Counts it.</param>
public sealed class RunEnd(
    RunStore runs,
    PlanStore plans,
    ValuationStore values,
    NightLedger ledger,
    RunClaim claim,
    RunCancellation cancellation,
    EngineName engine,
    TimeProvider clock,
    PipelineMetrics metrics)
{
    private const int PartitionsAtOnce = 8;

    /// <summary>Closes a run. Doing it again changes nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">Its last status.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="InvalidOperationException">It is to be completed, but values are missing.</exception>
    public async Task<RunRecord> CloseAsync(NightRun run, RunStatus status, CancellationToken cancellationToken)
    {
        var record = await runs.GetAsync(run, cancellationToken);
        if (record.Status is RunStatus.Requested or RunStatus.Running)
        {
            // A run may be stopped before it has a plan, but not completed.
            var plan = status == RunStatus.Completed
                ? await plans.ReadSummaryAsync(run, cancellationToken)
                : await plans.FindSummaryAsync(run, cancellationToken) ?? new(0, 0, [], []);
            var cancel = status == RunStatus.Cancelled ? await cancellation.FindAsync(run, cancellationToken) : null;
            var counted = await CountAsync(run, plan.Partitions, cancellationToken);
            if (status == RunStatus.Completed && counted.Rows + counted.Unchanged != plan.Tasks)
            {
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The run {run} planned {plan.Tasks} values, but {counted.Rows} are stored and {counted.Unchanged} were unchanged."));
            }

            record = record with
            {
                Status = status,
                FinishedAt = clock.GetUtcNow(),
                Planned = plan.Tasks,
                Chunks = plan.Chunks,
                Rows = counted.Rows,
                Failed = counted.Failed,
                Provisional = counted.Provisional,
                Unchanged = counted.Unchanged,
                EngineVersion = CodeVersion.Current,
                CancelReason = cancel?.Reason,
                CancelledBy = cancel?.AskedBy,
            };
            await runs.SaveAsync(record, cancellationToken);
            if (record.ToEnded() is { } ended)
            {
                metrics.RunEnded(ended);
                PipelineTrace.RunEnded(ended);
            }
        }

        await ledger.CloseAsync(record, cancellationToken);
        await claim.ReleaseAsync(run, engine.Value, cancellationToken);
        return record;
    }

    private async Task<Tally> CountAsync(
        NightRun run, IReadOnlyList<GrantPartition> partitions, CancellationToken cancellationToken)
    {
        var counted = Tally.Zero;
        foreach (var some in partitions.Chunk(PartitionsAtOnce))
        {
            var heads = await Task.WhenAll(some.Select(partition =>
                values.HeadsAsync(partition.Key, run.Date, run.Version, cancellationToken)));
            counted = heads.SelectMany(head => head).Aggregate(counted, (sum, head) =>
                sum.Plus(new(head.Rows, head.Failed, head.Provisional, head.Unchanged)));
        }

        return counted;
    }
}
