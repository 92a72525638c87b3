using System.Globalization;
using Pricing.Grants.Adjustments;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// Holds the basis of a stored value against what is known today of corporate actions and decisions: whether the same terms
/// would be refused, or stand on other shares, another exercise price, volatility or dividend yield.
/// </summary>
/// <param name="valuer">Values the same terms today.</param>
/// <param name="facts">What is known of the share today.</param>
/// <param name="decided">What was decided for the grant.</param>
internal sealed class BasisComparison(IsolatedValuer valuer, MarketFacts facts, IReadOnlyList<DecidedAdjustment> decided)
{
    // Another order of the same sums is no other basis.
    private const double SameVolatility = 1e-9;

    /// <summary>Compares a value.</summary>
    /// <param name="terms">The terms that it was made of.</param>
    /// <param name="value">The value.</param>
    /// <returns>Why it would not be made today as it stands; null where nothing speaks against it.</returns>
    public Failure? Difference(StoredGrant terms, ValueRecord value)
    {
        var task = new ValuationTask(
            value.GrantId, value.GrantVersion, value.MeasurementDate, value.Kind, value.Version, value.RightsOutstanding, IsRevision: false)
        {
            Decisions = decided,
        };
        var today = valuer.Value([new(terms, task, facts)])[0];
        if (today.Failures.FirstOrDefault(IsOfBasis) is { } refusal) return refusal;

        // Something else may keep it from being valued today; its terms are compared all the same.
        if (today.Shares is null) return null;

        var now = ValueRecording.Of(today, evidence: "");
        var isSamePolicy = value.PolicyHash is null || value.PolicyHash == now.PolicyHash;
        return Differs("shares_per_right", value.SharesPerRight, now.SharesPerRight)
            ?? Differs("exercise_price", value.ExercisePrice, now.ExercisePrice)
            ?? Differs("shares_for_one", value.SharesForOne, now.SharesForOne)
            ?? (isSamePolicy ? DiffersBySigma(value.Volatility, now.Volatility) : null)
            ?? (isSamePolicy && today.Inputs is not null ? Differs("q", value.DividendYield, now.DividendYield) : null);
    }

    private static bool IsOfBasis(Failure failure) =>
        failure.Code is ReasonCode.AmbiguousTerms or ReasonCode.AdjustmentNotDecided or ReasonCode.ConflictingData;

    private static Failure? DiffersBySigma(double? before, double? now) =>
        before is { } sigma && now is { } other && Math.Abs(sigma - other) > SameVolatility * sigma
            ? Differs("sigma", Text(sigma), Text(other))
            : null;

    private static Failure? Differs(string field, string before, string now) => before == now ? null : new(
        ReasonCode.ConflictingData,
        field,
        before,
        $"by what is known now it is {(now.Length == 0 ? "none" : now)}; ask for the date once more, with a reason, to have the value anew");

    private static string Text(double sigma) => sigma.ToString("R", CultureInfo.InvariantCulture);
}
