using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Values;

/// <summary>Writes values and reads them back.</summary>
/// <param name="storage">The tables.</param>
/// <param name="alarm">Told of values that do not match their hash.</param>
public sealed class ValuationStore(PipelineStorage storage, DamageAlarm? alarm = null)
{
    /// <summary>The most values in one transaction: a hundred rows less the head.</summary>
    public const int MaximumRows = 99;

    /// <summary>
    /// Parts values so that one transaction takes each part: at most <see cref="MaximumRows"/>, and no more bytes than the
    /// service takes.
    /// </summary>
    /// <param name="partition">The key of their partition.</param>
    /// <param name="values">The values.</param>
    /// <returns>The parts, in the order of the values; none where there is no value.</returns>
    public static IEnumerable<ValuePart> Parts(string partition, IReadOnlyList<ValueRecord> values)
    {
        var units = values
            .Select(value => (Value: value, Row: ValuePart.RowOf(partition, value)))
            .Select(one => new TableTransactions.Unit<(ValueRecord Value, TableEntity Row)>(one, [new(TableTransactionActionType.Add, one.Row)]));
        return TableTransactions.Pack(units, MaximumRows)
            .Select(pack => new ValuePart(partition, pack.ConvertAll(unit => unit.Owner.Value), pack.Select(unit => unit.Owner.Row)));
    }

    /// <summary>
    /// Writes sealed values of one partition and their head in one transaction. Doing it twice leaves the same rows; a
    /// value of another run is never overwritten.
    /// </summary>
    /// <param name="head">Counts the values.</param>
    /// <param name="part">At most <see cref="MaximumRows"/> values.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Whether some of them were there: the chunk was written before, perhaps in other parts.</returns>
    /// <exception cref="ValueTakenException">A key is taken by another run's value.</exception>
    public async Task<bool> WriteAsync(ChunkHead head, ValuePart part, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(part);
        var first = TableRecords.Write(
            head, ValueJson.Readable.ChunkHead, part.Partition, Keys.ChunkHead(head.Date, head.Version, head.Chunk, head.Part));
        try
        {
            await SubmitAsync(part.TakeRows().Prepend(first), TableTransactionActionType.Add, cancellationToken);
            return false;
        }
        catch (TableTransactionFailedException there) when (there.Status == 409)
        {
            await CheckOwnAsync(part, cancellationToken);
            await SubmitAsync(part.TakeRows().Prepend(first), TableTransactionActionType.UpsertReplace, cancellationToken);
            return true;
        }
    }

