using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Pricing.Pipeline.Telemetry;

/// <summary>
/// Spans of runs, of their steps and of batches. Whatever is logged inside one carries its id: <c>RunId</c> or
/// <c>BatchId</c>.
/// </summary>
/// <param name="logger">Opens the scopes; they hold for every logger.</param>
/// <param name="underWay">Counts what is under way.</param>
public sealed class PipelineTrace(ILogger<PipelineTrace> logger, WorkUnderWay underWay)
{
    /// <summary>The source of the spans.</summary>
    public const string SourceName = "Pricing.Pipeline";

    private const string RunTag = "pricing.run.id";
    private const string BatchTag = "pricing.batch.id";

    private static readonly ActivitySource Source = new(SourceName, CodeVersion.Current);

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
        using var counted = underWay.Begin();
        var part = input as ITracedInput;
        using var activity = Source.StartActivity(name);
        using var scope = part is null ? null : InRun(logger, part.RunId);
        if (part is not null) activity?.SetTag(RunTag, part.RunId);
        if (part?.Chunk is { } chunk) activity?.SetTag("pricing.chunk", chunk);
        return await WatchAsync(activity, work);
    }

    /// <summary>The taking in of a batch.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="hash">The batch.</param>
    /// <param name="work">Takes it in.</param>
    public async Task<T> BatchAsync<T>(string hash, Func<Task<T>> work)
    {
        using var counted = underWay.Begin();
        using var activity = Source.StartActivity("batch");
        using var scope = InBatch(logger, hash);
        activity?.SetTag(BatchTag, hash);
        return await WatchAsync(activity, work);
    }

    /// <summary>
    /// A run that is at its end, as one span over the processes that worked on it: its steps may have run on many
    /// machines, so none of them can hold it open.
    /// </summary>
    /// <param name="run">The run.</param>
    public static void RunEnded(EndedRun run)
    {
        using var activity = Source.StartActivity("run", ActivityKind.Internal, parentContext: default, startTime: run.Started);
        activity?.SetTag(RunTag, run.Id)
            .SetTag("pricing.run.status", run.Status)
            .SetTag("pricing.run.values", run.Values)
            .SetTag("pricing.run.failed", run.Failed)
            .SetTag("pricing.run.provisional", run.Provisional)
            .SetEndTime(run.Finished.UtcDateTime);
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
