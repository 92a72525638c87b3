using System.Runtime.CompilerServices;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Freezes what a run values: every grant alive on its date, in chunks of one partition each.</summary>
/// <param name="runs">The runs.</param>
/// <param name="plans">Where plans are kept.</param>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">Their events.</param>
/// <param name="search">Finds what is final on a basis in doubt, where facts changed.</param>
/// <param name="waiting">Judges rows that wait, so that what they come to counts.</param>
/// <param name="options">The size of a chunk.</param>
public sealed class PlanNight(
    RunStore runs,
    PlanStore plans,
    IssuerBuckets buckets,
    GrantStore grants,
    GrantEventStore events,
    BasisSearch search,
    WaitingJudge waiting,
    PlanOptions options) : IActivity<NightRun, PlanReference>
{
    /// <inheritdoc/>
    public async Task<PlanReference> RunAsync(NightRun input, CancellationToken cancellationToken)
    {
        var plan = await plans.FindSummaryAsync(input, cancellationToken);
        if (plan is null)
        {
            await search.SeekChangedAsync(cancellationToken);
            await waiting.JudgeAllAsync(cancellationToken);
            var run = await runs.GetAsync(input, cancellationToken);
            var codes = new HashSet<string>(StringComparer.Ordinal);
            plan = await plans.FreezeAsync(input, ChunksAsync(run, codes, cancellationToken), codes, cancellationToken);
        }

        return new(input, plan.Chunks, plan.Tasks);
    }

    private async IAsyncEnumerable<PlannedChunk> ChunksAsync(
        RunRecord run, HashSet<string> codes, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var issuers = run.Issuers.Split(RunRecord.IssuerSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rules = new TaskRules(run);
        var index = 0;
        var noted = await buckets.ListAsync(cancellationToken);
        var lost = await buckets.FindLostAsync(noted.Select(issuer => issuer.Partition), cancellationToken);
        foreach (var (partition, damage) in noted.Concat(lost))
        {
            if (issuers.Length > 0 && !issuers.Contains(partition.Issuer)) continue;

            var gone = await events.ListAsync(partition.Key, cancellationToken);
            var tasks = new List<ValuationTask>();
            await foreach (var listed in grants.ListAsync(partition.Key, cancellationToken: cancellationToken))
            {
                var own = gone.GetValueOrDefault(KeyText.Encode(listed.GrantId)) ?? new List<GrantEvent>();
                var wanted = rules.TasksOf(listed, own, damage);
                if (wanted.Count == 0) continue;

                if (listed.Stored.TryGet(out var grant)) codes.Add(grant.Terms.SecurityCode);
                if (tasks.Count > 0 && tasks.Count + wanted.Count > options.ChunkSize)
                {
                    yield return new(index++, partition.Issuer, partition.Bucket, tasks);
                    tasks = [];
                }

                tasks.AddRange(wanted);
            }

            if (tasks.Count > 0) yield return new(index++, partition.Issuer, partition.Bucket, tasks);
        }
    }
}
