using System.Diagnostics.CodeAnalysis;
using Azure.Storage.Queues;

namespace PricingFunctions.Local.TaskHub;

/// <summary>The queues of the hub: each step of an instance, also a timer, is a message there until the next one is.</summary>
/// <param name="settings">How the framework works on the hub.</param>
public sealed class HubQueues(HubSettings settings)
{
    /// <summary>
    /// Whether they hold no message, neither one that waits nor one that a worker is at. What is open in the hub then never
    /// moves again: the storage lost what was next.
    /// </summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    [SuppressMessage("Globalization", "CA1308", Justification = "The framework names the queues so.")]
    public async Task<bool> AreEmptyAsync(CancellationToken cancellationToken)
    {
        var hub = settings.Create();
        var clients = hub.StorageAccountClientProvider!.Queue;
        var service = clients.CreateClient(clients.CreateOptions());
        await foreach (var queue in service.GetQueuesAsync(prefix: $"{hub.TaskHubName.ToLowerInvariant()}-", cancellationToken: cancellationToken))
        {
            if (await CountAsync(service.GetQueueClient(queue.Name), cancellationToken) > 0) return false;
        }

        return true;
    }

    private static async Task<int> CountAsync(QueueClient queue, CancellationToken cancellationToken) =>
        (await queue.GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
}
