using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Certified;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Policies;

namespace Pricing.Pipeline.Explanations;

/// <summary>The value under the old terms on the day of a change, line by line, from the evidence of the value under the new ones.</summary>
/// <param name="record">The value as it is stored.</param>
/// <param name="evidence">What it was made of.</param>
/// <param name="old">The grant with the terms before the change.</param>
/// <param name="current">The grant with the terms of the value.</param>
/// <param name="policy">The policy of the value.</param>
internal sealed class OldTermsSteps(ValueRecord record, ValueEvidence evidence, StoredGrant old, StoredGrant current, ValuationPolicy policy)
{
    /// <summary>
    /// The lines; none where the evidence does not lead to the stored amount: where sigma is of another window, the policy another, or
    /// a decision lies between the old terms and the change.
    /// </summary>
    public IReadOnlyList<ExplanationStep> Lines()
    {
        if (!IsOfOneEvidence() || Adjusted() is not { } adjusted) return [];

        var own = evidence with
        {
            Curve = old.Terms.RiskFreeRate is null ? evidence.Curve : null,
            Dividend = old.Terms.DividendPerShare is null ? evidence.Dividend : null,
        };
        var inputs = new Recomputation(adjusted, own, old, policy).Inputs();
        if (!inputs.TryGet(out var from)) return [];

        var right = new RightOrder(from.Inputs, policy, old.Terms.Currency);
        var priced = RightBatch.Price(right);
        return priced.TryGet(out var value)
            && Recomputation.IsSame(record.OldTermsAmount, value.PerRight.ToString(), isDouble: value.PerRight.Exact is null, value.ErrorBound)
            ? RightAnalyst.Analyse(right, new() { Explain = true }, [.. InputSteps.Of(from).Where(step => step.Symbol != "source")]).Explanation!
            : [];
    }

    private bool IsOfOneEvidence()
    {
        var (before, after) = (old.Terms, current.Terms);
        return before.Policy == after.Policy
            && before.SecurityCode == after.SecurityCode
            && (before.WindowFrom, before.WindowTo) == (after.WindowFrom, after.WindowTo)
            && before.Exclude.SequenceEqual(after.Exclude)
            && (before.WindowFrom is not null || Period(old) == Period(current))
            && (before.RiskFreeRate is not null || evidence.Curve is not null)
            && (before.DividendPerShare is not null || evidence.Dividend is not null);
    }

    private string? Period(StoredGrant grant) =>
        RemainingPeriod.Of(grant.Terms, record.Kind, record.MeasurementDate, policy).TryGet(out var years) ? years.ToString() : null;

    /// <summary>The value with the number and X of the old terms on its date; null where the splits that were kept do not say them.</summary>
    private ValueRecord? Adjusted() => AdjustedTerms.Of(old, evidence.Splits ?? [], record.MeasurementDate) is { } adjusted
        ? record with
        {
            SharesPerRight = DecimalText.Of(adjusted.Shares.ForValuation),
            ExercisePrice = DecimalText.Of(adjusted.ExercisePrice.ForValuation),
        }
        : null;
}
