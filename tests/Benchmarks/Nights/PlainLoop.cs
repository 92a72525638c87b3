using Azure.Data.Tables;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Benchmarks.Nights;

/// <summary>
/// What a night must at least do: the same rows of the same tables in the same transactions, one GET a history and one PUT
/// a piece of evidence, four issuers at a time, with nothing to think about. All issuers are alike; so the rows are those of the
/// first one under the keys of the others, and a million of them are not held.
/// </summary>
internal sealed class PlainLoop
{
    private const int Lanes = 4;
    private const int RowsInTransaction = 100;

    private readonly PipelineStorage night;
    private readonly PipelineStorage loop;
    private readonly NightCase size;
    private readonly List<List<TableTransactionAction>> values;
    private readonly List<List<TableTransactionAction>> notes;
    private readonly BinaryData evidence;

    private PlainLoop(
        PipelineStorage night,
        PipelineStorage loop,
        NightCase size,
        List<List<TableTransactionAction>> values,
        List<List<TableTransactionAction>> notes,
        BinaryData evidence) =>
        (this.night, this.loop, this.size, this.values, this.notes, this.evidence) = (night, loop, size, values, notes, evidence);

    /// <summary>Takes over what a night wrote, and lays the grants into another storage.</summary>
    /// <param name="night">Where it wrote.</param>
    /// <param name="loop">Where the loop will.</param>
    /// <param name="date">The night.</param>
    /// <param name="size">Its size.</param>
    public static async Task<PlainLoop> OfAsync(PipelineStorage night, PipelineStorage loop, DateOnly date, NightCase size)
    {
        var stored = await RowsAsync(night.Valuations);
        var grants = await RowsAsync(night.Grants);
        var heads = Keys.RunHeads(date, 1);
        var own = new Queue<TableEntity>(stored.Where(row => row.GetString("runDate") == Keys.Date(date)));
        List<List<TableTransactionAction>> values =
        [
            .. stored
                .Where(row => row.RowKey.StartsWith(heads, StringComparison.Ordinal))
                .Select(head => Enumerable.Range(0, head.GetInt32("rows")!.Value)
                    .Select(_ => own.Dequeue())
                    .Prepend(head)
                    .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))
                    .ToList()),
        ];
        var hash = stored.Select(row => row.GetString("evidence")).Last(hash => hash is not null);
        var evidence = (await night.RunFiles.GetBlobClient($"evidence/{hash}.json").DownloadContentAsync()).Value.Content;
        List<List<TableTransactionAction>> laid =
            [.. grants.Chunk(RowsInTransaction).Select(some => some.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)).ToList())];
        var made = new PlainLoop(night, loop, size, values, [.. grants.Chunk(RowsInTransaction).Select(Notes)], evidence);
        await made.EachIssuerAsync(async issuer => await SubmitAsync(loop.Grants, laid, issuer));
        return made;
    }

    /// <summary>Writes it all.</summary>
    public Task<Effort> RunAsync() => Effort.OfAsync(() => EachIssuerAsync(async issuer =>
    {
        var code = NightStorage.CodeOf(issuer);
        await night.MarketData.GetBlobClient($"prices/{code}").DownloadContentAsync(CancellationToken.None);
        await loop.RunFiles.GetBlobClient($"evidence/{code}.json").UploadAsync(evidence, CancellationToken.None);
        await SubmitAsync(loop.Valuations, values, issuer);
        await SubmitAsync(loop.Grants, notes, issuer);
    }));

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
        Enumerable.Range(0, size.Issuers),
        new ParallelOptions { MaxDegreeOfParallelism = Lanes },
        async (issuer, _) => await work(issuer));
}
