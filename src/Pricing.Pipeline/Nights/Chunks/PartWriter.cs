using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// Stores the values of a part of a chunk in transactions, then where the grant-date values stand. Each step leaves the same
/// traces when it is done again.
/// </summary>
/// <param name="revisions">Which values are new.</param>
/// <param name="values">Stores the values.</param>
/// <param name="grantDates">Where the grant-date values stand.</param>
public sealed class PartWriter(ValueRevisions revisions, ValuationStore values, GrantDateNotes grantDates)
{
    /// <summary>Stores values.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="part">What it asks for of the partition.</param>
    /// <param name="records">A value for each.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What is stored; the other values are unchanged.</returns>
    public async Task<WrittenPart> WriteAsync(
        ChunkReference chunk, PlannedPart part, IReadOnlyList<ValueRecord> records, CancellationToken cancellationToken)
    {
        var (written, unchanged) = await StoreAsync(chunk, part, records, cancellationToken);
        var planned = part.Values
            .Where(value => value.Task.Kind == MeasurementKind.GrantDate)
            .ToDictionary(value => value.Task.GrantId, StringComparer.Ordinal);
        var notes = written.Stored.Where(IsOfGrantDate).Select(record => NoteOf(record, planned[record.GrantId].Row));

        // A run that stored a value and was given up may not have come to its note.
        var unnoted = unchanged.Where(IsOfGrantDate).Where(record => !IsNoted(record, planned[record.GrantId].Grant)).Select(record => NoteOf(record, row: null));
        await grantDates.WriteAsync(part.Partition(), notes.Concat(unnoted), cancellationToken);
        foreach (var (value, record) in part.Values.Zip(records))
        {
            if (value.Task.Modification is { } number && record.Status == ValueStatus.Final)
                await grantDates.NoteModificationAsync(part.Partition(), value.Task.GrantId, number, cancellationToken);
        }

        return written;
    }

    private static bool IsOfGrantDate(ValueRecord record) => record.Kind == MeasurementKind.GrantDate;

    private static bool IsNoted(ValueRecord record, StoredGrant? grant) =>
        (grant?.GrantDateVersion, grant?.GrantDateStatus) == (record.Version, StatusOf(record));

    private static GrantDateNote NoteOf(ValueRecord record, string? row) =>
        new(record.GrantId, record.GrantVersion, StatusOf(record), record.Version, row);

    private async Task<(WrittenPart Written, IReadOnlyList<ValueRecord> Unchanged)> StoreAsync(
        ChunkReference chunk, PlannedPart part, IReadOnlyList<ValueRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            return await StoreAsync(chunk, part, records, wasOvertaken: false, cancellationToken);
        }
        catch (ValueTakenException)
        {
            // Since this run was planned another one was carried out, as after a failure that took days to mend.
            return await StoreAsync(chunk, part, records, wasOvertaken: true, cancellationToken);
        }
    }

    private async Task<(WrittenPart Written, IReadOnlyList<ValueRecord> Unchanged)> StoreAsync(
        ChunkReference chunk,
        PlannedPart part,
        IReadOnlyList<ValueRecord> records,
        bool wasOvertaken,
        CancellationToken cancellationToken)
    {
        var partition = part.Partition();
        var stored = new List<ValueRecord>(records.Count);
        var unchanged = new List<ValueRecord>();
        foreach (var (planned, record) in part.Values.Zip(records))
        {
            var (value, isNew) = planned.Task.IsRevision || wasOvertaken
                ? await revisions.OfAsync(partition, record, cancellationToken)
                : (record, true);
            if (isNew) stored.Add(ValueSeal.Of(value));
            else unchanged.Add(value);
        }

        var transactions = ValuationStore.Parts(partition, stored).DefaultIfEmpty(new(partition, [])).ToList();
        var heads = new List<ChunkHead>(transactions.Count);
        var wasThere = false;
        foreach (var (number, transaction) in transactions.Index())
        {
            // What is unchanged has no row; it is counted once, with the first transaction.
            var own = transaction.Values;
            IReadOnlyList<ValueRecord> counted = number == 0 ? [.. own, .. unchanged] : own;
            var head = new ChunkHead
            {
                Date = chunk.Run.Date,
                Version = chunk.Run.Version,
                Chunk = chunk.Index,
                Part = number,
                Rows = own.Count,
                Failed = Count(counted, ValueStatus.Failed),
                Provisional = Count(counted, ValueStatus.Provisional),
                Unchanged = counted.Count - own.Count,
            };
            heads.Add(ValueSeal.Of(head, own));
            wasThere |= await values.WriteAsync(heads[^1], transaction, cancellationToken);
        }

        if (wasThere)
        {
            await values.RemoveHeadsAsync(
                partition, chunk.Run.Date, chunk.Run.Version, chunk.Index, transactions.Count, cancellationToken);
        }

        return (new(stored, heads), unchanged);
    }

    private static int Count(IEnumerable<ValueRecord> records, ValueStatus status) =>
        records.Count(record => record.Status == status);

    private static GrantDateStatus StatusOf(ValueRecord record) => record.Status switch
    {
        ValueStatus.Final => GrantDateStatus.Final,
        ValueStatus.Provisional => GrantDateStatus.Provisional,
        _ => GrantDateStatus.None,
    };
}

/// <summary>What is stored of a part of a chunk.</summary>
/// <param name="Stored">The values, sealed.</param>
/// <param name="Heads">The heads of their transactions, in order.</param>
public readonly record struct WrittenPart(IReadOnlyList<ValueRecord> Stored, IReadOnlyList<ChunkHead> Heads);
