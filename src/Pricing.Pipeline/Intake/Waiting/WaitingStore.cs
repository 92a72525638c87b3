using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>Keeps the rows that wait, by issuer and grant in the order of their arrival.</summary>
/// <param name="storage">The table.</param>
/// <param name="alarm">Told of rows that cannot be read; they stay, and stop no other.</param>
public sealed class WaitingStore(PipelineStorage storage, DamageAlarm? alarm = null)
{
    private const int DigestLength = 16;
    private static readonly string[] Keys = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)];

    /// <summary>Adds a row; one that waits already is written over itself.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task AddAsync(WaitingRow row, CancellationToken cancellationToken) =>
        storage.Waiting.UpsertEntityAsync(Write(row), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Writes anew why a row waits; one that waits no longer stays away.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task UpdateAsync(WaitingRow row, CancellationToken cancellationToken)
    {
        try
        {
            await storage.Waiting.UpdateEntityAsync(Write(row), ETag.All, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Decided or withdrawn meanwhile.
        }
    }

    /// <summary>Takes a row away.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task RemoveAsync(WaitingRow row, CancellationToken cancellationToken) =>
        storage.Waiting.DeleteEntityAsync(PartitionOf(row.Issuer), RowOf(row), cancellationToken: cancellationToken);

    /// <summary>The rows that wait for a grant, the one that came first first.</summary>
    /// <param name="key">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<WaitingRow>> OfGrantAsync(WaitingKey key, CancellationToken cancellationToken)
    {
        var prefix = $"{KeyText.Encode(key.GrantId)}|";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {PartitionOf(key.Issuer)} and RowKey ge {prefix} and RowKey lt {Storage.Keys.End(prefix)}");
        var rows = storage.Waiting.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
        return await rows.Select(Read).OfType<WaitingRow>().ToListAsync(cancellationToken);
    }

    /// <summary>The grants that rows wait for.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<HashSet<WaitingKey>> KeysAsync(CancellationToken cancellationToken)
    {
        var rows = storage.Waiting.QueryAsync<TableEntity>(select: Keys, cancellationToken: cancellationToken);
        return await rows.Select(KeyOf).Where(key => key is not null).Select(key => key!.Value).ToHashSetAsync(cancellationToken: cancellationToken);
    }

    /// <summary>All rows that wait.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<WaitingRow> AllAsync(CancellationToken cancellationToken) =>
        storage.Waiting.QueryAsync<TableEntity>(cancellationToken: cancellationToken).Select(Read).OfType<WaitingRow>();

    /// <summary>The rows of a file that wait.</summary>
    /// <param name="batch">The file, as its report names it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<WaitingRow> OfFileAsync(string batch, CancellationToken cancellationToken) =>
        AllAsync(cancellationToken).Where(row => row.Batch == batch);

    /// <summary>How many rows wait.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<int> CountAsync(CancellationToken cancellationToken) =>
        await storage.Waiting.QueryAsync<TableEntity>(select: Keys, cancellationToken: cancellationToken).CountAsync(cancellationToken);

    private static TableEntity Write(WaitingRow row) => WaitingEntity.Write(row, PartitionOf(row.Issuer), RowOf(row));

    private WaitingRow? Read(TableEntity entity) => WaitingEntity.TryRead(entity, RowOf, alarm);

    private WaitingKey? KeyOf(TableEntity row)
    {
        try
        {
            return new(KeyText.Decode(row.PartitionKey), KeyText.Decode(row.RowKey.Split('|')[0]));
        }
        catch (FormatException)
        {
            alarm?.Raise($"The row {row.PartitionKey} {row.RowKey} is no row that waits.");
            return null;
        }
    }

    private static string PartitionOf(string issuer) => KeyText.Encode(issuer);

    /// <summary>The grant, then what makes the order of arrival: the file's time, the file, the row.</summary>
    private static string RowOf(WaitingRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{KeyText.Encode(row.GrantId)}|{row.ArrivedAt.UtcTicks:D19}|{ContentHash.Of(row.Batch)[..DigestLength]}|{row.Line:D9}");
}
