using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Engine;

/// <summary>
/// Runs orchestrations on one machine. It runs them from the top and keeps every answered call in a table, so a
/// process that was killed finishes its run when it is started again.
/// </summary>
/// <param name="services">Where activities are registered.</param>
/// <param name="storage">The table.</param>
/// <param name="options">Settings.</param>
/// <param name="clock">Times the retries.</param>
/// <param name="logger">Says what is retried.</param>
public sealed partial class LedgerRunner(
    IServiceProvider services,
    PipelineStorage storage,
    EngineOptions options,
    TimeProvider clock,
    ILogger<LedgerRunner> logger) : IDisposable
{
    private readonly CallHistory history = new(storage);
    private readonly SemaphoreSlim slots = new(options.ActivitiesAtOnce);
    private readonly ConcurrentDictionary<string, bool> cancels = new(StringComparer.Ordinal);
    private readonly ResiliencePipeline retries = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries,
            Delay = options.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is not null && !attempt.Context.CancellationToken.IsCancellationRequested),
            OnRetry = retry =>
            {
                LogRetry(logger, retry.Context.OperationKey ?? "", retry.AttemptNumber + 2, retry.Outcome.Exception!.Message);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    /// <summary>Raised when a run shows how far it is.</summary>
    public event Action<RunProgress>? Progress;

    /// <summary>Runs an orchestration to its end, from wherever it stopped before.</summary>
    /// <typeparam name="TInput">What it is given.</typeparam>
    /// <typeparam name="TOutput">What it answers.</typeparam>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="instanceId">Its instance; one run of an instance at a time.</param>
    /// <param name="input">Its input.</param>
    /// <param name="cancellationToken">Stops it; running it again goes on from there.</param>
    /// <exception cref="HistoryMismatchException">Its code changed since it started.</exception>
    public async Task<TOutput> RunAsync<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration,
        string instanceId,
        TInput input,
        CancellationToken cancellationToken)
    {
        var output = await GoOnAsync(orchestration, instanceId, input, cancellationToken);
        await ForgetAsync(instanceId, cancellationToken);
        return output;
    }

    /// <summary>Asks a run to stop at the next wave of its work.</summary>
    /// <param name="instanceId">The instance.</param>
    public void RequestCancel(string instanceId) => cancels[instanceId] = true;

    /// <inheritdoc/>
    public void Dispose() => slots.Dispose();

    /// <summary>Runs an orchestration to its end and keeps its history, until whoever asked has noted the answer.</summary>
    internal async Task<TOutput> GoOnAsync<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration,
        string instanceId,
        TInput input,
        CancellationToken cancellationToken)
    {
        while (true)
        {
            var past = await history.ReadAsync(instanceId, cancellationToken);
            var context = new LedgerContext(this, instanceId, past, cancellationToken);
            var output = await orchestration.Body(context, input);
            if (!context.StartsOver) return output;
            await ForgetAsync(instanceId, cancellationToken);
        }
    }

    internal bool IsCancelRequested(string instanceId) => cancels.ContainsKey(instanceId);

    internal void Show(RunProgress progress) => Progress?.Invoke(progress);

    internal Task RecordAsync(string instanceId, int ordinal, RecordedCall call, CancellationToken cancellationToken) =>
        history.AddAsync(instanceId, ordinal, call, cancellationToken);

    internal Task ForgetAsync(string instanceId, CancellationToken cancellationToken) =>
        history.ClearAsync(instanceId, cancellationToken);

    internal async Task<TOutput> CallActivityAsync<TInput, TOutput>(
        ActivityCall<TInput, TOutput> activity, TInput input, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        var attempt = ResilienceContextPool.Shared.Get(activity.Name, cancellationToken);
        try
        {
            return await retries.ExecuteAsync(
                async context => await activity.Resolve(services).RunAsync(input, context.CancellationToken), attempt);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw ActivityFailedException.Of(activity.Name, failure.Message, failure);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(attempt);
            slots.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Activity} failed: {Reason}; attempt {Attempt} follows")]
    private static partial void LogRetry(ILogger logger, string activity, int attempt, string reason);
}
