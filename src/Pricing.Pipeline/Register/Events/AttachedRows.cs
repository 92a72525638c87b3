using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>The rows of one kind that stand beside grants, under the keys <c>!x|grant|...</c>.</summary>
/// <typeparam name="T">What a row holds.</typeparam>
/// <param name="storage">The tables.</param>
/// <param name="prefix">What their keys begin with.</param>
/// <param name="read">Reads a row.</param>
internal sealed class AttachedRows<T>(PipelineStorage storage, string prefix, Func<TableEntity, Outcome<T>> read)
{
    /// <summary>What the keys of a grant's rows begin with.</summary>
    public string PrefixOf(string grantId) => $"{prefix}{KeyText.Encode(grantId)}|";

    /// <summary>The rows of a grant, or every one of them that cannot be read.</summary>
    public async Task<Outcome<List<T>>> OfGrantAsync(string partition, string grantId, CancellationToken cancellationToken) =>
        (await ReadAsync(partition, PrefixOf(grantId), cancellationToken)).GetValueOrDefault(KeyText.Encode(grantId)) ?? new List<T>();

    /// <summary>The rows of a partition, by the key of the grant.</summary>
    public Task<Dictionary<string, Outcome<List<T>>>> ListAsync(string partition, CancellationToken cancellationToken) =>
        ReadAsync(partition, prefix, cancellationToken);

    private async Task<Dictionary<string, Outcome<List<T>>>> ReadAsync(
        string partition, string from, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {Keys.End(from)}");
        var rows = new CollectedRows<T>(prefix, read);
        await foreach (var row in storage.Grants.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken)) rows.Add(row);
        return rows.ByGrant;
    }
}
