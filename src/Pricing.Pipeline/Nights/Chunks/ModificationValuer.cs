using Pricing.BlackScholes.Certified;
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
    /// <summary>Calculates at once, for who need not wait for a turn.</summary>
    /// <param name="calculate">Values the old terms.</param>
    public static ValueTask<GrantValue> AtOnce(Func<GrantValue> calculate)
    {
        ArgumentNullException.ThrowIfNull(calculate);
        return new(calculate());
    }

    /// <summary>Measures a change of terms.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="question">What was asked for the new terms.</param>
    /// <param name="newTerms">Their value on the date of the change.</param>
    /// <param name="inTurn">Calls what values the old terms, which reads nothing, when it is its turn; <see cref="AtOnce"/> where there are none.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <param name="counts">Which of the stored values may be the grant-date value; null for all, as a night sees them.</param>
    /// <returns>All three figures; or why one of them is not there.</returns>
    public async Task<Outcome<Modification>> MeasureAsync(
        string partition,
        GrantQuestion question,
        RightValue newTerms,
        Func<Func<GrantValue>, ValueTask<GrantValue>> inTurn,
        CancellationToken cancellationToken,
        Func<ValueRecord, bool>? counts = null)
    {
        ArgumentNullException.ThrowIfNull(inTurn);
        var (grantId, terms) = (question.Task.GrantId, question.Grant.Terms);
        var before = await grants.FindSupersededAsync(partition, grantId, question.Task.VersionBefore ?? 0, cancellationToken);
        if (!before.TryGet(out var old)) return before.Failures.ToList();

        var asked = question with { Grant = old, Task = question.Task with { GrantVersion = old.Version } };
        var oldTerms = await inTurn(() => valuer.Value(asked));
        if (oldTerms.Right is null) return oldTerms.Failures.ToList();

        var found = await values.GrantDateAmountAsync(partition, terms, oldTerms.Policy!.IsRounded, cancellationToken, counts);
        if (!found.TryGet(out var granted)) return found.Failures.ToList();
        if (granted is not { } amount) return NotFinal(terms);
        if (terms.AccountingStandard is not { } standard) return NotStated;

        return new Modification(
            standard, question.Task.MeasurementDate, amount, oldTerms.Right.PerRight, newTerms.PerRight);
    }

    private static Failure NotStated { get; } = new(
        ReasonCode.TermsNotStated, "accounting_standard", "", "is needed to measure a change of terms; state asbj8, ifrs2 or asc718");

    private static Failure NotFinal(GrantTerms terms) => new(
        ReasonCode.NotDetermined,
        "grant_date",
        DateText.Of(terms.GrantDate),
        "the grant-date value, against which a change of terms is shown, is not final yet");
}
