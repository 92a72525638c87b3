using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;

namespace Testing;

/// <summary>Does something at an exact moment of a night: just after a request to the storage was answered.</summary>
public sealed class StorageHook : HttpPipelinePolicy
{
    private Func<Task>? action;
    private Func<Request, bool> isIt = _ => false;

    /// <summary>Does something once, after the first request of a kind.</summary>
    /// <param name="isIt">The kind.</param>
    /// <param name="action">What to do; the request's caller waits for it.</param>
    public void Once(Func<Request, bool> isIt, Func<Task> action) => (this.isIt, this.action) = (isIt, action);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (isIt(message.Request) && Interlocked.Exchange(ref action, null) is { } now) await now();
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessNext(message, pipeline);

    internal PipelineStorage Create(StorageOptions account)
    {
        var blobs = new BlobClientOptions(StorageClients.BlobVersion);
        blobs.AddPolicy(this, HttpPipelinePosition.PerCall);
        var tables = new TableClientOptions();
        tables.AddPolicy(this, HttpPipelinePosition.PerCall);
        return new(new BlobServiceClient(account.ConnectionString, blobs), new TableServiceClient(account.ConnectionString, tables));
    }
}
