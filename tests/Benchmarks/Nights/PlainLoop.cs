using Azure.Data.Tables;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Benchmarks.Nights;

/// <summary>
/// What a night must at least do: the same rows of the same tables in the same transactions, one GET a history and one PUT
/// a piece of evidence, four issuers at a time, with nothing to think about.
/// </summary>
internal sealed class PlainLoop
{
    private const int Lanes = 4;
    private const int RowsInTransaction = 100;

    private readonly PipelineStorage night;
    private readonly PipelineStorage loop;
    private readonly List<Issuer> issuers = [];
    private BinaryData evidence = BinaryData.Empty;

    private PlainLoop(PipelineStorage night, PipelineStorage loop) => (this.night, this.loop) = (night, loop);

    /// <summary>Takes over what a night wrote, and lays the grants into another storage.</summary>
    /// <param name="night">Where it wrote.</param>
    /// <param name="loop">Where the loop will.</param>
    /// <param name="date">The night.</param>
    /// <param name="size">Its size.</param>
    public static async Task<PlainLoop> OfAsync(PipelineStorage night, PipelineStorage loop, DateOnly date, NightCase size)
    {
        var made = new PlainLoop(night, loop);
        var values = await RowsAsync(night.Valuations);
        var grants = await RowsAsync(night.Grants);
        for (var issuer = 0; issuer < size.Issuers; issuer++)
        {
            var partition = NightStorage.PartitionOf(issuer);
            var heads = Keys.RunHeads(date, 1);
            var own = new Queue<TableEntity>(values[partition].Where(row => row.GetString("runDate") == Keys.Date(date)));
            List<List<TableTransactionAction>> transactions =
            [
                .. values[partition]
                    .Where(row => row.RowKey.StartsWith(heads, StringComparison.Ordinal))
                    .Select(head => Enumerable.Range(0, head.GetInt32("rows")!.Value)
                        .Select(_ => own.Dequeue())
                        .Prepend(head)
                        .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))
                        .ToList()),
            ];
            foreach (var some in grants[partition].Chunk(RowsInTransaction))
                await loop.Grants.SubmitTransactionAsync(some.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)));
            made.issuers.Add(new(NightStorage.CodeOf(issuer), transactions, [.. grants[partition].Chunk(RowsInTransaction).Select(Notes)]));
        }

        var hash = values[NightStorage.PartitionOf(0)].Select(row => row.GetString("evidence")).Last(hash => hash is not null);
        made.evidence = (await night.RunFiles.GetBlobClient($"evidence/{hash}.json").DownloadContentAsync()).Value.Content;
        return made;
    }

    /// <summary>Writes it all.</summary>
    public Task<Effort> RunAsync() => Effort.OfAsync(() => Parallel.ForEachAsync(
        issuers,
        new ParallelOptions { MaxDegreeOfParallelism = Lanes },
        async (issuer, _) =>
        {
            await night.MarketData.GetBlobClient($"prices/{issuer.Code}").DownloadContentAsync(CancellationToken.None);
            await loop.RunFiles.GetBlobClient($"evidence/{issuer.Code}.json").UploadAsync(evidence, CancellationToken.None);
            foreach (var values in issuer.Values) await loop.Valuations.SubmitTransactionAsync(values, CancellationToken.None);
            foreach (var notes in issuer.Notes) await loop.Grants.SubmitTransactionAsync(notes, CancellationToken.None);
        }));

    private static List<TableTransactionAction> Notes(TableEntity[] grants) =>
    [
        .. grants.Select(grant => new TableTransactionAction(TableTransactionActionType.UpdateMerge, new TableEntity(grant.PartitionKey, grant.RowKey)
        {
            [nameof(StoredGrant.GrantDateStatus)] = nameof(GrantDateStatus.Final),
            [nameof(StoredGrant.GrantDateVersion)] = 1,
        })),
    ];

    private static async Task<ILookup<string, TableEntity>> RowsAsync(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>())
        {
            foreach (var column in (string[])["odata.etag", nameof(ITableEntity.Timestamp)]) row.Remove(column);
            rows.Add(row);
        }

        return rows.ToLookup(row => row.PartitionKey, StringComparer.Ordinal);
    }

    private sealed record Issuer(
        string Code, IReadOnlyList<List<TableTransactionAction>> Values, IReadOnlyList<List<TableTransactionAction>> Notes);
}
