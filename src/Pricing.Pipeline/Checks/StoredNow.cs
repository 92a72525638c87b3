using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Checks;

/// <summary>Makes a final value once more of what is stored now: closes, curves, dividends, corporate actions, decisions and policies.</summary>
/// <param name="values">The grant-date value beside a change of terms.</param>
/// <param name="valuer">Values.</param>
public sealed class StoredNow(ValuationStore values, IsolatedValuer valuer)
{
    /// <summary>Makes it.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="versions">The versions of the terms, ascending; the last one is that of the value.</param>
    /// <param name="value">The value, the newest one of its date.</param>
    /// <param name="events">The grant's events.</param>
    /// <param name="facts">What is stored of its share.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>
    /// The value as it would be made; or why there would be none, or, of a change of terms, what of it would differ or is not stored to
    /// compare it with.
    /// </returns>
    public async Task<Outcome<ValueRecord>> AgainAsync(
        string partition,
        IReadOnlyList<StoredGrant> versions,
        ValueRecord value,
        IReadOnlyList<GrantEvent> events,
        MarketFacts facts,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(value);

        var comparison = new BasisComparison(valuer, facts, GrantEvent.DecisionsOf(GrantEvent.Standing(events)));
        var today = comparison.Today(versions[^1], value);
        if (today.Failures.Count > 0) return today.Failures.ToList();

        if (value.Kind == MeasurementKind.Modified)
        {
            var standing = await ChangeAsync(partition, versions, value, today, cancellationToken);
            if (!standing.TryGet(out var change)) return standing.Failures.ToList();
            if (comparison.Difference(change) is { } difference) return difference;
        }

        return ValueRecording.Of(today, value.Evidence);
    }

    /// <summary>A change of terms with the terms before it and the grant-date value, each of which it is measured or shown against.</summary>
    private async Task<Outcome<StandingValue>> ChangeAsync(
        string partition, IReadOnlyList<StoredGrant> versions, ValueRecord value, GrantValue today, CancellationToken cancellationToken)
    {
        var terms = versions[^1];
        if (terms.Modifications.LastOrDefault(item => item.Date == value.MeasurementDate) is not { } change)
            return new Failure(ReasonCode.NotDetermined, "modification_date", DateText.Of(value.MeasurementDate), "the terms state no change on the date");
        if (versions.FirstOrDefault(version => version.Version == change.Version - 1) is not { } before)
            return new Failure(ReasonCode.UnknownVersion, "old_terms_amount", value.OldTermsAmount, "the terms before the change are not stored");

        var found = await values.GrantDateAmountAsync(partition, terms.Terms, today.Policy?.IsRounded == true, cancellationToken);
        if (!found.TryGet(out var granted)) return found.Failures.ToList();
        return granted is { } amount
            ? new StandingValue(value, terms) { Before = before, GrantDateAmount = amount.ToString() }
            : new Failure(ReasonCode.NotDetermined, "grant_date_amount", value.GrantDateAmount, "no final grant-date value is stored");
    }
}
