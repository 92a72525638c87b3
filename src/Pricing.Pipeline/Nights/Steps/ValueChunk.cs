using Pricing.Grants.Measurements;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Values one chunk: reads the facts of its shares once, values every task, stores the values in transactions, then
/// the export, then where the grant-date values stand. Each step leaves the same traces when it is done again.
/// </summary>
/// <param name="plans">The plans.</param>
/// <param name="grants">The grants.</param>
/// <param name="grantDates">Where their grant-date values stand.</param>
/// <param name="facts">The facts.</param>
/// <param name="valuer">Values.</param>
/// <param name="evidence">Keeps the evidence.</param>
/// <param name="values">Stores the values.</param>
/// <param name="exports">Keeps the export.</param>
/// <param name="metrics">Counts the values.</param>
public sealed class ValueChunk(
    PlanStore plans,
    GrantStore grants,
    GrantDateNotes grantDates,
    FactsReader facts,
    GrantValuer valuer,
    EvidenceStore evidence,
    ValuationStore values,
    ExportStore exports,
    PipelineMetrics metrics) : IActivity<ChunkReference, Tally>
{
    /// <inheritdoc/>
    public async Task<Tally> RunAsync(ChunkReference input, CancellationToken cancellationToken)
    {
        var chunk = await plans.ReadChunkAsync(input, cancellationToken);
        var partition = new GrantPartition(chunk.Issuer, chunk.Bucket).Key;
        var records = await ValueAsync(input.Run, chunk, partition, cancellationToken);
        var changed = await ChangedAsync(partition, chunk, records, cancellationToken);
        await StoreAsync(partition, input, changed, records.Count - changed.Count, cancellationToken);
        await exports.WriteAsync(input, changed, cancellationToken);
        var notes = changed
            .Where(record => record.Kind == MeasurementKind.GrantDate)
            .Select(record => new GrantDateNote(record.GrantId, record.GrantVersion, StatusOf(record), record.Version));
        await grantDates.WriteAsync(partition, notes, cancellationToken);

        var tally = new Tally(
            changed.Count,
            changed.Count(record => record.Status == ValueStatus.Failed),
            changed.Count(record => record.Status == ValueStatus.Provisional),
            records.Count - changed.Count);
        metrics.ChunkValued(
            tally.Rows - tally.Failed - tally.Provisional, tally.Provisional, tally.Failed, tally.Unchanged);
        return tally;
    }

    private async Task<List<ValueRecord>> ValueAsync(
        NightRun run, PlannedChunk chunk, string partition, CancellationToken cancellationToken)
    {
        var planned = await PlannedGrantsAsync(chunk, partition, cancellationToken);
        var shares = new Dictionary<string, MarketFacts>(StringComparer.Ordinal);
        var questions = new List<GrantQuestion>(chunk.Tasks.Count);
        foreach (var task in chunk.Tasks)
        {
            var grant = planned[task.GrantId];
            if (!shares.TryGetValue(grant.Terms.SecurityCode, out var share))
            {
                shares[grant.Terms.SecurityCode] = share =
                    await facts.ReadAsync(grant.Terms.SecurityCode, cancellationToken);
                if (PriceStaleness.On(share.Closes, run.Date) is { } sessions) metrics.PricesRead(sessions);
            }

            questions.Add(new(grant, task, share));
        }

        var known = new HashSet<string>(StringComparer.Ordinal);
        var records = new List<ValueRecord>(questions.Count);
        foreach (var value in valuer.Value(questions))
        {
            var hash = value.Right is null ? "" : await evidence.StoreAsync(value, known, cancellationToken);
            records.Add(ValueRecord.Of(value, hash) with { RunDate = run.Date, RunVersion = run.Version });
        }

        return records;
    }

    /// <summary>The grants of a chunk in the versions that were planned, amended since or not.</summary>
    private async Task<Dictionary<string, StoredGrant>> PlannedGrantsAsync(
        PlannedChunk chunk, string partition, CancellationToken cancellationToken)
    {
        var versions = chunk.Tasks.GroupBy(task => task.GrantId).ToDictionary(group => group.Key, group => group.First().GrantVersion);
        var planned = new Dictionary<string, StoredGrant>(StringComparer.Ordinal);
        var stored = grants.ListAsync(partition, chunk.Tasks[0].GrantId, chunk.Tasks[^1].GrantId, cancellationToken);
        await foreach (var grant in stored)
        {
            var id = grant.Terms.GrantId;
            if (!versions.TryGetValue(id, out var version)) continue;
            planned[id] = grant.Version == version
                ? grant
                : await grants.GetSupersededAsync(partition, id, version, cancellationToken);
        }

        return planned;
    }

    private async Task<List<ValueRecord>> ChangedAsync(
        string partition, PlannedChunk chunk, List<ValueRecord> records, CancellationToken cancellationToken)
    {
        var changed = new List<ValueRecord>(records.Count);
        foreach (var (task, record) in chunk.Tasks.Zip(records))
        {
            if (!task.IsRevision || await IsNewAsync(partition, record, cancellationToken)) changed.Add(record);
        }

        return changed;
    }

    private async Task<bool> IsNewAsync(string partition, ValueRecord record, CancellationToken cancellationToken)
    {
        var before = await values
            .HistoryAsync(partition, record.GrantId, record.MeasurementDate, cancellationToken)
            .FirstOrDefaultAsync(earlier => earlier.Version < record.Version, cancellationToken);
        return before?.InputHash != record.InputHash;
    }

    private async Task StoreAsync(
        string partition,
        ChunkReference chunk,
        List<ValueRecord> changed,
        int unchanged,
        CancellationToken cancellationToken)
    {
        var parts = changed.Chunk(ValuationStore.MaximumRows).DefaultIfEmpty([]);
        foreach (var (part, rows) in parts.Index())
        {
            var head = new ChunkHead
            {
                Date = chunk.Run.Date,
                Version = chunk.Run.Version,
                Chunk = chunk.Index,
                Part = part,
                Rows = rows.Length,
                Failed = rows.Count(row => row.Status == ValueStatus.Failed),
                Provisional = rows.Count(row => row.Status == ValueStatus.Provisional),
                Unchanged = part == 0 ? unchanged : 0,
            };
            await values.WriteAsync(partition, head, rows, cancellationToken);
        }
    }

    private static GrantDateStatus StatusOf(ValueRecord record) => record.Status switch
    {
        ValueStatus.Final => GrantDateStatus.Final,
        ValueStatus.Provisional => GrantDateStatus.Provisional,
        _ => GrantDateStatus.None,
    };
}
