using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;

namespace PricingFunctions.Durable;

/// <summary>What an orchestration of the pipeline may do, on Durable Functions.</summary>
internal sealed partial class DurableContext : IOrchestrationContext
{
    private readonly TaskOrchestrationContext context;
    private readonly ILogger logger;
    private bool startsOver;

    private DurableContext(TaskOrchestrationContext context)
    {
        this.context = context;
        logger = context.CreateReplaySafeLogger<DurableContext>();
    }

    /// <summary>Runs an orchestration of the pipeline as the one that Durable started.</summary>
    /// <typeparam name="TInput">What it is given.</typeparam>
    /// <typeparam name="TOutput">What it answers.</typeparam>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="context">Durable's context.</param>
    public static async Task<TOutput> RunAsync<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration, TaskOrchestrationContext context)
    {
        var input = context.GetInput<TInput>()!;
        var pass = new DurableContext(context);
        pass.LogStarted(orchestration.Name, context.InstanceId);
        var output = await orchestration.Body(pass, input);
        pass.LogEnded(orchestration.Name, context.InstanceId);
        if (pass.startsOver) context.ContinueAsNew(input);
        return output;
    }

    /// <inheritdoc/>
    public string InstanceId => context.InstanceId;

    /// <inheritdoc/>
    public async Task<TOutput> CallAsync<TInput, TOutput>(ActivityCall<TInput, TOutput> activity, TInput input)
    {
        try
        {
            return await context.CallActivityAsync<TOutput>(activity.Name, input, TaskOptions.FromRetryPolicy(ActivityRetries.Policy));
        }
        catch (TaskFailedException failure)
        {
            throw ActivityFailedException.Of(activity.Name, failure.FailureDetails.ErrorMessage, failure);
        }
        catch (JsonException unreadable)
        {
            // Trying the step again gives the same answer.
            throw ActivityFailedException.Of(activity.Name, $"its answer cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TOutput>> FanOutAsync<TInput, TOutput>(
        ActivityCall<TInput, TOutput> activity, IReadOnlyList<TInput> inputs)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs.Count, NightlyValuation.MaximumFanOut);
        return await Task.WhenAll([.. inputs.Select(input => CallAsync(activity, input))]);
    }

    /// <inheritdoc/>
    public async Task<TOutput> CallAsync<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration, string instanceId, TInput input)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<TOutput>(
                orchestration.Name, input, new SubOrchestrationOptions(instanceId: instanceId));
        }
        catch (TaskFailedException failure) when (Below(failure) is { } activity)
        {
            throw ActivityFailedException.FromBelow(activity.ErrorMessage, failure);
        }
    }

    /// <inheritdoc/>
    public void Show(RunProgress progress)
    {
        context.SetCustomStatus(progress);
        LogProgress(
            progress.Date,
            progress.Version,
            progress.Valued,
            progress.Chunks,
            progress.Rows,
            progress.Failed,
            progress.Unchanged);
    }

    /// <inheritdoc/>
    public void ContinueAsNew() => startsOver = true;

    /// <summary>What an orchestration below threw because of an activity; null where it failed of something else.</summary>
    private static TaskFailureDetails? Below(TaskFailedException failure)
    {
        var details = failure.FailureDetails;
        while (details is not null && details.ErrorType != typeof(ActivityFailedException).FullName) details = details.InnerFailure;
        return details;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Orchestration} {Instance} started")]
    private partial void LogStarted(string orchestration, string instance);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Orchestration} {Instance} ended")]
    private partial void LogEnded(string orchestration, string instance);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Run {Date:yyyy-MM-dd} v{Version}: {Valued} of {Chunks} chunks, {Rows} values, {Failed} failed, {Unchanged} unchanged")]
    private partial void LogProgress(DateOnly date, int version, int valued, int chunks, int rows, int failed, int unchanged);
}
