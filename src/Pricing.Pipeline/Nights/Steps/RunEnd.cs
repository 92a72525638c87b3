using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Closes runs: counts their values, makes their table, writes the manifest, then the ledger. Whoever sees that a run is completed
/// asks for its table at once, so it is there by then; but it follows from the values, so what keeps it from being made keeps no
/// run open.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="plans">The plans.</param>
/// <param name="values">The values.</param>
/// <param name="notes">What the chunks noted of them.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="tables">Makes the table of the values.</param>
/// <param name="seal">Seals what completed.</param>
/// <param name="claim">The claim.</param>
/// <param name="cancellation">Who asked to stop it.</param>
/// <param name="waiting">Counts the rows that wait.</param>
/// <param name="manifests">Keeps the manifest beside the run's files.</param>
/// <param name="settings">Notes what it ended under.</param>
/// <param name="engine">This engine.</param>
/// <param name="clock">The time of the end.</param>
/// <param name="metrics">Counts it.</param>
/// <param name="logger">Says which run has no table, and why.</param>
public sealed partial class RunEnd(
    RunStore runs,
    PlanStore plans,
    ValuationStore values,
    HeadNotes notes,
    NightLedger ledger,
    RunTables tables,
    RunSeal seal,
    RunClaim claim,
    RunCancellation cancellation,
    WaitingStore waiting,
    RunManifests manifests,
    RunSettings settings,
    EngineName engine,
    TimeProvider clock,
    PipelineMetrics metrics,
    ILogger<RunEnd> logger)
{
    private const int LooksAtOnce = 16;

    /// <summary>Closes a run. Doing it again changes nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="status">Its last status: completed or cancelled.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="InvalidOperationException">It is to be completed, but values are missing.</exception>
    public Task<RunRecord> CloseAsync(NightRun run, RunStatus status, CancellationToken cancellationToken) =>
        CloseAsync(run, status, failure: null, cancellationToken);

    /// <summary>Closes a run that cannot go on. Doing it again changes nothing.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The manifest.</returns>
    public Task<RunRecord> FailAsync(NightRun run, string reason, CancellationToken cancellationToken) =>
        CloseAsync(run, RunStatus.Failed, reason, cancellationToken);

    private async Task<RunRecord> CloseAsync(
        NightRun run, RunStatus status, string? failure, CancellationToken cancellationToken)
    {
        var record = await runs.GetAsync(run, cancellationToken);
        if (!record.IsOpen) return await FinishAsync(record, cancellationToken);

        var (plan, heads) = status == RunStatus.Completed
            ? await ReadWholeAsync(run, cancellationToken)
            : await ReadWhatIsThereAsync(run, cancellationToken);
        var counted = Count(heads);
        record = await settings.AtEndAsync(record, status == RunStatus.Completed, cancellationToken);
        var cancel = status == RunStatus.Cancelled ? await cancellation.FindAsync(run, cancellationToken) : null;
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
            FilesWaiting = plan.FilesWaiting,
            Waiting = await waiting.CountAsync(cancellationToken),
            EngineVersion = CodeVersion.Current,
            CancelReason = cancel?.Reason,
            CancelledBy = cancel?.AskedBy,
            CancelledByIdentity = cancel?.AskedByIdentity,
            FailureReason = failure,
        };
        if (status == RunStatus.Completed)
            record = await WithTableAsync(await seal.SealAsync(record, heads, cancellationToken), tables.WriteAsync, cancellationToken);
        await runs.SaveAsync(record, cancellationToken);
        if (record.ToEnded() is { } ended)
        {
            metrics.RunEnded(ended);
            PipelineTrace.RunEnded(ended);
        }

        return await NoteAsync(record, cancellationToken);
    }

    /// <summary>Does what comes after a run's last status: a table that it lacks, manifest, ledger, claim. Doing it again changes nothing.</summary>
    /// <param name="record">The run, at its end.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The manifest.</returns>
    public async Task<RunRecord> FinishAsync(RunRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record is { Status: RunStatus.Completed, Columns: "" }) record = await WithTableAsync(record, tables.MakeAsync, cancellationToken);
        return await NoteAsync(record, cancellationToken);
    }

    private async Task<RunRecord> NoteAsync(RunRecord record, CancellationToken cancellationToken)
    {
        await manifests.WriteAsync(record, cancellationToken);
        await ledger.CloseAsync(record, cancellationToken);
        await claim.ReleaseAsync(record.ToRun(), engine.Value, cancellationToken);
        return record;
    }

    private async Task<RunRecord> WithTableAsync(
        RunRecord record, Func<RunRecord, CancellationToken, Task<RunRecord>> make, CancellationToken cancellationToken)
    {
        try
        {
            return await make(record, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogWithoutTable(record.ToRun(), error);
            return record;
        }
    }

    private async Task<(PlanSummary Plan, IReadOnlyList<ChunkHead> Heads)> ReadWholeAsync(
        NightRun run, CancellationToken cancellationToken)
    {
        var plan = await plans.ReadSummaryAsync(run, cancellationToken);
        var heads = await HeadsAsync(run, plan, cancellationToken);
        var counted = Count(heads);
        return counted.Rows + counted.Unchanged == plan.Tasks
            ? (plan, heads)
            : throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The run {run} planned {plan.Tasks} values, but {counted.Rows} are stored and {counted.Unchanged} were unchanged."));
    }

    /// <summary>
    /// A run may be stopped before it has a plan, and what it failed of may be that its plan or its values cannot be
    /// read: then there is nothing to count.
    /// </summary>
    private async Task<(PlanSummary Plan, IReadOnlyList<ChunkHead> Heads)> ReadWhatIsThereAsync(
        NightRun run, CancellationToken cancellationToken)
    {
        var plan = new PlanSummary(0, 0, [], []);
        try
        {
            plan = await plans.FindSummaryAsync(run, cancellationToken) ?? plan;
            return (plan, await HeadsAsync(run, plan, cancellationToken));
        }
        catch (Exception unreadable) when (unreadable is JsonException or DamagedContentException)
        {
            return (plan, []);
        }
    }

    private static Tally Count(IEnumerable<ChunkHead> heads) => heads.Aggregate(
        Tally.Zero, (sum, head) => sum.Plus(new(head.Rows, head.Failed, head.Provisional, head.Unchanged)));

    /// <summary>The heads of a run, chunk by chunk. A plan of the first layout says the partitions only.</summary>
    private async Task<IReadOnlyList<ChunkHead>> HeadsAsync(
        NightRun run, PlanSummary plan, CancellationToken cancellationToken)
    {
        if (plan.Counts is null)
        {
            return await EachAsync(
                plan.Partitions, (partition, stop) => values.HeadsAsync(partition.Key, run.Date, run.Version, stop), cancellationToken);
        }

        return await EachAsync(
            [.. plan.Counts.GroupBy(count => count.Chunk)],
            async (parts, stop) =>
            {
                var chunk = new ChunkReference(run, parts.Key);
                return await notes.FindAsync(chunk, stop) ?? await StoredHeadsAsync(plan, chunk, parts, stop);
            },
            cancellationToken);
    }

    /// <summary>The heads of a chunk where its rows are: a read each, and no search.</summary>
    private async Task<IReadOnlyList<ChunkHead>> StoredHeadsAsync(
        PlanSummary plan, ChunkReference chunk, IEnumerable<PlannedCount> parts, CancellationToken cancellationToken)
    {
        var heads = new List<ChunkHead>();
        foreach (var part in parts)
            heads.AddRange(await values.HeadsAsync(plan.Partitions[part.Partition].Key, chunk, part.Values, cancellationToken));
        return heads;
    }

    private static async Task<IReadOnlyList<ChunkHead>> EachAsync<T>(
        IReadOnlyList<T> places, Func<T, CancellationToken, Task<IReadOnlyList<ChunkHead>>> read, CancellationToken cancellationToken)
    {
        var found = new IReadOnlyList<ChunkHead>[places.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = LooksAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, found.Length), limit, async (number, stop) => found[number] = await read(places[number], stop));
        return [.. found.SelectMany(heads => heads)];
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} is completed, but its table could not be made; it is made where it is asked for")]
    private partial void LogWithoutTable(NightRun run, Exception error);
}
