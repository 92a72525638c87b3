using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Values;

/// <summary>Writes values and reads them back.</summary>
/// <param name="storage">The tables.</param>
/// <param name="alarm">Told of values that do not match their hash.</param>
public sealed class ValuationStore(PipelineStorage storage, DamageAlarm? alarm = null)
{
    /// <summary>The most values in one transaction: a hundred rows less the head.</summary>
    public const int MaximumRows = 99;

    /// <summary>
    /// Writes sealed values of one partition and their head in one transaction. Doing it twice leaves the same rows; a
    /// value of another run is never overwritten.
    /// </summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="head">Counts the values.</param>
    /// <param name="values">At most <see cref="MaximumRows"/>.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="ValueTakenException">A key is taken by another run's value.</exception>
    public async Task WriteAsync(
        string partition, ChunkHead head, IReadOnlyList<ValueRecord> values, CancellationToken cancellationToken)
    {
        List<TableEntity> rows =
        [
            TableRecords.Write(
                head,
                ValueJson.Readable.ChunkHead,
                partition,
                Keys.ChunkHead(head.Date, head.Version, head.Chunk, head.Part)),
            .. values.Select(value => TableRecords.Write(value, ValueJson.Readable.ValueRecord, partition, KeyOf(value))),
        ];
        try
        {
            await SubmitAsync(rows, TableTransactionActionType.Add, cancellationToken);
        }
        catch (TableTransactionFailedException there) when (there.Status == 409)
        {
            await CheckOwnAsync(partition, values, cancellationToken);
            await SubmitAsync(rows, TableTransactionActionType.UpsertReplace, cancellationToken);
        }
    }

    /// <summary>One value.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="measurementDate">The measurement date.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The value, or null.</returns>
    public async Task<ValueRecord?> FindAsync(
        string partition, string grantId, DateOnly measurementDate, int version, CancellationToken cancellationToken)
    {
        var found = await storage.Valuations.GetEntityIfExistsAsync<TableEntity>(
            partition, Keys.Value(grantId, measurementDate, version), cancellationToken: cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <summary>The values of a grant: newest measurement date first, of each date the highest version first.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="measurementDate">Only of this date; null for all.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<ValueRecord> HistoryAsync(
        string partition,
        string grantId,
        DateOnly? measurementDate = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prefix = $"{KeyText.Encode(grantId)}|" + (measurementDate is { } date ? $"{Keys.Inverted(date)}|" : "");
        var rows = storage.Valuations.QueryAsync<TableEntity>(Between(partition, prefix), cancellationToken: cancellationToken);
        await foreach (var row in rows) yield return Read(row);
    }

    /// <summary>The heads of a run in a partition.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="date">The run's business date.</param>
    /// <param name="version">The run's version.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<ChunkHead>> HeadsAsync(
        string partition, DateOnly date, int version, CancellationToken cancellationToken)
    {
        var heads = new List<ChunkHead>();
        var rows = storage.Valuations.QueryAsync<TableEntity>(
            Between(partition, Keys.RunHeads(date, version)), cancellationToken: cancellationToken);
        await foreach (var row in rows) heads.Add(TableRecords.Read(row, ValueJson.Readable.ChunkHead));
        return heads;
    }

    /// <summary>One that does not match its hash is read as one that failed.</summary>
    private ValueRecord Read(TableEntity row)
    {
        var value = TableRecords.Read(row, ValueJson.Readable.ValueRecord);
        if (!ValueSeal.IsWhole(value)) alarm?.Raise(ValueSeal.Damage(value).ToString());
        return ValueSeal.Checked(value);
    }

    private static string KeyOf(ValueRecord value) => Keys.Value(value.GrantId, value.MeasurementDate, value.Version);

    private static string Between(string partition, string prefix) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {Keys.End(prefix)}");

    private async Task SubmitAsync(
        List<TableEntity> rows, TableTransactionActionType action, CancellationToken cancellationToken) =>
        await storage.Valuations.SubmitTransactionAsync(
            rows.Select(row => new TableTransactionAction(action, row)), cancellationToken);

    private async Task CheckOwnAsync(
        string partition, IReadOnlyList<ValueRecord> values, CancellationToken cancellationToken)
    {
        foreach (var value in values)
        {
            var there = await FindAsync(
                partition, value.GrantId, value.MeasurementDate, value.Version, cancellationToken);
            if (there is not null && (there.RunDate, there.RunVersion) != (value.RunDate, value.RunVersion))
            {
                throw new ValueTakenException(there, value);
            }
        }
    }
}
