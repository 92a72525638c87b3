using DurableTask.Core;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.HubSteps;

namespace PricingFunctions.Local.TaskHub;

/// <summary>The pipeline's orchestrations and activities under the names it calls them by.</summary>
/// <param name="services">Where activities are registered.</param>
/// <param name="options">How they are tried again.</param>
/// <param name="logger">Says what failed.</param>
public sealed partial class HubCatalog(IServiceProvider services, EngineOptions options, ILogger<HubCatalog> logger)
{
    // All steps of a host wait for the same storage.
    private readonly OutageWait outages = new(TimeProvider.System, failure => LogAway(logger, StorageFailure.Last(failure).Message), () => LogBack(logger));

    /// <summary>The activities that run on this host.</summary>
    public StepsUnderWay UnderWay { get; } = new();

    /// <summary>Registers them all.</summary>
    /// <param name="worker">Where.</param>
    /// <param name="stopping">The end of this host.</param>
    public void AddTo(TaskHubWorker worker, CancellationToken stopping)
    {
        var retries = new RetryOptions(options.RetryDelay, options.Retries + 1) { BackoffCoefficient = 2 };
        worker.AddTaskOrchestrations(
            Orchestration(NightlyValuation.Nights, retries),
            Orchestration(NightlyValuation.Night, retries),
            Orchestration(NightlyValuation.Chunks, retries));
        worker.AddTaskActivities(
            Activity(NightlyValuation.FindDue, stopping),
            Activity(NightlyValuation.Start, stopping),
            Activity(NightlyValuation.Plan, stopping),
            Activity(NightlyValuation.FindCancel, stopping),
            Activity(NightlyValuation.Fetch, stopping),
            Activity(NightlyValuation.Value, stopping),
            Activity(NightlyValuation.Complete, stopping),
            Activity(NightlyValuation.Cancel, stopping),
            Activity(NightlyValuation.Fail, stopping));
    }

    private static Creator<TaskOrchestration> Orchestration<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration, RetryOptions retries) =>
        new(orchestration.Name, () => new HubOrchestration<TInput, TOutput>(orchestration, retries));

    private Creator<TaskActivity> Activity<TInput, TOutput>(
        ActivityCall<TInput, TOutput> activity, CancellationToken stopping) =>
        new(activity.Name, () => new HubActivity<TInput, TOutput>(activity, services, logger, UnderWay, outages, stopping));

    [LoggerMessage(Level = LogLevel.Warning, Message = "The storage is away, and the steps of the nights wait for it: {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The storage is back, and the steps of the nights go on.")]
    private static partial void LogBack(ILogger logger);

    private sealed class Creator<T> : ObjectCreator<T>
    {
        private readonly Func<T> create;

        public Creator(string name, Func<T> create)
        {
            (Name, Version) = (name, "");
            this.create = create;
        }

        public override T Create() => create();
    }
}
