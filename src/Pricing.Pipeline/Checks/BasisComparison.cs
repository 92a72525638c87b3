using System.Globalization;
using Pricing.Grants.Adjustments;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// Holds the basis of a stored value against what is known today of corporate actions and decisions: whether the same terms
/// would be refused, or stand on other shares, another exercise price, volatility or dividend yield; of a change of terms the old ones
/// too, and the grant-date value that it shows.
/// </summary>
/// <param name="valuer">Values the same terms today.</param>
/// <param name="facts">What is known of the share today.</param>
/// <param name="decided">What was decided for the grant.</param>
internal sealed class BasisComparison(IsolatedValuer valuer, MarketFacts facts, IReadOnlyList<DecidedAdjustment> decided)
{
    // Another order of the same sums is no other basis.
    private const double SameNumber = 1e-9;

    /// <summary>Compares a value.</summary>
    /// <param name="standing">The value, with what it was made of.</param>
    /// <returns>Why it would not be made today as it stands; null where nothing speaks against it.</returns>
    public Failure? Difference(StandingValue standing)
    {
        var value = standing.Value;
        var today = Today(standing.Terms, value);
        if (today.Failures.FirstOrDefault(IsOfBasis) is { } refusal) return refusal;

        var now = ValueRecording.Of(today, evidence: "");
        var isSamePolicy = value.PolicyHash is null || value.PolicyHash == now.PolicyHash;
        return OfTerms(value, now, today, isSamePolicy) ?? OfChange(standing, isSamePolicy);
    }

    /// <summary>What terms come to today on the date of a value.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="value">The value.</param>
    public GrantValue Today(StoredGrant terms, ValueRecord value)
    {
        var task = new ValuationTask(
            value.GrantId, terms.Version, value.MeasurementDate, value.Kind, value.Version, value.RightsOutstanding, IsRevision: false)
        {
            Decisions = decided,
        };
        return valuer.Value(new GrantQuestion(terms, task, facts));
    }

    private static Failure? OfTerms(ValueRecord value, ValueRecord now, GrantValue today, bool isSamePolicy)
    {
        // Something else may keep it from being valued today; its terms are compared all the same.
        if (today.Shares is null) return null;

        return Differs("shares_per_right", value.SharesPerRight, now.SharesPerRight)
            ?? Differs("exercise_price", value.ExercisePrice, now.ExercisePrice)
            ?? Differs("shares_for_one", value.SharesForOne, now.SharesForOne)
            ?? (isSamePolicy ? DiffersBySigma(value.Volatility, now.Volatility) : null)
            ?? (isSamePolicy && today.Inputs is not null ? Differs("q", value.DividendYield, now.DividendYield) : null);
    }

    /// <summary>A change of terms is shown beside the grant-date value and the old terms on its date, and measured against one of them.</summary>
    private Failure? OfChange(StandingValue standing, bool isSamePolicy)
    {
        var value = standing.Value;
        return (standing.GrantDateAmount is { } granted ? Differs("grant_date_amount", value.GrantDateAmount, granted) : null)
            ?? (standing.Before is { } before ? OfOldTerms(before, value, isSamePolicy) : null);
    }

    // Of the old terms only the amount is stored; it rests on their shares, X, volatility and dividend yield.
    private Failure? OfOldTerms(StoredGrant before, ValueRecord value, bool isSamePolicy)
    {
        var today = Today(before, value);
        if (today.Failures.FirstOrDefault(IsOfBasis) is { } refusal) return refusal;
        if (!isSamePolicy || today.Right is not { PerRight: var now }) return null;

        return now.Exact is null && Amount.Parse(value.OldTermsAmount, isExact: false) is { } stored && IsSame(stored.Approximate, now.Approximate)
            ? null
            : Differs("old_terms_amount", value.OldTermsAmount, now.ToString());
    }

    // Not determined on a measurement date is a price on another basis than the terms, with no ratio between them.
    private static bool IsOfBasis(Failure failure) =>
        failure.Code is ReasonCode.AmbiguousTerms or ReasonCode.AdjustmentNotDecided or ReasonCode.ConflictingData
        || failure is { Code: ReasonCode.NotDetermined, Field: "measurement_date" };

    private static Failure? DiffersBySigma(double? before, double? now) =>
        before is { } sigma && now is { } other && !IsSame(sigma, other)
            ? Differs("sigma", Text(sigma), Text(other))
            : null;

    private static bool IsSame(double before, double now) => Math.Abs(before - now) <= SameNumber * before;

    private static Failure? Differs(string field, string before, string now) => before == now ? null : new(
        ReasonCode.ConflictingData,
        field,
        before,
        $"by what is known now it is {(now.Length == 0 ? "none" : now)}; ask for the date once more, with a reason, to have the value anew");

    private static string Text(double sigma) => sigma.ToString("R", CultureInfo.InvariantCulture);
}
