using Azure.Data.Tables;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>Stores the dated events of grants beside the grants.</summary>
/// <param name="storage">The tables.</param>
/// <param name="buckets">Where a grant is.</param>
/// <param name="grants">The grants.</param>
public sealed class GrantEventStore(PipelineStorage storage, IssuerBuckets buckets, GrantStore grants)
{
    private const string BatchColumn = "batch";
    private const string LineColumn = "line";

    private readonly ChangedFacts changed = new(storage);

    /// <summary>
    /// Stores an event, once however often it is sent. Doing it twice for the same row of a batch gives the same answer.
    /// </summary>
    /// <param name="item">The event.</param>
    /// <param name="batchHash">The batch it comes from.</param>
    /// <param name="line">The row of that batch.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What became of it, or why it was refused.</returns>
    public async Task<Outcome<StoreResult>> StoreAsync(
        GrantEvent item, string batchHash, int line, CancellationToken cancellationToken)
    {
        var bucket = await buckets.FindPartitionAsync(item.Issuer, item.GrantId, cancellationToken);
        if (bucket is { IsSuccess: false }) return bucket.Failures.ToList();

        var partition = bucket?.Value;
        while (true)
        {
            if (partition is null || await grants.FindTaggedAsync(partition, item.GrantId, cancellationToken) is not { } found)
            {
                return new Failure(ReasonCode.UnknownGrant, "grant_id", item.GrantId, "no such grant is stored");
            }

            var read = await OfGrantAsync(partition, item.GrantId, cancellationToken);
            if (!found.Grant.TryGet(out var grant) || !read.TryGet(out var others))
            {
                return found.Grant.Failures.Concat(read.Failures).ToList();
            }

            var key = $"{GrantPrefix(item.GrantId)}{Keys.Date(item.Date)}|{item.Hash()}";
            if (others.Contains(item)) return await RepeatedAsync(partition, key, batchHash, line, cancellationToken);

            var terms = grant.Terms;
            if (item.Kind == GrantEventKind.Adjusted && item.Date <= terms.AllotmentDate)
            {
                return new Failure(
                    ReasonCode.InvalidField,
                    "date",
                    DateText.Of(item.Date),
                    $"is not after the allotment date {DateText.Of(terms.AllotmentDate)}, on which the terms stand as they are stated");
            }

            var balance = OutstandingRights.On(
                terms.AllottedRights,
                terms.AllotmentDate,
                [.. others.Append(item).Select(other => other.ToRightsEvent()).OfType<RightsEvent>()],
                item.Date);
            if (!balance.IsSuccess) return balance.Failures.Select(NotOutstanding).ToList();

            try
            {
                // The grant is touched in the same transaction, so that two events, or an event and an amendment, that
                // each leave enough rights cannot both be stored where together they do not.
                TableTransactions.Unit<GrantEvent> unit = new(
                    item,
                    [
                        new(TableTransactionActionType.Add, Row(item, partition, key, batchHash, line)),
                        new(TableTransactionActionType.UpdateMerge, new TableEntity(partition, KeyText.Encode(item.GrantId)), found.ETag),
                    ]);
                var refused = await (item.Kind == GrantEventKind.Adjusted
                    ? changed.OfGrantsAsync(partition, SubmitAsync, cancellationToken)
                    : SubmitAsync());
                return refused.TryGetValue(item, out var answer)
                    ? new Failure(ReasonCode.StorageRefused, "grant_id", item.GrantId, $"the storage does not take the row: {answer}")
                    : StoreResult.Stored;

                Task<IReadOnlyDictionary<GrantEvent, string>> SubmitAsync() =>
                    TableTransactions.SubmitAsync(storage.Grants, [unit], cancellationToken);
            }
            catch (TableTransactionFailedException conflict) when (conflict.Status is 409 or 412)
            {
                // The grant or its events changed since they were read; judge again.
            }
        }
    }

    /// <summary>The events of a grant.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The events, or every row of them that cannot be read.</returns>
    public async Task<Outcome<List<GrantEvent>>> OfGrantAsync(
        string partition, string grantId, CancellationToken cancellationToken) =>
        (await ReadAsync(partition, GrantPrefix(grantId), cancellationToken)).GetValueOrDefault(KeyText.Encode(grantId))
        ?? new List<GrantEvent>();

    /// <summary>The events of a partition.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>By the key of the grant: its events, or every row of them that cannot be read.</returns>
    public Task<Dictionary<string, Outcome<List<GrantEvent>>>> ListAsync(string partition, CancellationToken cancellationToken) =>
        ReadAsync(partition, EventRows.Prefix, cancellationToken);

    private async Task<Dictionary<string, Outcome<List<GrantEvent>>>> ReadAsync(
        string partition, string prefix, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {Keys.End(prefix)}");
        var events = new EventRows();
        await foreach (var row in storage.Grants.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)) events.Add(row);
        return events.Grants.ToDictionary(grant => grant, events.Of, StringComparer.Ordinal);
    }

    private async Task<Outcome<StoreResult>> RepeatedAsync(
        string partition, string key, string batchHash, int line, CancellationToken cancellationToken)
    {
        var stored = (await storage.Grants.GetEntityAsync<TableEntity>(
            partition, key, cancellationToken: cancellationToken)).Value;
        return stored.GetString(BatchColumn) == batchHash && stored.GetInt32(LineColumn) == line
            ? StoreResult.Stored
            : StoreResult.Unchanged;
    }

    private static Failure NotOutstanding(Failure failure) => failure with { Code = ReasonCode.RightsNotOutstanding };

    private static TableEntity Row(GrantEvent item, string partition, string key, string batchHash, int line)
    {
        var row = new TableEntity(partition, key)
        {
            ["issuer"] = item.Issuer,
            ["grant_id"] = item.GrantId,
            ["date"] = DateText.Of(item.Date),
            ["kind"] = item.Kind.ToString().ToLowerInvariant(),
            ["rights"] = $"{item.Rights}",
            ["reference"] = item.Reference,
            [BatchColumn] = batchHash,
            [LineColumn] = line,
        };
        foreach (var (column, text) in item.Decided()) row[column] = text;
        return row;
    }

    private static string GrantPrefix(string grantId) => $"{EventRows.Prefix}{KeyText.Encode(grantId)}|";
}
