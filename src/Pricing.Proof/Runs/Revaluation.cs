using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Proof.Runs;

/// <summary>Values what a plan asked for once more, as the night does, by the policy as it was.</summary>
/// <param name="grants">The terms before a change.</param>
/// <param name="values">The grant-date value beside a change.</param>
/// <param name="runs">When values were made.</param>
/// <param name="check">Holds values whose prices look wrong.</param>
/// <param name="limits">How old a last close may be.</param>
internal sealed class Revaluation(
    GrantStore grants, ValuationStore values, RunStore runs, PriceCheck check, PriceCheckOptions limits)
{
    private readonly Dictionary<NightRun, DateTimeOffset?> ends = [];

    /// <summary>Values once more.</summary>
    /// <param name="part">The partition that the value is of.</param>
    /// <param name="planned">What was asked for.</param>
    /// <param name="policy">The policy; null where the value names none that was known.</param>
    /// <param name="facts">The facts of the share as they may have been.</param>
    /// <param name="time">Until when the value was made: of a change of terms, later grant-date values were not there.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The value, without the run that made it.</returns>
    public async Task<ValueRecord> ValueAsync(
        GrantPartition part,
        PlannedValue planned,
        ValuationPolicy? policy,
        MarketFacts facts,
        DateTimeOffset time,
        CancellationToken cancellationToken)
    {
        var (task, grant, _) = planned;
        if (grant is null) return ValueRecording.Unread(part.Issuer, task, task.Failures ?? []);

        var policies = policy is null ? new PolicyCatalog() : PolicyCatalog.Only(policy);
        var failures = task.Failures ?? new GrantTermsReader(policies).Judge(grant.Terms);
        if (failures.Count > 0) return ValueRecording.Of(new() { Grant = grant, Task = task, Failures = failures }, evidence: "");

        var valuer = new IsolatedValuer(new(policies, check, limits), NullLogger<IsolatedValuer>.Instance);
        var question = new GrantQuestion(grant, task, facts);
        var value = valuer.Value([question])[0];
        if (value.Right is not { } right) return ValueRecording.Of(value, evidence: "");

        var hash = ContentHash.Of(JsonSerializer.SerializeToUtf8Bytes(ValueEvidence.Of(value), ValueJson.Readable.ValueEvidence));
        if (task.Kind != MeasurementKind.Modified) return ValueRecording.Of(value, hash);

        var made = await MadeUntilAsync(part, grant.Terms, time, cancellationToken);
        var measured = await new ModificationValuer(grants, values, valuer).MeasureAsync(
            part.Key, question, right, cancellationToken, granted => made.Contains(granted.Version));
        return measured.TryGet(out var modification)
            ? ValueRecording.Of(value, hash).With(modification)
            : ValueRecording.Of(value with { Right = null, Failures = measured.Failures }, evidence: "");
    }

    /// <summary>The versions of the grant-date value that were there at a time.</summary>
    private async Task<HashSet<int>> MadeUntilAsync(
        GrantPartition part, GrantTerms terms, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var made = new HashSet<int>();
        await foreach (var granted in values.HistoryAsync(part.Key, terms.GrantId, terms.GrantDate, cancellationToken))
        {
            var run = new NightRun(granted.RunDate, granted.RunVersion);
            if (!ends.TryGetValue(run, out var end)) ends[run] = end = (await runs.FindAsync(run, cancellationToken))?.FinishedAt;
            if (end is null || end <= time) made.Add(granted.Version);
        }

        return made;
    }
}
