using Pricing.Grants.Adjustments;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Checks;

/// <summary>Makes a final value once more of what is stored now: closes, curves, dividends, corporate actions, decisions and policies.</summary>
/// <param name="grants">The terms before a change.</param>
/// <param name="values">The grant-date value beside one.</param>
/// <param name="valuer">Values.</param>
public sealed class StoredNow(GrantStore grants, ValuationStore values, IsolatedValuer valuer)
{
    /// <summary>Makes it.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="current">The grant as it stands.</param>
    /// <param name="terms">The terms that the value was made of.</param>
    /// <param name="value">The value, the newest one of its date.</param>
    /// <param name="events">The grant's events.</param>
    /// <param name="facts">What is stored of its share.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The value as it would be made; or why there would be none, or, of a change of terms, what of it would differ.</returns>
    public async Task<Outcome<ValueRecord>> AgainAsync(
        string partition,
        StoredGrant current,
        StoredGrant terms,
        ValueRecord value,
        IReadOnlyList<GrantEvent> events,
        MarketFacts facts,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(value);

        List<DecidedAdjustment> decided = [.. GrantEvent.Standing(events).Select(item => item.ToDecision()).OfType<DecidedAdjustment>()];
        var task = new ValuationTask(
            value.GrantId, terms.Version, value.MeasurementDate, value.Kind, value.Version, value.RightsOutstanding, IsRevision: false)
        {
            Decisions = decided,
        };
        var today = valuer.Value([new(terms, task, facts)])[0];
        if (today.Failures.Count > 0) return today.Failures.ToList();

        if (value.Kind == MeasurementKind.Modified)
        {
            var standing = await new StandingValues(grants, values).OfAsync(partition, current, cancellationToken);
            if (standing.FirstOrDefault(one => one?.Value.Hash == value.Hash) is { } own
                && new BasisComparison(valuer, facts, decided).Difference(own) is { } difference)
            {
                return difference;
            }
        }

        return ValueRecording.Of(today, value.Evidence);
    }
}
