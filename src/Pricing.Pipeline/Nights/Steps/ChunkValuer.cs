using Pricing.Grants.Measurements;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Values the grants of a chunk. What cannot be read, or is against the rules that hold, is a value that failed; the
/// others are not touched by it.
/// </summary>
/// <param name="grants">The grants.</param>
/// <param name="reader">Judges their terms.</param>
/// <param name="facts">The facts.</param>
/// <param name="valuer">Values.</param>
/// <param name="check">Compares the facts of final values with what they came from.</param>
/// <param name="modifications">Measures changes of terms.</param>
/// <param name="evidence">Keeps the evidence.</param>
/// <param name="metrics">Measures how old the prices are.</param>
public sealed class ChunkValuer(
    GrantStore grants,
    GrantTermsReader reader,
    FactsReader facts,
    IsolatedValuer valuer,
    FactsCheck check,
    ModificationValuer modifications,
    EvidenceStore evidence,
    PipelineMetrics metrics)
{
    /// <summary>Values a chunk.</summary>
    /// <param name="run">The run.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>A value for each task, in their order.</returns>
    public async Task<IReadOnlyList<ValueRecord>> ValueAsync(
        NightRun run, PlannedChunk chunk, CancellationToken cancellationToken)
    {
        var partition = new GrantPartition(chunk.Issuer, chunk.Bucket).Key;
        var planned = await PlannedGrantsAsync(chunk, partition, cancellationToken);
        var shares = new Dictionary<string, MarketFacts>(StringComparer.Ordinal);
        var records = new ValueRecord[chunk.Tasks.Count];
        var questions = new List<(int Index, GrantQuestion Question)>(records.Length);
        foreach (var (index, task) in chunk.Tasks.Index())
        {
            var read = planned.GetValueOrDefault((task.GrantId, task.GrantVersion));
            var failures = task.Failures ?? (read ?? Gone(partition, task)).Failures;
            if (failures.Count == 0) failures = reader.Judge(read!.Value.Terms);
            if (failures.Count > 0)
            {
                records[index] = read is { IsSuccess: true }
                    ? ValueRecording.Of(new() { Grant = read.Value, Task = task, Failures = failures }, evidence: "")
                    : ValueRecording.Unread(chunk.Issuer, task, failures);
                continue;
            }

            var code = read!.Value.Terms.SecurityCode;
            if (!shares.TryGetValue(code, out var share))
            {
                shares[code] = share = await facts.ReadAsync(code, cancellationToken);
                if (PriceStaleness.On(share.Closes, run.Date) is { } sessions) metrics.PricesRead(sessions);
            }

            questions.Add((index, new(read.Value, task, share)));
        }

        var known = new Dictionary<EvidenceFacts, string>();
        GrantQuestion[] asked = [.. questions.Select(asked => asked.Question)];
        var values = await check.CheckAsync(asked, valuer.Value(asked), cancellationToken);
        foreach (var ((index, question), value) in questions.Zip(values))
        {
            var hash = value.Right is null ? "" : await evidence.StoreAsync(value, known, cancellationToken);
            records[index] = ValueRecording.Of(value, hash);
            if (value is not { Task.Kind: MeasurementKind.Modified, Right: { } right }) continue;

            var measured = await modifications.MeasureAsync(partition, question, right, cancellationToken);
            records[index] = measured.TryGet(out var modification)
                ? records[index].With(modification)
                : ValueRecording.Of(value with { Right = null, Failures = measured.Failures }, evidence: "");
        }

        return [.. records.Select(record => record with { RunDate = run.Date, RunVersion = run.Version })];
    }

    /// <summary>The grants of a chunk in the versions that were planned, amended since or not.</summary>
    private async Task<Dictionary<(string Id, int Version), Outcome<StoredGrant>>> PlannedGrantsAsync(
        PlannedChunk chunk, string partition, CancellationToken cancellationToken)
    {
        var planned = new Dictionary<(string Id, int Version), Outcome<StoredGrant>>();
        var versions = chunk.Tasks
            .Where(task => task.GrantVersion > 0)
            .ToLookup(task => task.GrantId, task => task.GrantVersion);
        if (versions.Count == 0) return planned;

        var ids = versions.Select(grant => grant.Key).OrderBy(KeyText.Encode, StringComparer.Ordinal).ToList();
        await foreach (var (id, stored) in grants.ListAsync(partition, ids[0], ids[^1], cancellationToken))
        {
            foreach (var version in versions[id].Distinct())
            {
                planned[(id, version)] = !stored.TryGet(out var grant) || grant.Version == version
                    ? stored
                    : await grants.FindSupersededAsync(partition, id, version, cancellationToken);
            }
        }

        return planned;
    }

    private static Outcome<StoredGrant> Gone(string partition, ValuationTask task) => new Failure(
        ReasonCode.DamagedData, "table grants", $"{partition} {task.GrantId}", "the grant is not stored any more");
}
