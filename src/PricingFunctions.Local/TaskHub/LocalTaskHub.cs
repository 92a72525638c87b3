using Azure;
using DurableTask.AzureStorage;
using DurableTask.AzureStorage.Tracking;
using DurableTask.Core;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;

namespace PricingFunctions.Local.TaskHub;

/// <summary>The task hub on the pipeline's storage account, and this host's worker in it.</summary>
/// <param name="settings">How the framework works on it.</param>
/// <param name="catalog">What the worker carries out.</param>
/// <param name="loggers">The framework's log.</param>
public sealed class LocalTaskHub(HubSettings settings, HubCatalog catalog, ILoggerFactory loggers)
    : ITaskHub, IAsyncDisposable
{
    private const int PageSize = 100;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource stopping = new();
    private AzureStorageOrchestrationService? service;
    private TaskHubWorker? worker;

    private AzureStorageOrchestrationService Service => service ??= new(settings.Create());

    /// <summary>Starts the worker; makes the hub where it is not there.</summary>
    public async Task StartWorkerAsync()
    {
        worker = new TaskHubWorker(Service, loggers) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        catalog.AddTo(worker, stopping.Token);
        await worker.StartAsync();
    }

    /// <summary>Stops the worker: what it is at goes back to the queues, and its lease to others.</summary>
    public async Task StopWorkerAsync()
    {
        if (Interlocked.Exchange(ref worker, null) is not { } running) return;

        await stopping.CancelAsync();
        try
        {
            await running.StopAsync(isForced: false).WaitAsync(StopPatience);
        }
        catch (TimeoutException)
        {
            // A storage that is gone is not waited for: leases and messages run out by themselves.
        }
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
            // A service makes the hub once; another one makes it again, and the worker's goes on in it.
            using var maker = new AzureStorageOrchestrationService(settings.Create());
            await maker.CreateIfNotExistsAsync();
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
    public async ValueTask DisposeAsync()
    {
        await StopWorkerAsync();
        service?.Dispose();
        stopping.Dispose();
    }

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
            state.OrchestrationStatus is OrchestrationStatus.Failed or OrchestrationStatus.Terminated ? state.Output : null,
            Progress(state.Status));
    }

    /// <summary>The framework keeps a status as the JSON of a text.</summary>
    private static RunProgress? Progress(string? status) =>
        string.IsNullOrEmpty(status) || System.Text.Json.JsonSerializer.Deserialize<string>(status) is not { Length: > 0 } text
            ? null
            : HubText.Read<RunProgress>(text);
}
