using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>Reads the register, or stretches of it, in one pass in the order of its keys.</summary>
/// <param name="storage">The tables.</param>
public sealed class RegisterReader(PipelineStorage storage)
{
    /// <summary>
    /// Grants as they are now and events; earlier versions and holders are left where they are. Of most rows the first condition
    /// decides.
    /// </summary>
    private static readonly string Rows = TableClient.CreateQueryFilter(
        $"RowKey ge {GrantRow.FirstCurrent} or (RowKey ge {GrantEventStore.Prefix} and RowKey lt {Keys.End(GrantEventStore.Prefix)})");

    /// <summary>Every grant with its events.</summary>
    /// <param name="ranges">Where, one after the other.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<RegisteredGrant> ReadAsync(
        IReadOnlyList<RegisterRange> ranges, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var partition = "";
        var events = Events();
        foreach (var range in ranges)
        {
            await foreach (var row in RowsAsync(range.Filter(Rows), cancellationToken))
            {
                if (row.PartitionKey != partition) (partition, events) = (row.PartitionKey, Events());
                if (events.Has(row)) events.Add(row);
                else if (GrantRow.IsCurrent(row)) yield return new(partition, ListedGrant.Of(row), events.Of(row.RowKey), row.ETag.ToString());
            }
        }
    }

    /// <summary>The rows of a query, read a page ahead: the storage works on the next page while this one is used.</summary>
    private async IAsyncEnumerable<TableEntity> RowsAsync(string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = storage.Grants.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)
            .AsPages().GetAsyncEnumerator(cancellationToken);
        var next = pages.MoveNextAsync().AsTask();
        try
        {
            while (await next)
            {
                var rows = pages.Current.Values;
                next = pages.MoveNextAsync().AsTask();
                foreach (var row in rows) yield return row;
            }
        }
        finally
        {
            // Who stops early still waits for the page that is under way; its failure is of no use to anybody.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static CollectedRows<GrantEvent> Events() => new(
        GrantEventStore.Prefix,
        row =>
        {
            var read = GrantEventStore.Read(row);
            return read.TryGet(out var stored) ? stored.Event : read.Failures.ToList();
        });
}

/// <summary>A grant of the register.</summary>
/// <param name="Partition">The key of its partition.</param>
/// <param name="Listed">The grant.</param>
/// <param name="Events">Its events, or why they cannot be read.</param>
/// <param name="ETag">The version of its row.</param>
public readonly record struct RegisteredGrant(
    string Partition, ListedGrant Listed, Outcome<List<GrantEvent>> Events, string ETag);
