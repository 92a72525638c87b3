using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Telemetry;

/// <summary>
/// Spans of runs, of their steps and of batches. Whatever is logged inside one carries its id: <c>RunId</c> or
/// <c>BatchId</c>.
/// </summary>
/// <param name="logger">Opens the scopes; they hold for every logger.</param>
public sealed class PipelineTrace(ILogger<PipelineTrace> logger)
{
    /// <summary>The source of the spans.</summary>
    public const string SourceName = "Pricing.Pipeline";

    private const string RunTag = "pricing.run.id";
    private const string BatchTag = "pricing.batch.id";

    private static readonly ActivitySource Source = new(SourceName, EngineVersion.Current);

    private static readonly Func<ILogger, string, IDisposable?> InRun =
        LoggerMessage.DefineScope<string>("Run {RunId}");

    private static readonly Func<ILogger, string, IDisposable?> InBatch =
        LoggerMessage.DefineScope<string>("Batch {BatchId}");

    /// <summary>A step of a run, or a step that belongs to none.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="name">The step's name.</param>
    /// <param name="input">Its input, which may name the run and the chunk.</param>
    /// <param name="work">The step.</param>
    public async Task<T> StepAsync<T>(string name, object? input, Func<Task<T>> work)
    {
        var run = input switch
        {
            NightRun night => night,
            ChunkReference chunk => chunk.Run,
            _ => null,
        };
        using var activity = Source.StartActivity(name);
        using var scope = run is null ? null : InRun(logger, run.Id);
        if (run is not null) activity?.SetTag(RunTag, run.Id);
        if (input is ChunkReference { Index: var index }) activity?.SetTag("pricing.chunk", index);
        return await WatchAsync(activity, work);
    }

    /// <summary>The taking in of a batch.</summary>
    /// <param name="hash">The batch.</param>
    /// <param name="work">Takes it in.</param>
    public async Task<BatchReport> BatchAsync(string hash, Func<Task<BatchReport>> work)
    {
        using var activity = Source.StartActivity("batch");
        using var scope = InBatch(logger, hash);
        activity?.SetTag(BatchTag, hash);
        return await WatchAsync(activity, work);
    }

    /// <summary>
    /// A run that is at its end, as one span over the processes that worked on it: its steps may have run on many
    /// machines, so none of them can hold it open.
    /// </summary>
    /// <param name="run">Its manifest.</param>
    public static void RunEnded(RunRecord run)
    {
        if (run is not { StartedAt: { } started, FinishedAt: { } finished }) return;

        using var activity = Source.StartActivity("run", ActivityKind.Internal, parentContext: default, startTime: started);
        activity?.SetTag(RunTag, run.ToRun().Id)
            .SetTag("pricing.run.status", run.Status.ToString())
            .SetTag("pricing.run.values", run.Rows)
            .SetTag("pricing.run.failed", run.Failed)
            .SetTag("pricing.run.provisional", run.Provisional)
            .SetEndTime(finished.UtcDateTime);
    }

    private static async Task<T> WatchAsync<T>(Activity? activity, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure)
        {
            activity?.AddException(failure).SetStatus(ActivityStatusCode.Error, failure.Message);
            throw;
        }
    }
}
