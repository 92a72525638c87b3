using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Values one chunk, stores the values in transactions, then the export, then where the grant-date values stand. Each
/// step leaves the same traces when it is done again.
/// </summary>
/// <param name="plans">The plans.</param>
/// <param name="valuer">Values.</param>
/// <param name="revisions">Which values are new.</param>
/// <param name="values">Stores the values.</param>
/// <param name="exports">Keeps the export.</param>
/// <param name="grantDates">Where the grant-date values stand.</param>
/// <param name="metrics">Counts the values.</param>
public sealed class ValueChunk(
    PlanStore plans,
    ChunkValuer valuer,
    ValueRevisions revisions,
    ValuationStore values,
    ExportStore exports,
    GrantDateNotes grantDates,
    PipelineMetrics metrics) : IActivity<ChunkReference, Tally>
{
    /// <inheritdoc/>
    public async Task<Tally> RunAsync(ChunkReference input, CancellationToken cancellationToken)
    {
        var chunk = await plans.ReadChunkAsync(input, cancellationToken);
        var partition = new GrantPartition(chunk.Issuer, chunk.Bucket).Key;
        var records = await valuer.ValueAsync(input.Run, chunk, cancellationToken);
        var stored = await StoreAsync(partition, input, chunk, records, cancellationToken);
        await exports.WriteAsync(input, stored, cancellationToken);
        var notes = stored
            .Where(record => record.Kind == MeasurementKind.GrantDate)
            .Select(record => new GrantDateNote(record.GrantId, record.GrantVersion, StatusOf(record), record.Version));
        await grantDates.WriteAsync(partition, notes, cancellationToken);
        foreach (var (task, record) in chunk.Tasks.Zip(records))
        {
            if (task.Modification is { } number && record.Status == ValueStatus.Final)
                await grantDates.NoteModificationAsync(partition, task.GrantId, number, cancellationToken);
        }

        var tally = new Tally(
            stored.Count,
            Count(records, ValueStatus.Failed),
            Count(records, ValueStatus.Provisional),
            records.Count - stored.Count);
        var final = Count(stored, ValueStatus.Final);
        metrics.ChunkValued(
            final, tally.Provisional, tally.Failed, unchanged: Count(records, ValueStatus.Final) - final);
        return tally;
    }

    private async Task<List<ValueRecord>> StoreAsync(
        string partition,
        ChunkReference input,
        PlannedChunk chunk,
        IReadOnlyList<ValueRecord> records,
        CancellationToken cancellationToken)
    {
        try
        {
            return await StoreAsync(partition, input, chunk, records, wasOvertaken: false, cancellationToken);
        }
        catch (ValueTakenException)
        {
            // Since this run was planned another one was carried out, as after a failure that took days to mend.
            return await StoreAsync(partition, input, chunk, records, wasOvertaken: true, cancellationToken);
        }
    }

    private async Task<List<ValueRecord>> StoreAsync(
        string partition,
        ChunkReference input,
        PlannedChunk chunk,
        IReadOnlyList<ValueRecord> records,
        bool wasOvertaken,
        CancellationToken cancellationToken)
    {
        var stored = new List<ValueRecord>(records.Count);
        var unchanged = new List<ValueRecord>();
        foreach (var (task, record) in chunk.Tasks.Zip(records))
        {
            var revised = task.IsRevision || wasOvertaken
                ? await revisions.NewAsync(partition, record, cancellationToken)
                : record;
            if (revised is null) unchanged.Add(record);
            else stored.Add(ValueSeal.Of(revised));
        }

        var parts = ValuationStore.Parts(partition, stored).DefaultIfEmpty([]).ToList();
        var wasThere = false;
        foreach (var (part, rows) in parts.Index())
        {
            // What is unchanged has no row; it is counted once, with the first transaction.
            List<ValueRecord> counted = part == 0 ? [.. rows, .. unchanged] : [.. rows];
            var head = new ChunkHead
            {
                Date = input.Run.Date,
                Version = input.Run.Version,
                Chunk = input.Index,
                Part = part,
                Rows = rows.Count,
                Failed = Count(counted, ValueStatus.Failed),
                Provisional = Count(counted, ValueStatus.Provisional),
                Unchanged = counted.Count - rows.Count,
            };
            wasThere |= await values.WriteAsync(partition, ValueSeal.Of(head, rows), rows, cancellationToken);
        }

        if (wasThere)
        {
            await values.RemoveHeadsAsync(
                partition, input.Run.Date, input.Run.Version, input.Index, parts.Count, cancellationToken);
        }

        return stored;
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
