using System.Globalization;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>Measures a change of terms: the old terms on its date beside the new ones, and the increment by the standard.</summary>
/// <param name="grants">The old terms.</param>
/// <param name="values">The grant-date value.</param>
/// <param name="valuer">Values the old terms.</param>
public sealed class ModificationValuer(GrantStore grants, ValuationStore values, IsolatedValuer valuer)
{
    /// <summary>Adds the figures of the change to the value of the new terms.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="record">The value of the new terms.</param>
    /// <param name="question">What was asked for it.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The value with all three figures and the increment; failed where one of them is not there.</returns>
    public async Task<ValueRecord> WithIncrementAsync(
        string partition, ValueRecord record, GrantQuestion question, CancellationToken cancellationToken)
    {
        var before = await grants.FindSupersededAsync(
            partition, record.GrantId, question.Task.VersionBefore ?? 0, cancellationToken);
        if (!before.TryGet(out var old)) return record.Refused(before.Failures);

        var oldTerms = valuer.Value([question with { Grant = old, Task = question.Task with { GrantVersion = old.Version } }])[0];
        if (oldTerms.Right is null) return record.Refused(oldTerms.Failures);

        var granted = await values
            .HistoryAsync(partition, record.GrantId, question.Grant.Terms.GrantDate, cancellationToken)
            .FirstOrDefaultAsync(value => value.Status == ValueStatus.Final, cancellationToken);
        if (granted is null) return record.Refused([NotFinal(question.Grant.Terms)]);
        if (question.Grant.Terms.AccountingStandard is not { } standard) return record.Refused([NotStated]);

        return record.With(new Modification(
            standard, record.MeasurementDate, AmountOf(granted.AmountPerRight), oldTerms.Right.PerRight, AmountOf(record.AmountPerRight)));
    }

    private static Failure NotStated { get; } = new(
        ReasonCode.TermsNotStated, "accounting_standard", "", "is needed to measure a change of terms; state asbj8, ifrs2 or asc718");

    private static Failure NotFinal(GrantTerms terms) => new(
        ReasonCode.NotDetermined,
        "grant_date",
        DateText.Of(terms.GrantDate),
        "the grant-date value, against which a change of terms is shown, is not final yet");

    // An amount is exact where it is written as a decimal; what is not, was never exact.
    private static Amount AmountOf(string text) =>
        decimal.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var exact)
            ? Amount.FromExact(exact)
            : Amount.FromApproximate(double.Parse(text, CultureInfo.InvariantCulture));
}
