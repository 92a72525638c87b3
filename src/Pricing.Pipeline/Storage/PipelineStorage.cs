using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Pricing.Pipeline.Storage;

/// <summary>The tables and containers of the pipeline, by name.</summary>
public sealed class PipelineStorage(BlobServiceClient blobs, TableServiceClient tables)
{
    /// <summary>The container that grant batches are dropped into.</summary>
    public const string GrantBatchesContainer = "grant-batches";

    /// <summary>The container that files of market data are dropped into.</summary>
    public const string PriceFilesContainer = "price-files";

    /// <summary>The partition of the ledger with the number of the layout of what is stored.</summary>
    public const string LayoutPartition = "layout";

    /// <summary>The row of <see cref="LayoutPartition"/>. Where it is there and holds no number, no night is planned.</summary>
    public const string LayoutRow = "number";

    /// <summary>Grants and their dated events; PK <c>issuer|bucket</c>.</summary>
    public TableClient Grants { get; } = tables.GetTableClient("grants");

    /// <summary>Values and the heads of their transactions; PK <c>issuer|bucket</c>.</summary>
    public TableClient Valuations { get; } = tables.GetTableClient("valuations");

    /// <summary>Runs; PK date, RK inverted version.</summary>
    public TableClient Runs { get; } = tables.GetTableClient("runs");

    /// <summary>Which dates are complete, which files came in and are taken in.</summary>
    public TableClient Ledger { get; } = tables.GetTableClient("ledger");

    /// <summary>Rows that wait for what they depend on; PK issuer.</summary>
    public TableClient Waiting { get; } = tables.GetTableClient("waiting");

    /// <summary>Grant batches as they were dropped.</summary>
    public BlobContainerClient GrantBatches { get; } = blobs.GetBlobContainerClient(GrantBatchesContainer);

    /// <summary>Files of market data as they were dropped.</summary>
    public BlobContainerClient PriceFiles { get; } = blobs.GetBlobContainerClient(PriceFilesContainer);

    /// <summary>The bytes of every file that came in, by content hash; never written over.</summary>
    public BlobContainerClient Intake { get; } = blobs.GetBlobContainerClient("intake");

    /// <summary>Reports and rejected rows of files, by identity.</summary>
    public BlobContainerClient GrantBatchReports { get; } = blobs.GetBlobContainerClient("grant-batch-reports");

    /// <summary>Batches that could not be taken in, with the reason, by content hash.</summary>
    public BlobContainerClient GrantBatchQuarantine { get; } = blobs.GetBlobContainerClient("grant-batch-quarantine");

    /// <summary>Normalised market data: a history per code, the yield curves, the dividends.</summary>
    public BlobContainerClient MarketData { get; } = blobs.GetBlobContainerClient("market-data");

    /// <summary>Bodies as they were received, by content hash.</summary>
    public BlobContainerClient RawMarketData { get; } = blobs.GetBlobContainerClient("raw-market-data");

    /// <summary>Plans, evidence and exported values of runs.</summary>
    public BlobContainerClient RunFiles { get; } = blobs.GetBlobContainerClient("runs");

    /// <summary>What people decided about what issuers publish and close; never written over.</summary>
    public BlobContainerClient Decisions { get; } = blobs.GetBlobContainerClient("decisions");

    /// <summary>Changes of settings and who read what; only added to.</summary>
    public BlobContainerClient Logs { get; } = blobs.GetBlobContainerClient("logs");

    /// <summary>Every table.</summary>
    public IReadOnlyList<TableClient> AllTables => [Grants, Valuations, Runs, Ledger, Waiting];

    /// <summary>Every container.</summary>
    public IReadOnlyList<BlobContainerClient> AllContainers =>
        [GrantBatches, PriceFiles, Intake, GrantBatchReports, GrantBatchQuarantine, MarketData, RawMarketData, RunFiles, Decisions, Logs];

    /// <summary>
    /// Whether the address made of a blob's name is that blob's. Clients resolve <c>.</c> and <c>..</c> in an
    /// address: then it is another blob's, perhaps one of another container.
    /// </summary>
    /// <param name="container">The container.</param>
    /// <param name="name">The blob's name.</param>
    public static bool IsAddress(BlobContainerClient container, string name)
    {
        ArgumentNullException.ThrowIfNull(container);
        var beginning = Uri.UnescapeDataString(container.Uri.AbsolutePath) + "/";
        var blob = Uri.UnescapeDataString(container.GetBlobClient(name).Uri.AbsolutePath);
        return blob.StartsWith(beginning, StringComparison.Ordinal)
            && blob.AsSpan(beginning.Length).TrimStart('/').SequenceEqual(name.AsSpan().TrimStart('/'));
    }

    /// <summary>Makes whatever is not there yet.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var table in AllTables) await table.CreateIfNotExistsAsync(cancellationToken);
        foreach (var container in AllContainers) await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }
}
