using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.TaskHub;

namespace PricingFunctions.Local.Hosting;

/// <summary>
/// A host's name in the hub. On storage that is the host's own it is the id that is kept beside the data. On any other it is held
/// by the lease of a blob in the container <c>pricing-hosts</c> that is renewed while the host lives: two machines may be called
/// the same.
/// </summary>
internal sealed class WorkerLease : IAsyncDisposable
{
    private const string Container = "pricing-hosts";

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(5);

    /// <summary>What a host that was killed held is free after the length of a lease.</summary>
    private static readonly TimeSpan Patience = Length + Renewal;

    private readonly BlobLeaseClient? lease;
    private readonly CancellationTokenSource ending = new();
    private readonly Task renewing;

    private WorkerLease(string name, BlobLeaseClient? lease)
    {
        (Name, this.lease) = (new(name), lease);
        renewing = lease is null ? Task.CompletedTask : RenewAsync(lease);
    }

    /// <summary>The name: the id of the data folder, else machine and port.</summary>
    public WorkerName Name { get; }

    /// <summary>Takes the name; waits for a host that was killed with it a moment ago.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="port">The port of this host.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="SetupException">A live host has it.</exception>
    public static async Task<WorkerLease> TakeAsync(
        LocalStorage storage, int port, CancellationToken cancellationToken)
    {
        if (storage.FolderId is { } folder) return new(folder, lease: null);

        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}-{port}");
        var container = StorageClients.Blobs(storage.Options).GetBlobContainerClient(Container);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        var blob = container.GetBlobClient(Uri.EscapeDataString(name));
        if (!await blob.ExistsAsync(cancellationToken)) await MakeAsync(blob, cancellationToken);

        var lease = blob.GetBlobLeaseClient();
        using var patience = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var waited = TimeSpan.Zero; waited < Patience; waited += patience.Period)
        {
            if (await TryAcquireAsync(lease, cancellationToken)) return new(name, lease);
            await patience.WaitForNextTickAsync(cancellationToken);
        }

        throw new SetupException(string.Create(
            CultureInfo.InvariantCulture,
            $"Another host named {name} works on this storage account; give this one another --port, or its machine another name."));
    }

    /// <summary>Gives the name back.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await renewing;
        ending.Dispose();
        if (lease is null) return;

        try
        {
            await lease.ReleaseAsync();
        }
        catch (Exception trouble) when (StorageTrouble.Is(trouble))
        {
            // It runs out by itself.
        }
    }

    private static async Task MakeAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            await blob.UploadAsync(
                BinaryData.Empty, new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Made by another host meanwhile.
        }
    }

    private async Task RenewAsync(BlobLeaseClient held)
    {
        using var timer = new PeriodicTimer(Renewal);
        try
        {
            while (await timer.WaitForNextTickAsync(ending.Token))
            {
                await TryRenewAsync(held);
            }
        }
        catch (OperationCanceledException)
        {
            // The host ends.
        }
    }

    private async Task TryRenewAsync(BlobLeaseClient held)
    {
        try
        {
            await held.RenewAsync(cancellationToken: ending.Token);
        }
        catch (Exception trouble) when (StorageTrouble.Is(trouble) || (trouble is OperationCanceledException && !ending.IsCancellationRequested))
        {
            // Tried again with the next tick, however long the storage is away; what the lease guards against is a mistake of set-up, no danger to values.
        }
    }

    private static async Task<bool> TryAcquireAsync(BlobLeaseClient lease, CancellationToken cancellationToken)
    {
        try
        {
            await lease.AcquireAsync(Length, cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException held) when (held.Status == 409)
        {
            return false;
        }
    }
}