    /// <summary>Takes away the heads of parts that a chunk does not have any more, so that no value is counted twice.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="date">The run's business date.</param>
    /// <param name="version">The run's version.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="parts">How many parts it has.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task RemoveHeadsAsync(
        string partition, DateOnly date, int version, int chunk, int parts, CancellationToken cancellationToken)
    {
        for (var part = parts; ; part++)
        {
            var gone = await storage.Valuations.DeleteEntityAsync(
                partition, Keys.ChunkHead(date, version, chunk, part), cancellationToken: cancellationToken);
            if (gone.Status == 404) return;
        }
    }

    /// <summary>Whether any value was ever stored.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> IsAnyAsync(CancellationToken cancellationToken) => await storage.Valuations
        .QueryAsync<TableEntity>(maxPerPage: 1, select: [nameof(ITableEntity.PartitionKey)], cancellationToken: cancellationToken)
        .AnyAsync(cancellationToken);

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

    /// <summary>The values of a grant for a range of measurement dates, in the same order.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="from">The first measurement date.</param>
    /// <param name="to">The last measurement date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<ValueRecord> HistoryBetweenAsync(
        string partition, string grantId, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var (first, last) = ($"{KeyText.Encode(grantId)}|{Keys.Inverted(to)}|", Keys.End($"{KeyText.Encode(grantId)}|{Keys.Inverted(from)}|"));
        return storage.Valuations
            .QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {last}"), cancellationToken: cancellationToken)
            .Select(Read);
    }

    /// <summary>
    /// The amount per right of a grant's newest final grant-date value, as books and changes of terms rest on it; provisional values
    /// and those that failed are no book value.
    /// </summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="terms">The terms of the grant.</param>
    /// <param name="isRounded">Whether the policy rounds amounts, so that a stored one is exact.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <param name="counts">Which of the values may be it; null for all.</param>
    /// <returns>The amount, null where no value is final; or <see cref="ReasonCode.DamagedData"/> where it cannot be read.</returns>
    internal async Task<Outcome<Amount?>> GrantDateAmountAsync(
        string partition,
        GrantTerms terms,
        bool isRounded,
        CancellationToken cancellationToken,
        Func<ValueRecord, bool>? counts = null)
    {
        var newest = await HistoryAsync(partition, terms.GrantId, terms.GrantDate, cancellationToken)
            .FirstOrDefaultAsync(
                value => value is { Kind: MeasurementKind.GrantDate, Status: ValueStatus.Final } && counts?.Invoke(value) != false,
                cancellationToken);
        if (newest is null) return (Amount?)null;

        return Amount.Parse(newest.AmountPerRight, isRounded) is { } amount
            ? amount
            : new Failure(ReasonCode.DamagedData, "values", newest.AmountPerRight, "the amount of the grant-date value cannot be read");
    }

    /// <summary>The heads of a chunk in a partition: a read each until they count all that is asked for, and no search.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="planned">The values that the chunk asks for of the partition.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<ChunkHead>> HeadsAsync(
        string partition, ChunkReference chunk, int planned, CancellationToken cancellationToken)
    {
        var heads = new List<ChunkHead>();
        for (var counted = 0; counted < planned;)
        {
            var key = Keys.ChunkHead(chunk.Run.Date, chunk.Run.Version, chunk.Index, heads.Count);
            var row = await storage.Valuations.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken);
            if (!row.HasValue) break;

            var head = TableRecords.Read(row.Value!, ValueJson.Readable.ChunkHead);
            heads.Add(head);
            counted += head.Rows + head.Unchanged;
        }

        return heads;
    }

    /// <summary>The heads of a run in a partition.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="date">The run's business date.</param>
    /// <param name="version">The run's version.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<ChunkHead>> HeadsAsync(string partition, DateOnly date, int version, CancellationToken cancellationToken)
    {
        var prefix = Keys.RunHeads(date, version);
        var heads = new List<ChunkHead>();
        var rows = storage.Valuations.QueryAsync<TableEntity>(Between(partition, prefix), cancellationToken: cancellationToken);
        await foreach (var row in rows) heads.Add(TableRecords.Read(row, ValueJson.Readable.ChunkHead));
        return heads;
    }

    /// <summary>One that does not match its hash, or cannot be read, is read as one that failed.</summary>
    private ValueRecord Read(TableEntity row)
    {
        if (TableRecords.TryRead(row, ValueJson.Readable.ValueRecord, alarm) is not { } value || ValuePart.KeyOf(value) != row.RowKey)
            return Unreadable(row);

        if (!ValueSeal.IsWhole(value)) alarm?.Raise(ValueSeal.Damage(value).ToString());
        return ValueSeal.Checked(value);
    }

    /// <summary>Whose value of which date and version it is its keys say.</summary>
    private static ValueRecord Unreadable(TableEntity row)
    {
        var key = row.RowKey.Split('|');
        var task = new ValuationTask(
            KeyText.Decode(key[0]),
            GrantVersion: 0,
            Keys.DateOf(key.ElementAtOrDefault(1) ?? "") ?? default,
            MeasurementKind.Remeasured,
            key is [_, _, var version] && Keys.IsVersion(version) ? Keys.Version(version) : 0,
            RightsOutstanding: 0,
            IsRevision: true);
        var issuer = KeyText.Decode(row.PartitionKey[..row.PartitionKey.LastIndexOf('|')]);
        return ValueRecording.Unread(issuer, task, [StoredRow.Damage("valuations", row, "it holds no value")]);
    }

    private static string Between(string partition, string prefix) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {Keys.End(prefix)}");

    private async Task SubmitAsync(
        IEnumerable<TableEntity> rows, TableTransactionActionType action, CancellationToken cancellationToken) =>
        await storage.Valuations.SubmitTransactionAsync(
            rows.Select(row => new TableTransactionAction(action, row)), cancellationToken);

    private async Task CheckOwnAsync(ValuePart part, CancellationToken cancellationToken)
    {
        foreach (var value in part.Values)
        {
            var there = await FindAsync(
                part.Partition, value.GrantId, value.MeasurementDate, value.Version, cancellationToken);
            if (there is not null && (there.RunDate, there.RunVersion) != (value.RunDate, value.RunVersion))
            {
                throw new ValueTakenException(there, value);
            }
        }
    }
}

/// <summary>Sealed values of one partition that one transaction takes.</summary>
/// <param name="partition">The key of the partition.</param>
/// <param name="values">The values.</param>
public sealed class ValuePart(string partition, IReadOnlyList<ValueRecord> values)
{
    private Queue<TableEntity>? made;

    /// <summary>Values whose rows are made already.</summary>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="values">The values.</param>
    /// <param name="rows">The row of each, in their order.</param>
    internal ValuePart(string partition, IReadOnlyList<ValueRecord> values, IEnumerable<TableEntity> rows)
        : this(partition, values) => made = new(rows);

    /// <summary>The key of the partition.</summary>
    public string Partition => partition;

    /// <summary>The values.</summary>
    public IReadOnlyList<ValueRecord> Values => values;

    /// <summary>The key of the row of a value.</summary>
    /// <param name="value">The value.</param>
    internal static string KeyOf(ValueRecord value) => Keys.Value(value.GrantId, value.MeasurementDate, value.Version);

    /// <summary>The row of a value.</summary>
    /// <param name="partition">The key of its partition.</param>
    /// <param name="value">The value.</param>
    internal static TableEntity RowOf(string partition, ValueRecord value) =>
        TableRecords.Write(value, ValueJson.Readable.ValueRecord, partition, KeyOf(value));

    /// <summary>
    /// The rows, as they are asked for. Nobody holds one that is taken: while a transaction is under way its rows would be most of what
    /// lives, and each collection goes through that. Asked for again they are made again.
    /// </summary>
    internal IEnumerable<TableEntity> TakeRows()
    {
        var taken = made ?? new(values.Select(value => RowOf(partition, value)));
        made = null;
        while (taken.TryDequeue(out var row)) yield return row;
    }
}

/// <summary>A value of another run bears the version that a run was to store its own under.</summary>
/// <param name="there">The other run's value.</param>
/// <param name="value">The value that was to be stored.</param>
public sealed class ValueTakenException(ValueRecord there, ValueRecord value) : InvalidOperationException(string.Create(
    CultureInfo.InvariantCulture,
    $"Version {value.Version} of {value.Issuer} {value.GrantId} on {value.MeasurementDate:yyyy-MM-dd} belongs to run {there.RunDate:yyyy-MM-dd} v{there.RunVersion}; run {value.RunDate:yyyy-MM-dd} v{value.RunVersion} must not overwrite it."));
