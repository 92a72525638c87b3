using System.Runtime.CompilerServices;
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
    private (string Partition, Dictionary<string, Outcome<StoredGrant>> Grants) current = ("", []);

    /// <summary>Reads a plan chunk by chunk, and compares what the chunks come to with what its summary says.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The chunks in their order, as far as they can be read.</returns>
    public async IAsyncEnumerable<PlannedChunk> ReadAsync(RunRecord run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = $"runs/{run.ToRun().Folder}/plan";
        log.Count(ProofSubject.Plans);
        PlanSummary? summary = null;
        if (!await log.LookAsync(place, async () => summary = await plans.ReadSummaryAsync(run.ToRun(), cancellationToken))) yield break;

        var tally = new Tally();
        for (var index = 0; index < summary!.Chunks; index++)
        {
            PlannedChunk? chunk = null;
            if (!await log.LookAsync(place, async () => chunk = await plans.ReadChunkAsync(new(run.ToRun(), index), cancellationToken))) yield break;

            tally.Add(chunk!);
            foreach (var part in chunk!.Parts)
            {
                foreach (var planned in part.Values) await LookAsync(run, part.Partition(), planned, cancellationToken);
            }

            yield return chunk;
        }

        tally.Compare($"{place}.json", summary, log);
    }

    /// <summary>What a plan asks for of one grant, compared with its terms.</summary>
    /// <param name="run">The run.</param>
    /// <param name="partition">The partition of the grant.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<PlannedValue>> FindAsync(
        RunRecord run, GrantPartition partition, string grantId, CancellationToken cancellationToken)
    {
        List<PlannedValue> found = [];
        await log.LookAsync($"runs/{run.ToRun().Folder}/plan", async () =>
        {
            var summary = await plans.ReadSummaryAsync(run.ToRun(), cancellationToken);
            await foreach (var chunk in plans.ReadChunksAsync(run.ToRun(), summary, asked => asked == partition, cancellationToken))
            {
                found.AddRange(chunk.Parts
                    .Where(part => part.Issuer == partition.Issuer && part.Bucket == partition.Bucket)
                    .SelectMany(part => part.Values)
                    .Where(value => value.Task.GrantId == grantId));
            }
        });
        foreach (var planned in found) await LookAsync(run, partition.Key, planned, cancellationToken);
        return found;
    }

    private Task<bool> LookAsync(RunRecord run, string partition, PlannedValue planned, CancellationToken cancellationToken) => log.LookAsync(
        $"runs/{run.ToRun().Folder}/plan, {planned.Task.GrantId}", () => CheckAsync(run, partition, planned, cancellationToken));

    private async Task CheckAsync(RunRecord run, string partition, PlannedValue planned, CancellationToken cancellationToken)
    {
        if (current.Partition != partition) current = (partition, await CurrentAsync(partition, cancellationToken));
        if (!current.Grants.TryGetValue(planned.Task.GrantId, out var read))
        {
            if (planned.Grant is { Terms: var terms })
            {
                log.Differs(
                    GrantProof.PlaceOf(terms.Issuer, terms.GrantId, planned.Task.GrantVersion), "", "", "", $"is not there, and the plan of the run {run.ToRun()} names it");
            }

            return;
        }

        if (!read.TryGet(out var grant)) return;
        await CompareAsync(run.ToRun(), partition, planned, grant, cancellationToken);
        await outstanding.CheckAsync(run, partition, planned, grant, cancellationToken);
    }

    private async Task<Dictionary<string, Outcome<StoredGrant>>> CurrentAsync(string partition, CancellationToken cancellationToken) => await grants
        .ListAsync(partition, cancellationToken: cancellationToken)
        .ToDictionaryAsync(listed => listed.GrantId, listed => listed.Stored, StringComparer.Ordinal, cancellationToken);

    /// <summary>What was valued must be the terms that are stored under the version that it names.</summary>
    private async Task CompareAsync(
        NightRun run, string partition, PlannedValue planned, StoredGrant newest, CancellationToken cancellationToken)
    {
        if (planned.Grant is not { } grant) return;

        var read = planned.Task.GrantVersion == newest.Version
            ? newest
            : await grants.FindSupersededAsync(partition, grant.Terms.GrantId, planned.Task.GrantVersion, cancellationToken);
        if (!read.TryGet(out var stored))
        {
            foreach (var failure in read.Failures) log.Differs(failure.Field, failure.Value, "", "", $"{failure.Reason}; the plan of the run {run} names it");
            return;
        }

        var place = $"runs/{run.Folder}/plan, {grant.Terms.Issuer} {grant.Terms.GrantId}";
        log.Compare(
            place,
            nameof(StoredGrant.Modifications),
            GrantModification.Write(grant.Modifications),
            GrantModification.Write(stored.Modifications),
            $"terms: {GrantProof.PlaceOf(stored.Terms.Issuer, stored.Terms.GrantId, stored.Version)} names other changes of terms");
        var (asPlanned, asStored) = (FiledRow.FieldsOf(grant), FiledRow.FieldsOf(stored));
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

    /// <summary>What the chunks of a plan come to.</summary>
    private sealed class Tally
    {
        private readonly SortedSet<string> codes = new(StringComparer.Ordinal);
        private readonly List<string> counts = [];
        private int tasks;

        public void Add(PlannedChunk chunk)
        {
            foreach (var part in chunk.Parts)
            {
                tasks += part.Values.Count;
                counts.Add($"{chunk.Index}:{part.Partition()}:{part.Values.Count}");
                codes.UnionWith(part.Values.Select(value => value.Grant?.Terms.SecurityCode).OfType<string>());
            }
        }

        public void Compare(string place, PlanSummary summary, ProofLog log)
        {
            const string reason = "the chunks of the plan come to something else";
            log.Compare(place, "tasks", $"{summary.Tasks}", $"{tasks}", reason);
            log.Compare(place, "codes", string.Join(' ', summary.Codes), string.Join(' ', codes), reason);
            if (summary.Counts is not { } stated) return;

            log.Compare(
                place,
                "counts",
                string.Join(' ', stated.Select(count => $"{count.Chunk}:{summary.Partitions.ElementAtOrDefault(count.Partition).Key}:{count.Values}")),
                string.Join(' ', counts),
                reason);
        }
    }
}
