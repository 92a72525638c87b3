using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Benchmarks.Nights;

/// <summary>
/// What a night must at least do: the same rows of the same tables in the same transactions, one GET a history and one PUT
/// a piece of evidence, four issuers at a time, with nothing to think about. What a call costs the emulator depends on what tables and
/// accounts hold. So the loop finds what the night found: its tables hold the same rows, and its evidence goes into the night's account,
/// where a container with as many blobs stood while the night ran. These have no content: content that no blob has any more is cleared
/// away by the emulator every ten minutes, with all its lists sorted anew for each piece, and nobody is answered meanwhile. All issuers
/// are alike; so the rows are those of the first one under the keys of the others, and a million of them are not held.
/// </summary>
/// <param name="night">Where the night writes.</param>
/// <param name="loop">Holds the tables that the loop writes.</param>
/// <param name="issuers">The issuers.</param>
internal sealed class PlainLoop(PipelineStorage night, PipelineStorage loop, int issuers)
{
    private const int Lanes = 4;
    private const int RowsInTransaction = 100;

    private readonly HashSet<(string Table, string Row)> held = [];
    private BlobContainerClient? level;

    /// <summary>Lays into the loop's tables what the night's hold more, and blobs in the place of the evidence; the night comes then.</summary>
    /// <param name="date">The night.</param>
    public async Task LevelAsync(DateOnly date)
    {
        List<List<TableTransactionAction>> grants = [.. await NewAsync(night.Grants)];
        List<List<TableTransactionAction>> values = [.. await NewAsync(night.Valuations)];
        await EachIssuerAsync(async issuer =>
        {
            await SubmitAsync(loop.Grants, grants, issuer);
            await SubmitAsync(loop.Valuations, values, issuer);
        });

        level = await NewContainerAsync($"level{Keys.Date(date)}");
        await EachIssuerAsync(issuer => level.GetAppendBlobClient(NightStorage.CodeOf(issuer)).CreateAsync());
    }

    /// <summary>Writes what a night wrote.</summary>
    /// <param name="date">The night.</param>
    public async Task<Effort> RunAsync(DateOnly date)
    {
        var stored = await RowsAsync(night.Valuations);
        var (heads, piece) = (Keys.RunHeads(date, 1), await EvidenceAsync(stored));
        var own = new Queue<TableEntity>(stored.Where(row => row.GetString("runDate") == Keys.Date(date)));
        List<List<TableTransactionAction>> values =
        [
            .. stored
                .Where(row => row.RowKey.StartsWith(heads, StringComparison.Ordinal))
                .Select(head => Adding(Enumerable.Range(0, head.GetInt32("rows")!.Value).Select(_ => own.Dequeue()).Prepend(head))),
        ];
        List<List<TableTransactionAction>> notes = [.. (await RowsAsync(night.Grants)).Chunk(RowsInTransaction).Select(Notes)];
        held.UnionWith(values.SelectMany(rows => rows, (_, row) => (loop.Valuations.Name, row.Entity.RowKey)));
        await level!.DeleteAsync();
        var evidence = await NewContainerAsync($"loop{Keys.Date(date)}");
        return await Effort.OfAsync(() => EachIssuerAsync(async issuer =>
        {
            var code = NightStorage.CodeOf(issuer);
            await night.MarketData.GetBlobClient($"prices/{code}").DownloadContentAsync(CancellationToken.None);
            await evidence.GetBlobClient($"{code}.json").UploadAsync(piece, CancellationToken.None);
            await SubmitAsync(loop.Valuations, values, issuer);
            await SubmitAsync(loop.Grants, notes, issuer);
        }));
    }

    /// <summary>Of the first issuer, the rows that the loop's table lacks.</summary>
    private async Task<IEnumerable<List<TableTransactionAction>>> NewAsync(TableClient table) =>
        (await RowsAsync(table)).Where(row => held.Add((table.Name, row.RowKey))).Chunk(RowsInTransaction).Select(Adding);

    private async Task<BlobContainerClient> NewContainerAsync(string name) =>
        await night.RunFiles.GetParentBlobServiceClient().CreateBlobContainerAsync(name);

    private async Task<BinaryData> EvidenceAsync(List<TableEntity> stored)
    {
        var hash = stored.Select(row => row.GetString("evidence")).Last(hash => hash is not null);
        return (await night.RunFiles.GetBlobClient($"evidence/{hash}.json").DownloadContentAsync()).Value.Content;
    }

    private static List<TableTransactionAction> Adding(IEnumerable<TableEntity> rows) =>
        [.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))];

    private static List<TableTransactionAction> Notes(TableEntity[] grants) =>
    [
        .. grants.Select(grant => new TableTransactionAction(TableTransactionActionType.UpdateMerge, new TableEntity(grant.PartitionKey, grant.RowKey)
        {
            [nameof(StoredGrant.GrantDateStatus)] = nameof(GrantDateStatus.Final),
            [nameof(StoredGrant.GrantDateVersion)] = 1,
        })),
    ];

    private static async Task<List<TableEntity>> RowsAsync(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {NightStorage.PartitionOf(0)}")))
        {
            foreach (var column in (string[])["odata.etag", nameof(ITableEntity.Timestamp)]) row.Remove(column);
            rows.Add(row);
        }

        return rows;
    }

    private static async Task SubmitAsync(TableClient table, List<List<TableTransactionAction>> transactions, int issuer)
    {
        var partition = NightStorage.PartitionOf(issuer);
        foreach (var transaction in transactions)
        {
            await table.SubmitTransactionAsync(
                transaction.Select(action => new TableTransactionAction(
                    action.ActionType, new TableEntity((TableEntity)action.Entity) { PartitionKey = partition })),
                CancellationToken.None);
        }
    }

    private Task EachIssuerAsync(Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, issuers),
        new ParallelOptions { MaxDegreeOfParallelism = Lanes },
        async (issuer, _) => await work(issuer));
}
