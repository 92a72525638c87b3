using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DurableTask.AzureStorage;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.TaskHub;

/// <summary>The hub's clients of the storage account, which is that of the pipeline.</summary>
internal static class HubClients
{
    /// <summary>As old as that of the blobs, for a user's own Azurite.</summary>
    private const QueueClientOptions.ServiceVersion QueueVersion = QueueClientOptions.ServiceVersion.V2025_07_05;

    /// <summary>Makes them.</summary>
    /// <param name="storage">The account.</param>
    /// <param name="polling">Goes with every request to a queue.</param>
    public static StorageAccountClientProvider Create(StorageOptions storage, HttpPipelinePolicy polling)
    {
        var blobs = new BlobClientOptions(StorageClients.BlobVersion);
        var queues = new QueueClientOptions(QueueVersion);
        queues.AddPolicy(polling, Azure.Core.HttpPipelinePosition.PerCall);
        var tables = new TableClientOptions();
        if (storage.ConnectionString is { Length: > 0 } connection)
        {
            return new(
                StorageServiceClientProvider.ForBlob(connection, blobs),
                StorageServiceClientProvider.ForQueue(connection, queues),
                StorageServiceClientProvider.ForTable(connection, tables));
        }

        var credential = StorageClients.Credential(storage);
        return new(
            StorageServiceClientProvider.ForBlob(storage.AccountName!, credential, blobs),
            StorageServiceClientProvider.ForQueue(storage.AccountName!, credential, queues),
            StorageServiceClientProvider.ForTable(storage.AccountName!, credential, tables));
    }
}
