using Pricing.Grants.Adjustments;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Valuations;

/// <summary>One value that a plan asks for.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="GrantVersion">The version of its terms when the plan was made.</param>
/// <param name="MeasurementDate">The date that S and r are of.</param>
/// <param name="Kind">Which measurement it is.</param>
/// <param name="Version">The version of the value for its grant and measurement date, from 1.</param>
/// <param name="RightsOutstanding">Rights allotted less the events up to the measurement date.</param>
/// <param name="IsRevision">Whether an earlier value may be there; the new one is stored only if something changed.</param>
/// <param name="Failures">Why there can be no value, where that was known when the plan was made; null where it was not.</param>
public sealed record ValuationTask(
    string GrantId,
    int GrantVersion,
    DateOnly MeasurementDate,
    MeasurementKind Kind,
    int Version,
    int RightsOutstanding,
    bool IsRevision,
    IReadOnlyList<Failure>? Failures = null)
{
    /// <summary>Of a change of terms, the version of the terms before it; null otherwise.</summary>
    public int? VersionBefore { get; init; }

    /// <summary>Of a change of terms, which of the grant it is, from 1; null otherwise.</summary>
    public int? Modification { get; init; }

    /// <summary>
    /// The value of a change of terms on its date. A remeasured value of the old terms may stand for the date: the change of terms is
    /// a new version of it.
    /// </summary>
    /// <param name="grant">The grant, with its changes of terms.</param>
    /// <param name="date">The date of one of them.</param>
    public static ValuationTask OfChange(StoredGrant grant, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var index = grant.Modifications.Select(modification => modification.Date).ToList().IndexOf(date);
        return new(
            grant.Terms.GrantId,
            grant.VersionOn(date),
            date,
            MeasurementKind.Modified,
            Version: 1,
            RightsOutstanding: 0,
            IsRevision: true)
        {
            VersionBefore = grant.Modifications[index].Version - 1,
            Modification = index + 1,
        };
    }

    /// <summary>What the company decided on for the grant, when the plan was made; null where nothing.</summary>
    public IReadOnlyList<DecidedAdjustment>? Decisions { get; init; }
}
