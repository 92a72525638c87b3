using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;
using Pricing.Proof.Grants;

namespace Pricing.Proof.Runs;

/// <summary>Values what a plan asked for once more, as the night does, by the policy and the rules as they were.</summary>
/// <param name="grants">The terms before a change.</param>
/// <param name="values">The grant-date value beside a change.</param>
/// <param name="made">When that was made.</param>
internal sealed class Revaluation(GrantStore grants, ValuationStore values, MadeValues made)
{
    /// <summary>Values once more.</summary>
    /// <param name="part">The partition that the value is of.</param>
    /// <param name="planned">What was asked for.</param>
    /// <param name="policy">The policy; null where the value names none that was known.</param>
    /// <param name="rules">The rules of the run.</param>
    /// <param name="facts">The facts of the share as they may have been.</param>
    /// <param name="time">Until when the value was made: of a change of terms, later grant-date values were not there.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The value, without the run that made it, and what its evidence says.</returns>
    public async Task<Revalued> ValueAsync(
        GrantPartition part,
        PlannedValue planned,
        ValuationPolicy? policy,
        ValuationRules rules,
        MarketFacts facts,
        DateTimeOffset time,
        CancellationToken cancellationToken)
    {
        var (task, grant, _) = planned;
        if (grant is null) return new(ValueRecording.Unread(part.Issuer, task, task.Failures ?? []));

        var policies = policy is null ? rules.Policies : rules.Policies.With(policy);
        var failures = task.Failures ?? new GrantTermsReader(policies).Judge(grant.Terms);
        if (failures.Count > 0) return new(ValueRecording.Of(new() { Grant = grant, Task = task, Failures = failures }, evidence: ""));

        var valuer = new IsolatedValuer(new(policies, rules.Check, rules.Limits), NullLogger<IsolatedValuer>.Instance);
        var question = new GrantQuestion(grant, task, facts);
        var value = valuer.Value(question);
        if (value.Right is not { } right) return new(ValueRecording.Of(value, evidence: ""));

        var evidence = ValueEvidence.Of(value);
        var hash = ContentHash.Of(JsonSerializer.SerializeToUtf8Bytes(evidence, ValueJson.Readable.ValueEvidence));
        if (task.Kind != MeasurementKind.Modified) return new(ValueRecording.Of(value, hash), evidence);

        var known = await made.UntilAsync(part.Key, grant.Terms, time, cancellationToken);
        var measured = await new ModificationValuer(grants, values, valuer).MeasureAsync(
            part.Key, question, right, ModificationValuer.AtOnce, cancellationToken, granted => known.Contains(granted.Version));
        return measured.TryGet(out var modification)
            ? new(ValueRecording.Of(value, hash).With(modification), evidence)
            : new(ValueRecording.Of(value with { Right = null, Failures = measured.Failures }, evidence: ""));
    }
}

/// <summary>A value that was computed once more.</summary>
/// <param name="Value">The value.</param>
/// <param name="Evidence">What its evidence says; null where it failed.</param>
internal sealed record Revalued(ValueRecord Value, ValueEvidence? Evidence = null);
