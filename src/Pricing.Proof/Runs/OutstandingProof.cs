using System.Globalization;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;
using Pricing.Proof.Grants;

namespace Pricing.Proof.Runs;

/// <summary>Counts the rights outstanding of planned values once more, from the events that were stored when the plan was made.</summary>
/// <param name="events">The events.</param>
/// <param name="filed">When their files came in.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class OutstandingProof(GrantEventStore events, FiledRows filed, ProofLog log)
{
    private (string Partition, Dictionary<string, Outcome<List<StoredEvent>>> Events) read = ("", []);

    /// <summary>Counts the rights of a planned value.</summary>
    /// <param name="run">The run.</param>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="planned">The planned value.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(RunRecord run, string partition, PlannedValue planned, CancellationToken cancellationToken)
    {
        if (planned.Grant is not { Terms: { } terms } || planned.Task.Failures is { Count: > 0 }) return;

        if (read.Partition != partition) read = (partition, await events.ListStoredAsync(partition, cancellationToken));
        if (!(read.Events.GetValueOrDefault(KeyText.Encode(terms.GrantId)) ?? new List<StoredEvent>()).TryGet(out var all)) return;

        // A file may have come in while the run was planned: with it or without it, either is right.
        var counts = new SortedSet<int>();
        foreach (var time in new[] { run.StartedAt, run.FinishedAt })
        {
            var known = new List<GrantEvent>();
            foreach (var item in all)
            {
                if (await filed.ReceivedAtAsync(item.BatchHash, cancellationToken) is not { } received || received <= time) known.Add(item.Event);
            }

            var taken = GrantEvent.Standing(known).Select(item => item.ToRightsEvent()).OfType<RightsEvent>().ToList();
            var balance = OutstandingRights.On(terms.AllottedRights, terms.AllotmentDate, taken, planned.Task.MeasurementDate);
            if (balance.TryGet(out var left)) counts.Add(left.Outstanding);
        }

        if (counts.Contains(planned.Task.RightsOutstanding)) return;
        log.Differs(
            $"runs/{run.ToRun().Folder}/plan, {terms.Issuer} {terms.GrantId}",
            "rightsOutstanding",
            planned.Task.RightsOutstanding.ToString(CultureInfo.InvariantCulture),
            string.Join(" or ", counts),
            "the events that were stored at the time come to something else");
    }
}
