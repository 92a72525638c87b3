using Azure;
using DurableTask.AzureStorage;
using DurableTask.AzureStorage.Tracking;
using DurableTask.Core;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;
using PricingFunctions.Local.HubSteps;

namespace PricingFunctions.Local.TaskHub;

/// <summary>The task hub on the pipeline's storage account, and this host's worker in it.</summary>
/// <param name="settings">How the framework works on it.</param>
/// <param name="catalog">What the worker carries out.</param>
/// <param name="loggers">The framework's log.</param>
public sealed class LocalTaskHub(HubSettings settings, HubCatalog catalog, ILoggerFactory loggers)
    : ITaskHub, IAsyncDisposable
{
    private const int PageSize = 100;
    private static readonly string FailureType = $"{typeof(ActivityFailedException).FullName}: ";

    private HubWorker worker = new(settings.Create(), catalog, loggers);
    private Task replaced = Task.CompletedTask;
    private int restarts;

    private AzureStorageOrchestrationService Service => worker.Service;

    /// <summary>Whether a step runs on this host.</summary>
    public bool IsAtWork => catalog.UnderWay.Any;

    /// <summary>Starts the worker where it does not run; makes the hub where it is not there.</summary>
    public Task StartWorkerAsync() => worker.StartAsync();

    /// <summary>Stops the worker: what it is at goes back to the queues, and its lease to others.</summary>
    public async Task StopWorkerAsync()
    {
        await worker.DisposeAsync();
        await replaced;
    }

    /// <summary>Starts another worker in the place of this host's, which stops meanwhile: what it holds goes back to the queues.</summary>
    public Task ReplaceWorkerAsync()
    {
        replaced = Task.WhenAll(replaced, worker.DisposeAsync().AsTask());
        worker = new(settings.Create(++restarts), catalog, loggers);
        return worker.StartAsync();
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<HubInstance>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var condition = new OrchestrationInstanceStatusQueryCondition { InstanceIdPrefix = prefix, FetchInput = false };
        var instances = new List<HubInstance>();
        string? next = null;
        try
        {
            do
            {
                var page = await Service.GetOrchestrationStateAsync(condition, PageSize, next, cancellationToken);
                instances.AddRange(page.OrchestrationState.Select(Instance));
                next = page.ContinuationToken;
            }
            while (!string.IsNullOrEmpty(next));
        }
        catch (Exception gone) when (IsGone(gone))
        {
            return [];
        }

        return instances;
    }

    /// <inheritdoc/>
    public async Task StartAsync(NightsPass pass, CancellationToken cancellationToken)
    {
        try
        {
            await CreateAsync(pass);
        }
        catch (Exception gone) when (IsGone(gone))
        {
            // A service makes the hub once, and long rests when it fails: another worker makes it again and goes on.
            await ReplaceWorkerAsync();
            await CreateAsync(pass);
        }
    }

    /// <inheritdoc/>
    public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken) =>
        Service.ForceTerminateTaskOrchestrationAsync(instanceId, reason);

    /// <inheritdoc/>
    public Task PurgeAsync(string instanceId, CancellationToken cancellationToken) =>
        Service.PurgeInstanceHistoryAsync(instanceId);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopWorkerAsync();

    private Task<OrchestrationInstance> CreateAsync(NightsPass pass) => new TaskHubClient(Service, loggerFactory: loggers)
        .CreateOrchestrationInstanceAsync(NightlyValuation.Nights.Name, "", pass.InstanceId, HubText.Write(pass));

    private static bool IsGone(Exception failure) =>
        failure.GetBaseException() is RequestFailedException { Status: 404 };

    private static HubInstance Instance(OrchestrationState state)
    {
        var isOpen = state.OrchestrationStatus is OrchestrationStatus.Pending or OrchestrationStatus.Running
            or OrchestrationStatus.ContinuedAsNew or OrchestrationStatus.Suspended;
        return new(
            state.OrchestrationInstance.InstanceId,
            isOpen,
            new(DateTime.SpecifyKind(state.LastUpdatedTime, DateTimeKind.Utc)),
            state.OrchestrationStatus is OrchestrationStatus.Failed or OrchestrationStatus.Terminated ? Reason(state.Output) : null,
            Progress(state.Status));
    }

    /// <summary>The framework keeps a failure as the type of its exception and what that says.</summary>
    private static string Reason(string output) =>
        output.StartsWith(FailureType, StringComparison.Ordinal) ? output[FailureType.Length..] : output;

    /// <summary>The framework keeps a status as the JSON of a text.</summary>
    private static RunProgress? Progress(string? status) =>
        string.IsNullOrEmpty(status) || System.Text.Json.JsonSerializer.Deserialize<string>(status) is not { Length: > 0 } text
            ? null
            : HubText.Read<RunProgress>(text);
}
