using Pricing.Pipeline.Checks;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>Reads values that are to be published.</summary>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">Their events.</param>
/// <param name="values">Their values.</param>
/// <param name="runs">The runs that made them.</param>
/// <param name="evidence">What they were made of.</param>
/// <param name="doubts">The doubts about them.</param>
/// <param name="market">What is stored of the shares.</param>
/// <param name="now">Makes them once more of what is stored now.</param>
/// <param name="check">Holds closes that look wrong.</param>
/// <param name="licences">Which sources may be published.</param>
/// <param name="given">What persons gave.</param>
public sealed class SubjectReader(
    IssuerBuckets buckets,
    GrantStore grants,
    GrantEventStore events,
    ValuationStore values,
    RunStore runs,
    EvidenceStore evidence,
    DoubtStore doubts,
    FactsReader market,
    StoredNow now,
    PriceCheck check,
    SourceLicences licences,
    GivenInputReader given)
{
    /// <summary>The versions of a value, the newest first.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="date">The measurement date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The versions; none where there is no such value.</returns>
    public async Task<IReadOnlyList<ValueRecord>> HistoryAsync(string issuer, string grantId, DateOnly date, CancellationToken cancellationToken) =>
        await buckets.FindPartitionAsync(issuer, grantId, cancellationToken) is { } bucket && bucket.TryGet(out var partition)
            ? await values.HistoryAsync(partition, grantId, date, cancellationToken).ToListAsync(cancellationToken)
            : [];

    /// <summary>What a version of a value was made of.</summary>
    /// <param name="value">The version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The evidence; null of one that failed, and where it is not stored.</returns>
    public async Task<ValueEvidence?> EvidenceAsync(ValueRecord value, CancellationToken cancellationToken) =>
        value.Evidence.Length > 0 ? await evidence.FindAsync(value.Evidence, cancellationToken) : null;

    /// <summary>Reads a value with all that speaks for and against publishing it.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="date">The measurement date.</param>
    /// <param name="version">The version; null for the newest.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>
    /// The value; <see cref="ReasonCode.UnknownGrant"/>, <see cref="ReasonCode.NotDetermined"/> where there is no such value,
    /// <see cref="ReasonCode.ValueNotFinal"/> where it failed, <see cref="ReasonCode.DamagedData"/>.
    /// </returns>
    public async Task<Outcome<PublicationSubject>> ReadAsync(
        string issuer, string grantId, DateOnly date, int? version, CancellationToken cancellationToken)
    {
        if (await buckets.FindPartitionAsync(issuer, grantId, cancellationToken) is not { } bucket) return Unknown(issuer, grantId);
        if (!bucket.TryGet(out var partition)) return bucket.Failures.ToList();
        if (await grants.FindTaggedAsync(partition, grantId, cancellationToken) is not var (current, _)) return Unknown(issuer, grantId);
        if (!current.TryGet(out var grant)) return current.Failures.ToList();

        var stored = await values.HistoryAsync(partition, grantId, date, cancellationToken).ToListAsync(cancellationToken);
        if (stored.Find(one => version is null || one.Version == version) is not { } value)
            return new Failure(ReasonCode.NotDetermined, "measurement_date", DateText.Of(date), "no such version of a value is stored");
        if (value.Status == ValueStatus.Failed)
            return new Failure(ReasonCode.ValueNotFinal, "status", $"{value.Status}", $"there is no value: {value.Failures}");

        var terms = await TermsAsync(partition, grant, value.GrantVersion, cancellationToken);
        if (!terms.TryGet(out var versions)) return terms.Failures.ToList();
        var happened = await events.StoredAsync(partition, grantId, cancellationToken);
        if (!happened.TryGet(out var all)) return happened.Failures.ToList();
        if (await EvidenceAsync(value, cancellationToken) is not { } documents)
            return new Failure(ReasonCode.DamagedData, "evidence", value.Evidence, "is not stored");

        var rights = GrantEvent.BalanceOf(grant.Terms, all.ConvertAll(item => item.Event), date);
        if (!rights.TryGet(out var balance)) return rights.Failures.ToList();

        var doubt = await doubts.FindAsync(value, cancellationToken);
        var facts = new ValueFacts
        {
            Value = doubt is { IsOpen: true } ? value with { BasisInDoubt = doubt.Reason } : value,
            DecidedDoubt = doubt is { DecidedAt: not null } ? doubt : null,
            Versions = await WithRunsAsync(stored.Where(one => one.Version <= value.Version).Reverse(), cancellationToken),
            Terms = versions,
            Events = all.FindAll(item => item.Event.Date <= date || all.Exists(other => other.Event.Date <= date && other.Event.Id == item.Event.Reverses)),
            Evidence = documents,
            Market = await market.ReadAsync(documents.SecurityCode, issuer, cancellationToken),
        };
        return new PublicationSubject
        {
            Facts = facts,
            Newest = stored[0],
            Grant = grant,
            RightsOutstanding = balance.Outstanding,
            Outdated = value == stored[0] && value.Status == ValueStatus.Final
                ? OutdatedValue.Against(value, await now.AgainAsync(
                    partition, versions, value, all.ConvertAll(item => item.Event), facts.Market, cancellationToken))
                : [],
            Inputs = await given.ReadAsync(facts, cancellationToken),
            Suspects = Suspects(facts),
            NotConfirmed = [.. NotConfirmed(documents)],
        };
    }

    private static Failure Unknown(string issuer, string grantId) =>
        new(ReasonCode.UnknownGrant, "grant_id", grantId, $"no such grant of {issuer} is stored");

    private async Task<Outcome<List<StoredGrant>>> TermsAsync(
        string partition, StoredGrant grant, int version, CancellationToken cancellationToken)
    {
        List<StoredGrant> versions = grant.Version <= version ? [grant] : [];
        await foreach (var superseded in grants.SupersededAsync(partition, grant.Terms.GrantId, cancellationToken))
        {
            if (!superseded.TryGet(out var earlier)) return superseded.Failures.ToList();
            if (earlier.Version <= version) versions.Insert(0, earlier);
        }

        return versions.Count > 0
            ? versions
            : new Failure(ReasonCode.UnknownVersion, "grant_id", grant.Terms.GrantId, "the terms that the value was made of are not stored");
    }

    private async Task<IReadOnlyList<(ValueRecord Value, RunRecord? Run)>> WithRunsAsync(
        IEnumerable<ValueRecord> ascending, CancellationToken cancellationToken)
    {
        var versions = new List<(ValueRecord, RunRecord?)>();
        foreach (var value in ascending)
            versions.Add((value, await runs.FindAsync(new(value.RunDate, value.RunVersion), cancellationToken)));
        return versions;
    }

    private List<Failure> Suspects(ValueFacts facts)
    {
        if (facts.Market.ShareDamage.Count > 0) return [.. facts.Market.ShareDamage];

        List<Failure> found = [.. facts.Market.Suspects(new(facts.Window().From, facts.Value.MeasurementDate), check)];
        if (facts.Market.BeyondLimit(facts.Evidence.SharePrice.Date, check) is { } beyond && found.Count == 0) found.Add(beyond);
        return found;
    }

    private IEnumerable<(string Feed, string Reason)> NotConfirmed(ValueEvidence documents)
    {
        foreach (var feed in documents.Sources.Select(source => source.Feed).Distinct())
        {
            if (!licences.For(feed).MayPublish) yield return (feed, "it is not confirmed that what is made of its figures may be published");
        }
    }
}
