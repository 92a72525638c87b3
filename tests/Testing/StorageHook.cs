using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;

namespace Testing;

/// <summary>Sees the pipeline's requests to its storage, and does something at an exact moment of a night.</summary>
public sealed class StorageHook : HttpPipelinePolicy
{
    private readonly List<Func<Request, Task>> watchers = [];

    /// <summary>Another client of an account, whose requests go through here.</summary>
    /// <param name="storage">A storage on the account that a fixture of this process made.</param>
    public PipelineStorage On(PipelineStorage storage) => Create(AzuriteFixture.AccountOf(storage));

    /// <summary>Does something once, just after the first request of a kind was answered.</summary>
    /// <param name="isIt">The kind.</param>
    /// <param name="action">What to do; the request's caller waits for it.</param>
    public void Once(Func<Request, bool> isIt, Func<Task> action)
    {
        var next = action;
        Add(request => isIt(request) && Interlocked.Exchange(ref next, null) is { } now ? now() : Task.CompletedTask);
    }

    /// <summary>Does something each time, just after a request of a kind was answered.</summary>
    /// <param name="isIt">The kind.</param>
    /// <param name="action">What to do; the request's caller waits for it.</param>
    public void Each(Func<Request, bool> isIt, Func<Task> action) =>
        Add(request => isIt(request) ? action() : Task.CompletedTask);

    /// <summary>Looks at each request, just after it was answered.</summary>
    /// <param name="look">Looks at it.</param>
    public void Look(Action<Request> look) => Add(request =>
    {
        look(request);
        return Task.CompletedTask;
    });

    /// <summary>Counts the requests of a kind.</summary>
    /// <param name="isIt">The kind.</param>
    /// <returns>How many there were so far.</returns>
    public Func<int> Count(Func<Request, bool> isIt)
    {
        var count = 0;
        Add(request =>
        {
            if (isIt(request)) Interlocked.Increment(ref count);
            return Task.CompletedTask;
        });
        return () => Volatile.Read(ref count);
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Func<Request, Task>[] all;
        lock (watchers) all = [.. watchers];
        foreach (var watcher in all) await watcher(message.Request).WaitAsync(message.CancellationToken);
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

    private void Add(Func<Request, Task> watcher)
    {
        lock (watchers) watchers.Add(watcher);
    }
}
