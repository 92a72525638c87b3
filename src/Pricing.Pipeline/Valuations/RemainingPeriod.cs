using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;

namespace Pricing.Pipeline.Valuations;

/// <summary>T of a grant on a measurement date.</summary>
internal static class RemainingPeriod
{
    /// <summary>Finds T.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="kind">Which measurement it is.</param>
    /// <param name="date">The measurement date.</param>
    /// <param name="policy">How years are counted, and what is left of T later.</param>
    /// <returns>T in years; or <see cref="ReasonCode.TermExhausted"/>.</returns>
    public static Outcome<Ratio> Of(GrantTerms terms, MeasurementKind kind, DateOnly date, ValuationPolicy policy)
    {
        var atGrant = terms.YearsAtGrant(policy.Term.YearCount);
        return kind.IsLater()
            ? ExpectedRemainingPeriod.Remeasured(
                new(terms.GrantDate, new(terms.ExerciseStart, terms.ExerciseEnd), atGrant), date, policy.Term)
            : atGrant;
    }
}
