using Azure;
using DurableTask.AzureStorage;
using DurableTask.Core;
using Microsoft.Extensions.Logging;

namespace PricingFunctions.Local.TaskHub;

/// <summary>A worker of this host in the hub, and the service that it works on.</summary>
internal sealed class HubWorker : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource stopping = new();
    private readonly TaskHubWorker worker;
    private bool isStarted;
    private int isDisposed;

    public HubWorker(AzureStorageOrchestrationServiceSettings settings, HubCatalog catalog, ILoggerFactory loggers)
    {
        Service = new(settings);
        worker = new(new PromptService(Service), loggers) { ErrorPropagationMode = ErrorPropagationMode.UseFailureDetails };
        catalog.AddTo(worker, stopping.Token);
    }

    /// <summary>The service.</summary>
    public AzureStorageOrchestrationService Service { get; }

    /// <summary>Starts it; makes the hub where it is not there.</summary>
    public async Task StartAsync()
    {
        if (isStarted) return;

        await worker.StartAsync();
        isStarted = true;
    }

    /// <summary>Stops it: what it is at goes back to the queues, and its lease to others.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 1) return;

        await stopping.CancelAsync();
        try
        {
            if (isStarted) await StopAsync();
        }
        finally
        {
            worker.Dispose();
            Service.Dispose();
            stopping.Dispose();
        }
    }

    private async Task StopAsync()
    {
        try
        {
            await worker.StopAsync(isForced: false).WaitAsync(StopPatience);
        }
        catch (Exception failure) when (failure is TimeoutException || failure.GetBaseException() is RequestFailedException)
        {
            // A hub that is gone or away is not waited for: leases and messages run out by themselves.
        }
    }
}
