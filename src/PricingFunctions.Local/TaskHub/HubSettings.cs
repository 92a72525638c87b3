using System.Globalization;
using DurableTask.AzureStorage;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.TaskHub;

/// <summary>How the Durable Task Framework works on the hub. A killed host's work goes on within half a minute.</summary>
/// <param name="storage">The account.</param>
/// <param name="engine">The hub's name.</param>
/// <param name="worker">This host's name in the hub.</param>
/// <param name="options">Settings.</param>
/// <param name="polling">Slows the looks at the queues.</param>
/// <param name="loggers">The framework's log.</param>
public class HubSettings(
    StorageOptions storage,
    EngineName engine,
    WorkerName worker,
    EngineOptions options,
    IdlePolling polling,
    ILoggerFactory loggers)
{
    /// <summary>After this long, what a killed host was at is given to another, or to itself when it is back.</summary>
    private static readonly TimeSpan Invisible = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    /// <summary>Makes the settings of one service.</summary>
    /// <param name="restarts">How often this host's worker was replaced; each has a name of its own.</param>
    public virtual AzureStorageOrchestrationServiceSettings Create(int restarts = 0) => new()
    {
        AppName = engine.Value,
        TaskHubName = engine.Value,
        WorkerId = restarts == 0 ? worker.Value : string.Create(CultureInfo.InvariantCulture, $"{worker.Value}-{restarts}"),
        StorageAccountClientProvider = HubClients.Create(storage, polling),
        PartitionCount = options.Partitions,
        UseTablePartitionManagement = true,
        UseAppLease = false,
        ControlQueueVisibilityTimeout = Invisible,
        WorkItemQueueVisibilityTimeout = Invisible,
        LeaseInterval = Lease,
        LeaseAcquireInterval = Renewal,
        LeaseRenewInterval = Renewal,
        MaxQueuePollingInterval = IdlePolling.BusyInterval,
        MaxConcurrentTaskActivityWorkItems = options.ActivitiesAtOnce,
        LoggerFactory = loggers,
    };
}

/// <summary>A host's name in the hub: another one for each host, the same one whenever it starts again.</summary>
/// <param name="Value">Such as an id that is kept in the data folder, or machine and port.</param>
public sealed record WorkerName(string Value);
