using System.Net;
using System.Net.Sockets;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.MarketData;
using PricingFunctions.Local;
using PricingFunctions.Local.Azurite;

[assembly: AssemblyFixture(typeof(StorageFixture))]

namespace Pricing.Pipeline.Tests.MarketData;

/// <summary>One Azurite in memory for the whole run; each test has an account's worth of names of its own.</summary>
public sealed class StorageFixture : IAsyncLifetime
{
    private AzuriteProcess? azurite;

    public async ValueTask InitializeAsync() => azurite = await AzuriteProcess.StartAsync(
        new() { Root = RepositoryRoot.Find(), Ports = FreePorts() }, progress: null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (azurite is not null)
            await azurite.DisposeAsync();
    }

    /// <summary>A storage that is empty.</summary>
    public async Task<PipelineStorage> EmptyAsync(CancellationToken cancellationToken)
    {
        var connection = azurite!.ConnectionString();
        var blobs = new BlobServiceClient(connection, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_07_05));
        var storage = new PipelineStorage(blobs, new TableServiceClient(connection));
        await storage.CreateAsync(cancellationToken);
        foreach (var container in new[] { storage.MarketData, storage.RawMarketData })
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
                await container.DeleteBlobAsync(blob.Name, cancellationToken: cancellationToken);
        }

        return storage;
    }

    private static AzuritePorts FreePorts()
    {
        TcpListener[] listeners = [new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0), new(IPAddress.Loopback, 0)];
        foreach (var listener in listeners)
            listener.Start();
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        foreach (var listener in listeners)
            listener.Stop();
        return new(ports[0], ports[1], ports[2]);
    }
}
