using System.Globalization;
using Pricing.BlackScholes.Certified;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Pipeline.Explanations;

/// <summary>Explains stored values from what was kept with them: nothing of it depends on what is known or configured today.</summary>
/// <param name="buckets">Where a grant is.</param>
/// <param name="grants">The terms.</param>
/// <param name="values">The values.</param>
/// <param name="evidence">What they were made of.</param>
/// <param name="register">What their policies said.</param>
/// <param name="policies">Other policies that can be asked for.</param>
public sealed class ValueExplainer(
    IssuerBuckets buckets,
    GrantStore grants,
    ValuationStore values,
    EvidenceStore evidence,
    PolicyRegister register,
    PolicyCatalog policies)
{
    /// <summary>Explains a value.</summary>
    /// <param name="request">Which one, and what else is asked for.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>
    /// The explanation; <see cref="ReasonCode.UnknownGrant"/>, <see cref="ReasonCode.NotDetermined"/> where no such value is
    /// stored or it failed, <see cref="ReasonCode.DamagedData"/> where what was kept cannot be read.
    /// </returns>
    public async Task<Outcome<ValueExplanation>> ExplainAsync(ExplanationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Analysis.Contradictions is { Count: > 0 } wrong) return wrong.ToList();

        try
        {
            var found = await FindAsync(request, cancellationToken);
            return found.TryGet(out var value) ? await ExplainAsync(value.Partition, value.Record, request, cancellationToken) : found.Failures.ToList();
        }
        catch (DamagedContentException damaged)
        {
            return new Failure(ReasonCode.DamagedData, damaged.Place, request.GrantId, "what is stored does not match its hash, or cannot be read");
        }
    }

    private async Task<Outcome<(string Partition, ValueRecord Record)>> FindAsync(
        ExplanationRequest request, CancellationToken cancellationToken)
    {
        if (await buckets.FindPartitionAsync(request.Issuer, request.GrantId, cancellationToken) is not { } bucket)
            return new Failure(ReasonCode.UnknownGrant, "grant_id", request.GrantId, "no such grant is stored");
        if (!bucket.TryGet(out var partition)) return bucket.Failures.ToList();

        var grant = await grants.FindAsync(partition, request.GrantId, version: null, cancellationToken);
        if (!grant.TryGet(out var current)) return grant.Failures.ToList();

        var date = request.Date ?? current.Terms.GrantDate;
        var record = await values.HistoryAsync(partition, request.GrantId, date, cancellationToken)
            .FirstOrDefaultAsync(value => request.Version is null || value.Version == request.Version, cancellationToken);
        return record switch
        {
            null when request.Version is { } version => NoVersion(version, date),
            null => new Failure(ReasonCode.NotDetermined, "date", DateText.Of(date), "no value of this date is stored"),
            { Status: ValueStatus.Failed } => new Failure(ReasonCode.NotDetermined, "date", DateText.Of(date), $"the value failed: {record.Failures}"),
            _ => (partition, record),
        };
    }

    private static Failure NoVersion(int version, DateOnly date) => new(
        ReasonCode.NotDetermined, "version", version.ToString(CultureInfo.InvariantCulture), $"no such version of a value of {DateText.Of(date)} is stored");

    private async Task<Outcome<ValueExplanation>> ExplainAsync(
        string partition, ValueRecord record, ExplanationRequest request, CancellationToken cancellationToken)
    {
        var grant = await grants.FindAsync(partition, record.GrantId, record.GrantVersion, cancellationToken);
        var chosen = request.Policy is { } other
            ? policies.Find(other)
            : await register.FindAsync(record.Policy, record.PolicyVersion, record.PolicyHash, cancellationToken);
        var kept = await ReadAsync(record, cancellationToken);
        if (!grant.TryGet(out var terms) || !chosen.TryGet(out var policy) || !kept.TryGet(out var made))
            return grant.Failures.Concat(chosen.Failures).Concat(kept.Failures).ToList();

        var recomputation = new Recomputation(record, made, terms, policy);
        var inputs = recomputation.Inputs();
        if (!inputs.TryGet(out var from)) return inputs.Failures.ToList();

        var right = new RightOrder(from.Inputs, policy, terms.Terms.Currency);
        var priced = RightBatch.Price(right);
        if (!priced.TryGet(out var value)) return priced.Failures.ToList();

        var changed = await ModificationAsync(partition, record, terms, (made, policy), cancellationToken);
        if (!changed.TryGet(out var modification)) return changed.Failures.ToList();

        var analysis = RightAnalyst.Analyse(right, request.Analysis with { Explain = true }, InputSteps.Of(from));
        return new ValueExplanation
        {
            Issuer = record.Issuer,
            GrantId = record.GrantId,
            MeasurementDate = record.MeasurementDate,
            Version = record.Version,
            Kind = record.Kind,
            Status = record.Status,
            Policy = policy.Name,
            PolicyVersion = policy.Version,
            Currency = record.Currency,
            Engine = record.Engine,
            Evidence = record.Evidence,
            AmountPerRight = value.PerRight.ToString(),
            Recomputed = request.Policy is null ? recomputation.Compare(from.Inputs, value) : [],
            Explanation = analysis.Explanation!,
            Modification = modification,
            Greeks = analysis.Greeks,
            Sensitivity = analysis.Sensitivity,
            ImpliedVolatility = analysis.ImpliedVolatility,
        };
    }

    private async Task<Outcome<ExplainedModification?>> ModificationAsync(
        string partition, ValueRecord record, StoredGrant grant, (ValueEvidence Evidence, ValuationPolicy Policy) from, CancellationToken cancellationToken)
    {
        var change = record.Kind == MeasurementKind.Modified ? grant.Modifications.LastOrDefault(item => item.Date == record.MeasurementDate) : null;
        if (change is null) return Known(null);

        var before = await grants.FindSupersededAsync(partition, record.GrantId, change.Version - 1, cancellationToken);
        if (!before.TryGet(out var old)) return before.Failures.ToList();

        var explained = ModificationSteps.Of(record, old.Terms, grant.Terms);
        return Known(explained is null ? null : explained with { OldTerms = new OldTermsSteps(record, from.Evidence, old, grant, from.Policy).Lines() });
    }

    private static Outcome<ExplainedModification?> Known(ExplainedModification? modification) => modification;

    private async Task<Outcome<ValueEvidence>> ReadAsync(ValueRecord record, CancellationToken cancellationToken)
    {
        var found = await evidence.FindAsync(record.Evidence, cancellationToken);
        return found is null ? new Failure(ReasonCode.DamagedData, "evidence", record.Evidence, "the evidence of the value is not there") : found;
    }
}
