using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Proof.Findings;
using Pricing.Proof.Grants;

namespace Pricing.Proof.Runs;

/// <summary>Compares a plan with its own summary and with the terms that it planned.</summary>
/// <param name="plans">The plans.</param>
/// <param name="grants">The grants.</param>
/// <param name="outstanding">Counts rights.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class PlanProof(PlanStore plans, GrantStore grants, OutstandingProof outstanding, ProofLog log)
{
    /// <summary>Reads a plan, and compares what its chunks come to with what its summary says.</summary>
    /// <param name="record">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The chunks in their order; null where the plan cannot be read.</returns>
    public async Task<IReadOnlyList<PlannedChunk>?> ReadAsync(RunRecord record, CancellationToken cancellationToken)
    {
        var run = record.ToRun();
        var place = $"runs/{run.Folder}/plan";
        List<PlannedChunk> chunks = [];
        log.Count(ProofSubject.Plans);
        var isRead = await log.LookAsync(place, async () =>
        {
            var summary = await plans.ReadSummaryAsync(run, cancellationToken);
            for (var index = 0; index < summary.Chunks; index++) chunks.Add(await plans.ReadChunkAsync(new(run, index), cancellationToken));
            Compare($"{place}.json", summary, chunks);
        });
        if (!isRead) return null;

        foreach (var part in chunks.SelectMany(chunk => chunk.Parts))
        {
            foreach (var planned in part.Values) await CheckAsync(record, part.Partition(), planned, cancellationToken);
        }

        return chunks;
    }

    /// <summary>What a plan asks for of one grant, compared with its terms.</summary>
    /// <param name="record">The run.</param>
    /// <param name="partition">The partition of the grant.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<PlannedValue>> FindAsync(
        RunRecord record, GrantPartition partition, string grantId, CancellationToken cancellationToken)
    {
        var run = record.ToRun();
        List<PlannedValue> found = [];
        await log.LookAsync($"runs/{run.Folder}/plan", async () =>
        {
            var summary = await plans.ReadSummaryAsync(run, cancellationToken);
            var chunks = summary.Counts is { } counts
                ? counts.Where(count => summary.Partitions[count.Partition] == partition).Select(count => count.Chunk).Distinct()
                : Enumerable.Range(0, summary.Chunks);
            foreach (var index in chunks)
            {
                var chunk = await plans.ReadChunkAsync(new(run, index), cancellationToken);
                found.AddRange(chunk.Parts
                    .Where(part => part.Issuer == partition.Issuer && part.Bucket == partition.Bucket)
                    .SelectMany(part => part.Values)
                    .Where(value => value.Task.GrantId == grantId));
            }
        });
        foreach (var planned in found) await CheckAsync(record, partition.Key, planned, cancellationToken);
        return found;
    }

    private async Task CheckAsync(RunRecord record, string partition, PlannedValue planned, CancellationToken cancellationToken)
    {
        await CompareAsync(record.ToRun(), partition, planned, cancellationToken);
        await outstanding.CheckAsync(record, partition, planned, cancellationToken);
    }

    private void Compare(string place, PlanSummary summary, List<PlannedChunk> chunks)
    {
        const string reason = "the chunks of the plan come to something else";
        var parts = chunks.SelectMany(chunk => chunk.Parts.Select(part => (chunk.Index, Partition: new GrantPartition(part.Issuer, part.Bucket), part.Values))).ToList();
        var codes = parts.SelectMany(part => part.Values).Select(value => value.Grant?.Terms.SecurityCode).OfType<string>();
        log.Compare(place, "tasks", $"{summary.Tasks}", $"{parts.Sum(part => part.Values.Count)}", reason);
        log.Compare(place, "codes", string.Join(' ', summary.Codes), string.Join(' ', codes.Distinct().Order(StringComparer.Ordinal)), reason);
        if (summary.Counts is not { } counts) return;

        log.Compare(
            place,
            "counts",
            string.Join(' ', counts.Select(count => $"{count.Chunk}:{summary.Partitions.ElementAtOrDefault(count.Partition).Key}:{count.Values}")),
            string.Join(' ', parts.Select(part => $"{part.Index}:{part.Partition.Key}:{part.Values.Count}")),
            reason);
    }

    /// <summary>What was valued must be the terms that are stored under the version that it names.</summary>
    private async Task CompareAsync(NightRun run, string partition, PlannedValue planned, CancellationToken cancellationToken)
    {
        if (planned.Grant is not { } grant) return;

        var place = $"runs/{run.Folder}/plan, {grant.Terms.Issuer} {grant.Terms.GrantId}";
        var read = await grants.FindAsync(partition, grant.Terms.GrantId, planned.Task.GrantVersion, cancellationToken);
        if (!read.TryGet(out var stored)) return;

        var (asPlanned, asStored) = (FiledRow.FieldsOf(grant.Terms, grant.AmendReason), FiledRow.FieldsOf(stored.Terms, stored.AmendReason));
        foreach (var column in asPlanned.Keys.Union(asStored.Keys))
        {
            log.Compare(
                place,
                column,
                asPlanned.GetValueOrDefault(column),
                asStored.GetValueOrDefault(column),
                $"terms: {GrantProof.PlaceOf(stored.Terms.Issuer, stored.Terms.GrantId, stored.Version)} says something else");
        }
    }
}
