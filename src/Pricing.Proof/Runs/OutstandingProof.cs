using System.Globalization;
using System.Runtime.CompilerServices;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;
using Pricing.Proof.Grants;

namespace Pricing.Proof.Runs;

/// <summary>
/// Counts the rights outstanding of planned values once more, from the events and the terms that were stored when the plan was
/// made. What came in while the run was under way may have been seen or not: every state in between is right.
/// </summary>
/// <param name="events">The events.</param>
/// <param name="grants">The terms.</param>
/// <param name="filed">When rows were stored.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class OutstandingProof(GrantEventStore events, GrantStore grants, FiledRows filed, ProofLog log)
{
    private (string Partition, Dictionary<string, Outcome<List<StoredEvent>>> Events) read = ("", []);

    /// <summary>Counts the rights of a planned value.</summary>
    /// <param name="run">The run.</param>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="planned">The planned value.</param>
    /// <param name="current">The grant as it is now.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(
        RunRecord run, string partition, PlannedValue planned, StoredGrant current, CancellationToken cancellationToken)
    {
        if (planned.Grant is null || planned.Task.Failures is { Count: > 0 }) return;

        var grantId = planned.Task.GrantId;
        if (read.Partition != partition) read = (partition, await events.ListStoredAsync(partition, cancellationToken));
        if (!(read.Events.GetValueOrDefault(KeyText.Encode(grantId)) ?? new List<StoredEvent>()).TryGet(out var all)) return;

        var states = await StatesAsync(run, all, cancellationToken);
        var counts = new SortedSet<int>();
        await foreach (var terms in TermsAsync(run, partition, current, cancellationToken))
        {
            foreach (var known in states)
            {
                if (GrantEvent.BalanceOf(terms, known, planned.Task.MeasurementDate).TryGet(out var left)) counts.Add(left.Outstanding);
            }
        }

        if (counts.Contains(planned.Task.RightsOutstanding)) return;
        log.Differs(
            $"runs/{run.ToRun().Folder}/plan, {current.Terms.Issuer} {grantId}",
            "rightsOutstanding",
            planned.Task.RightsOutstanding.ToString(CultureInfo.InvariantCulture),
            string.Join(" or ", counts),
            "the events that were stored at the time come to something else");
    }

    /// <summary>A run that was tried again keeps its plan of before, so the plan is as old as the question for it.</summary>
    private static DateTimeOffset Begin(RunRecord run) => run.Attempts > 1 ? run.AskedAt : run.StartedAt ?? run.AskedAt;

    /// <summary>The events that were there for certain, then with each that may have come meanwhile, in their order.</summary>
    private async Task<List<List<GrantEvent>>> StatesAsync(RunRecord run, List<StoredEvent> all, CancellationToken cancellationToken)
    {
        var known = new List<GrantEvent>();
        var meanwhile = new List<(DateTimeOffset To, GrantEvent Event)>();
        foreach (var item in all)
        {
            var (from, to) = await filed.StoredBetweenAsync(item.BatchHash, item.Line, cancellationToken);
            if (to <= Begin(run)) known.Add(item.Event);
            else if (from <= (run.FinishedAt ?? DateTimeOffset.MaxValue)) meanwhile.Add((to, item.Event));
        }

        List<List<GrantEvent>> states = [known];
        foreach (var (_, item) in meanwhile.OrderBy(came => came.To)) states.Add([.. states[^1], item]);
        return states;
    }

    /// <summary>The plan counts by the terms that were the newest when it was made.</summary>
    private async IAsyncEnumerable<GrantTerms> TermsAsync(
        RunRecord run, string partition, StoredGrant current, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var grant = current; ;)
        {
            if (grant.StoredAt <= (run.FinishedAt ?? DateTimeOffset.MaxValue)) yield return grant.Terms;
            if (grant.StoredAt <= Begin(run) || grant.Version == 1) yield break;

            var before = await grants.FindSupersededAsync(partition, current.Terms.GrantId, grant.Version - 1, cancellationToken);
            if (!before.TryGet(out var earlier)) yield break;
            grant = earlier;
        }
    }
}
