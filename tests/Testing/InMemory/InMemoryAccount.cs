using System.Globalization;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;

namespace Testing.InMemory;

/// <summary>
/// A storage account in the memory of the process. It speaks as much of the storage's REST as the pipeline uses, so that real
/// clients work on it, through their whole HTTP pipelines. It holds no limits of size, and nobody needs a key. A state of it can
/// be copied, so that the same moment can go on in many ways; a test holds it against Azurite.
/// </summary>
public sealed class InMemoryAccount
{
    private static int made;

    private readonly BlobService blobs;
    private readonly TableService tables;

    /// <summary>An empty account.</summary>
    /// <param name="clock">The time of leases and of <c>Last-Modified</c>.</param>
    public InMemoryAccount(TimeProvider clock)
        : this(clock, new BlobService(clock), new TableService(clock))
    {
    }

    private InMemoryAccount(TimeProvider clock, BlobService blobs, TableService tables)
    {
        (this.blobs, this.tables) = (blobs, tables);
        Clock = clock;
        Name = string.Create(CultureInfo.InvariantCulture, $"memory{Interlocked.Increment(ref made)}");
    }

    /// <summary>The time.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Its name, which no other account of the process has.</summary>
    public string Name { get; }

    /// <summary>Clients of it.</summary>
    /// <param name="policy">Sees every call of theirs once, outside of their retries; null for none.</param>
    public PipelineStorage Clients(HttpPipelinePolicy? policy = null)
    {
        var connection = string.Create(
            CultureInfo.InvariantCulture,
            $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey=dGVzdA==;BlobEndpoint=http://127.0.0.1:1/{Name};TableEndpoint=http://127.0.0.1:1/{Name};QueueEndpoint=http://127.0.0.1:1/{Name}");
        AzuriteFixture.Know(Name, new() { ConnectionString = connection });
        var ofBlobs = new BlobClientOptions(StorageClients.BlobVersion) { Transport = Transport(blobs.Answer) };
        var ofTables = new TableClientOptions { Transport = Transport(tables.Answer) };
        if (policy is not null)
        {
            ofBlobs.AddPolicy(policy, Azure.Core.HttpPipelinePosition.PerCall);
            ofTables.AddPolicy(policy, Azure.Core.HttpPipelinePosition.PerCall);
        }

        return new(new BlobServiceClient(connection, ofBlobs), new TableServiceClient(connection, ofTables));
    }

    /// <summary>Clients of it, with the pipeline's tables and containers made.</summary>
    /// <param name="cancellationToken">Stops the making.</param>
    public async Task<PipelineStorage> NewStorageAsync(CancellationToken cancellationToken)
    {
        var storage = Clients();
        await storage.CreateAsync(cancellationToken);
        return storage;
    }

    /// <summary>Another account in the same state.</summary>
    public InMemoryAccount Copy() => new(Clock, blobs.Copy(), tables.Copy());

    /// <summary>All that is stored, as it is: rows first, then blobs, each in the order of its keys.</summary>
    public IReadOnlyList<StoredItem> Items() => [.. tables.Items(), .. blobs.Items()];

    private static HttpClientTransport Transport(Func<HttpRequestMessage, byte[], HttpResponseMessage> answer) =>
        new(new HttpClient(new InMemoryHandler(answer)));
}

/// <summary>A row or a blob as it is stored.</summary>
/// <param name="Place">The table and keys, or the container and name.</param>
/// <param name="IsRow">Whether it is a row.</param>
/// <param name="Columns">The columns of a row, or the metadata of a blob, as text.</param>
/// <param name="Content">The bytes of a blob; empty for a row.</param>
public sealed record StoredItem(
    string Place, bool IsRow, IReadOnlyDictionary<string, string> Columns, ReadOnlyMemory<byte> Content);
