using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Api.Endpoints;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace PricingFunctions.Local.TaskHub;

/// <summary>
/// Runs the nights on this host: its worker in the hub, and one loop that opens passes for whoever asks, watches the open
/// one, whichever host opened it, and tells those who wait how it ended.
/// </summary>
/// <param name="hub">The hub.</param>
/// <param name="queues">Say whether the hub holds anything that may still move.</param>
/// <param name="keeper">Keeps the nights going.</param>
/// <param name="passes">Says when a pass ended on this host.</param>
/// <param name="polling">Told whether a pass is under way.</param>
/// <param name="options">How long nothing moves before the worker is started anew.</param>
/// <param name="logger">Says what failed.</param>
public sealed partial class NightsEngine(
    LocalTaskHub hub,
    HubQueues queues,
    NightsKeeper keeper,
    PassStore passes,
    IdlePolling polling,
    EngineOptions options,
    ILogger<NightsEngine> logger)
    : BackgroundService, IRunEngine
{
    private readonly ConcurrentQueue<Ask> asks = new();
    private readonly SemaphoreSlim asked = new(0);
    private readonly List<Ask> waiting = [];
    private readonly BackOff pause = new(TimeProvider.System);
    private readonly StandstillWatch standstill = new(options.Standstill, TimeProvider.System);
    private RunProgress? shown;
    private NightsPass? failed;
    private string? owedTo;
    private bool isAwaited;
    private bool isTidy;

    /// <summary>Raised when a run shows how far it is.</summary>
    public event Action<RunProgress>? Progress;

    /// <summary>Raised with the reason, once, when a pass failed that this host was asked for; not for one that had failed before anybody asked.</summary>
    public event Action<string>? Stopped;

    /// <summary>Asks for what is due, and waits until all of it is done.</summary>
    /// <param name="askedBy">Who asks.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="InvalidOperationException">The pass failed; its message is that of the step that did.</exception>
    public Task RunAsync(string askedBy, CancellationToken cancellationToken) =>
        Add(askedBy).Done.Task.WaitAsync(cancellationToken);

    /// <summary>Asks for what is due.</summary>
    /// <param name="askedBy">Who asks.</param>
    public void Wake(string askedBy) => Add(askedBy);

    /// <inheritdoc/>
    public Task WakeAsync(CancellationToken cancellationToken)
    {
        Wake("http");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await hub.StopWorkerAsync();
        Answer(ask => ask.Done.TrySetCanceled(CancellationToken.None));
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        passes.Closed += LookAgain;
        try
        {
            await KeepAsync(stoppingToken);
        }
        finally
        {
            passes.Closed -= LookAgain;
        }
    }

    private async Task KeepAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var rest = IdlePolling.IdleInterval;
            TakeAsks();
            try
            {
                // What the host does before its first night need not wait for this.
                await hub.StartWorkerAsync();
                await OpenAsync(stoppingToken);
                rest = await WatchAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The storage may be away for a while; the pass goes on when it is back.
                LogFailed(failure);
                Answer(ask => ask.Done.TrySetException(failure));
            }

            await asked.WaitAsync(rest, stoppingToken);
        }
    }

    /// <summary>Opens or touches a pass for whoever asked; what could not be done is done with the next look.</summary>
    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (owedTo is null) return;

        polling.IsBusy = true;
        pause.Reset();
        await keeper.EnsureAsync(owedTo, cancellationToken);
        owedTo = null;
    }

    private void TakeAsks()
    {
        while (asks.TryDequeue(out var ask))
        {
            waiting.Add(ask);
            owedTo = ask.AskedBy;
            isAwaited = true;
        }
    }

    /// <summary>Looks once; gives how long to rest before the next look.</summary>
    private async Task<TimeSpan> WatchAsync(CancellationToken cancellationToken)
    {
        var state = await keeper.LookAsync(cancellationToken);
        polling.IsBusy = state.IsUnderWay;
        if (standstill.Look(state.IsUnderWay ? state.MovedAt : null, hub.IsAtWork)) await MoveAsync(state, cancellationToken);

        if (state.IsUnderWay)
        {
            isTidy = false;
            if (state.Progress is { } progress && progress != shown) Progress?.Invoke(shown = progress);
            return pause.Next();
        }

        if (state.Failure is { } failure)
        {
            if (state.Pass != failed) LogStopped(failure);
            failed = state.Pass;
            if (isAwaited) Stopped?.Invoke(failure);
            isAwaited = false;
            Answer(ask => ask.Done.TrySetException(new InvalidOperationException(failure)));
            return IdlePolling.IdleInterval;
        }

        isAwaited = false;
        Answer(ask => ask.Done.TrySetResult());
        isTidy = isTidy || await keeper.TidyAsync(cancellationToken);
        return isTidy ? IdlePolling.IdleInterval : pause.Next();
    }

    /// <summary>Gets a pass to move that stands still.</summary>
    private async Task MoveAsync(PassState state, CancellationToken cancellationToken)
    {
        if (await queues.AreEmptyAsync(cancellationToken))
        {
            await keeper.StartAgainAsync(state.Pass!, "it is open, and its hub holds no message: the storage lost its next step.", cancellationToken);
            return;
        }

        LogStandstill(state.MovedAt);
        await hub.ReplaceWorkerAsync();
    }

    private void LookAgain() => asked.Release();

    private Ask Add(string askedBy)
    {
        var ask = new Ask(askedBy, new(TaskCreationOptions.RunContinuationsAsynchronously));
        asks.Enqueue(ask);
        asked.Release();
        return ask;
    }

    private void Answer(Action<Ask> answer)
    {
        waiting.ForEach(answer);
        waiting.Clear();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The nights could not be looked at; the next look goes on with them")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The night stopped: {Reason} The next pass goes on with it")]
    private partial void LogStopped(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing has moved since {MovedAt:O}, and no step runs here; this host's worker is started anew")]
    private partial void LogStandstill(DateTimeOffset? movedAt);

    private sealed record Ask(string AskedBy, TaskCompletionSource Done);
}
