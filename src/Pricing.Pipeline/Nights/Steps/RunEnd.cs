using System.Globalization;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Closes runs: counts their values in the table, writes the manifest, then the ledger.</summary>
/// <param name="runs">The runs.</param>
/// <param name="plans">The plans.</param>
/// <param name="values">The values.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="chain">The completed runs before it.</param>
/// <param name="claim">The claim.</param>
/// <param name="cancellation">Who asked to stop it.</param>
/// <param name="engine">This engine.</param>
/// <param name="clock">The time of the end.</param>
/// <param name="metrics">Counts it.</param>
/// <param name="logger">Where the root goes, out of the reach of who may write the storage.</param>
public sealed partial class RunEnd(
    RunStore runs,
    PlanStore plans,
    ValuationStore values,
    NightLedger ledger,
    RunChain chain,
    RunClaim claim,
    RunCancellation cancellation,
    EngineName engine,
    TimeProvider clock,
    PipelineMetrics metrics,
    ILogger<RunEnd> logger)
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
            var heads = await HeadsAsync(run, plan.Partitions, cancellationToken);
            var counted = heads.Aggregate(Tally.Zero, (sum, head) =>
                sum.Plus(new(head.Rows, head.Failed, head.Provisional, head.Unchanged)));
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
            if (status == RunStatus.Completed) record = await SealAsync(record, heads, cancellationToken);
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

    private async Task<RunRecord> SealAsync(
        RunRecord record, IReadOnlyList<ChunkHead> heads, CancellationToken cancellationToken)
    {
        // Where a chunk was stored before values were sealed, so was the run.
        if (ValueSeal.RootOf(record, heads) == Seals.Unsealed) return record;

        var link = await chain.AppendAsync(
            record.ToRun(),
            previous =>
            {
                var linked = Linked(record, previous?.Run.ToString() ?? "", previous?.Root ?? "");
                return new(record.ToRun(), ValueSeal.RootOf(linked, heads), linked.Previous, linked.PreviousRoot);
            },
            cancellationToken);
        LogSealed(link.Run, link.Root, link.Previous, link.PreviousRoot);
        return Linked(record, link.Previous, link.PreviousRoot) with { Root = link.Root };
    }

    private static RunRecord Linked(RunRecord record, string previous, string root) =>
        record with { Previous = previous, PreviousRoot = root };

    private async Task<IReadOnlyList<ChunkHead>> HeadsAsync(
        NightRun run, IReadOnlyList<GrantPartition> partitions, CancellationToken cancellationToken)
    {
        var heads = new List<ChunkHead>();
        foreach (var some in partitions.Chunk(PartitionsAtOnce))
        {
            var read = await Task.WhenAll(some.Select(partition =>
                values.HeadsAsync(partition.Key, run.Date, run.Version, cancellationToken)));
            heads.AddRange(read.SelectMany(head => head));
        }

        return heads;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} is sealed: root {Root}, after {Previous} {PreviousRoot}")]
    private partial void LogSealed(NightRun run, string root, string previous, string previousRoot);
}
