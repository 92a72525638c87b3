using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// The orchestrations of a night, written once for every engine. They hold no clock, no randomness and no I/O;
/// what they do to the world is in activities.
/// </summary>
public static class NightlyValuation
{
    /// <summary>The most activities in one orchestration; the history of an instance grows with them.</summary>
    public const int MaximumFanOut = 200;

    /// <summary>So many parts of a run are under way at once, so that no instance is idle while the last chunks of one come to their end.</summary>
    public const int RangesAtOnce = 2;

    /// <summary>Claims a run and notes that it started.</summary>
    public static ActivityCall<NightRun, RunState> Start { get; } =
        ActivityCall.Of<StartRun, NightRun, RunState>();

    /// <summary>Freezes what a run values.</summary>
    public static ActivityCall<NightRun, PlanReference> Plan { get; } =
        ActivityCall.Of<PlanNight, NightRun, PlanReference>();

    /// <summary>Fetches the market data that the plan needs.</summary>
    public static ActivityCall<NightRun, FetchSummary> Fetch { get; } =
        ActivityCall.Of<FetchMarketData, NightRun, FetchSummary>();

    /// <summary>Values one chunk.</summary>
    public static ActivityCall<ChunkReference, Tally> Value { get; } =
        ActivityCall.Of<ValueChunk, ChunkReference, Tally>();

    /// <summary>Counts what is stored and writes the manifest.</summary>
    public static ActivityCall<NightRun, RunState> Complete { get; } =
        ActivityCall.Of<CompleteRun, NightRun, RunState>();

    /// <summary>Says whether a run is to be stopped.</summary>
    public static ActivityCall<NightRun, bool> FindCancel { get; } =
        ActivityCall.Of<FindCancelRequest, NightRun, bool>();

    /// <summary>Notes that a run was stopped on request.</summary>
    public static ActivityCall<NightRun, RunState> Cancel { get; } =
        ActivityCall.Of<CancelRun, NightRun, RunState>();

    /// <summary>Closes a run whose tries are used up.</summary>
    public static ActivityCall<RunFailure, RunState> Fail { get; } =
        ActivityCall.Of<FailRun, RunFailure, RunState>();

    /// <summary>Says which run is due next, or none.</summary>
    public static ActivityCall<NightsPass, NightRun?> FindDue { get; } =
        ActivityCall.Of<FindDueRun, NightsPass, NightRun?>();

    /// <summary>Makes up every run that is due, one after the other.</summary>
    public static OrchestrationCall<NightsPass, int> Nights { get; } = new(nameof(Nights), MakeUpAsync);

    /// <summary>One run.</summary>
    public static OrchestrationCall<NightRun, RunState> Night { get; } = new(nameof(NightlyValuation), RunAsync);

    /// <summary>A part of a run's chunks.</summary>
    public static OrchestrationCall<ChunkRange, Tally> Chunks { get; } = new(nameof(Chunks), ValueChunksAsync);

    private static async Task<int> MakeUpAsync(IOrchestrationContext context, NightsPass pass)
    {
        if (await context.CallAsync(FindDue, pass) is not { } due) return 0;

        await context.CallAsync(Night, pass.InstanceOf(due), due);
        context.ContinueAsNew();
        return 1;
    }

    /// <summary>A run whose steps fail for good is closed, so that it stands in no other's way.</summary>
    private static async Task<RunState> RunAsync(IOrchestrationContext context, NightRun run)
    {
        try
        {
            return await ValueAsync(context, run);
        }
        catch (ActivityFailedException failure)
        {
            return await context.CallAsync(Fail, new RunFailure(run, failure.Message));
        }
    }

    private static async Task<RunState> ValueAsync(IOrchestrationContext context, NightRun run)
    {
        var started = await context.CallAsync(Start, run);
        if (started.Status != RunStatus.Running) return started;
        if (started.CancelledBy is not null) return await context.CallAsync(Cancel, run);

        var plan = await context.CallAsync(Plan, run);
        if (await context.CallAsync(FindCancel, run)) return await context.CallAsync(Cancel, run);

        await context.CallAsync(Fetch, run);
        var (isCancelled, failed) = await ValueRangesAsync(context, run, plan.Chunks);
        if (isCancelled) return await context.CallAsync(Cancel, run);

        return failed is null
            ? await context.CallAsync(Complete, run)
            : await context.CallAsync(Fail, new RunFailure(run, failed.Message));
    }

    /// <summary>The chunks of a run, until it is to be stopped. What one part of them cannot bring keeps no other from being stored.</summary>
    private static async Task<(bool IsCancelled, ActivityFailedException? Failed)> ValueRangesAsync(
        IOrchestrationContext context, NightRun run, int chunks)
    {
        var underWay = new Queue<(ChunkRange Range, Task<Tally> Tally)>();
        var done = Tally.Zero;
        ActivityFailedException? failed = null;
        var isCancelled = false;
        for (var first = 0; first < chunks; first += MaximumFanOut)
        {
            if (underWay.Count == RangesAtOnce) await EndOneAsync();
            if (await IsToStopAsync()) break;

            var range = new ChunkRange(run, first, Math.Min(MaximumFanOut, chunks - first));
            underWay.Enqueue((range, context.CallAsync(Chunks, $"{context.InstanceId}-c{first}", range)));
        }

        while (underWay.Count > 0) await EndOneAsync();
        return (isCancelled, failed);

        // What is under way is brought to its end also where nobody can say whether to stop.
        async Task<bool> IsToStopAsync()
        {
            try
            {
                isCancelled = await context.CallAsync(FindCancel, run);
            }
            catch (ActivityFailedException failure)
            {
                failed ??= failure;
                return true;
            }

            return isCancelled;
        }

        async Task EndOneAsync()
        {
            var (range, tally) = underWay.Dequeue();
            try
            {
                done = done.Plus(await tally);
            }
            catch (ActivityFailedException failure)
            {
                failed ??= failure;
            }

            context.Show(new(run.Date, run.Version, chunks, range.First + range.Count, done.Rows, done.Failed, done.Unchanged));
        }
    }

    private static async Task<Tally> ValueChunksAsync(IOrchestrationContext context, ChunkRange range)
    {
        var chunks = Enumerable.Range(range.First, range.Count).Select(index => new ChunkReference(range.Run, index));
        var tallies = await context.FanOutAsync(Value, [.. chunks]);
        return tallies.Aggregate(Tally.Zero, (sum, tally) => sum.Plus(tally));
    }
}
