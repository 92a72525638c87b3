using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Valuations;

/// <summary>A grant that is valued on a question and not stored.</summary>
public static class OnDemand
{
    /// <summary>The terms as if they were stored.</summary>
    /// <param name="terms">The terms.</param>
    public static StoredGrant Grant(GrantTerms terms) => new()
    {
        Terms = terms,
        Version = 1,
        TermsHash = GrantTermsReader.Hash(terms),
        BatchHash = "",
        Line = 0,
        StoredAt = default,
    };

    /// <summary>The value that a date asks for: indicative before the grant date, remeasured after it.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="date">The measurement date.</param>
    public static ValuationTask Task(GrantTerms terms, DateOnly date) => new(
        terms.GrantId,
        GrantVersion: 1,
        date,
        date < terms.GrantDate ? MeasurementKind.Indicative
            : date > terms.GrantDate ? MeasurementKind.Remeasured
            : MeasurementKind.GrantDate,
        Version: 1,
        terms.AllottedRights,
        IsRevision: false);
}
