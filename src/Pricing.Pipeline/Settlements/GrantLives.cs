using System.Runtime.CompilerServices;
using Pricing.Calendars;
using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Settlements;

/// <summary>Shows the lives of stored grants: their events with settlements, and the lapses that are due.</summary>
/// <param name="buckets">Where grants are.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">Their events.</param>
/// <param name="holders">Who was allotted their rights.</param>
/// <param name="reader">Reads what the rules need.</param>
/// <param name="clock">Today.</param>
public sealed class GrantLives(
    IssuerBuckets buckets, GrantStore grants, GrantEventStore events, HolderStore holders, LifeReader reader, TimeProvider clock)
{
    private DateOnly Today => JapanTime.DateOf(clock.GetUtcNow());

    /// <summary>The life of a grant.</summary>
    /// <param name="issuer">The issuing company.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="on">The day for which lapses are proposed; null for today in Japan.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <param name="then">What was stored at an earlier time, of which alone the life is shown; null for all that is.</param>
    /// <returns>The life; null where no such grant is stored. What cannot be read is a failure.</returns>
    public async Task<Outcome<GrantLife>?> FindAsync(
        string issuer, string grantId, DateOnly? on, CancellationToken cancellationToken, EarlierLife? then = null)
    {
        var bucket = await buckets.FindPartitionAsync(issuer, grantId, cancellationToken);
        if (bucket is null) return null;
        if (!bucket.TryGet(out var partition)) return bucket.Failures.ToList();
        if (await grants.FindTaggedAsync(partition, grantId, cancellationToken) is not { } found) return null;
        if (!found.Grant.TryGet(out var current)) return found.Grant.Failures.ToList();

        var grant = then?.Grant ?? current;
        var read = await events.StoredAsync(partition, grantId, cancellationToken);
        if (!read.TryGet(out var all)) return read.Failures.ToList();
        var stored = then is null ? all : all.FindAll(then.Events);
        var terms = await reader.TermsAsync(partition, grant, cancellationToken);
        var facts = await reader.FactsAsync(partition, grant, [.. stored.Select(item => item.Event)], cancellationToken, then);
        return terms.TryGet(out var stated) && facts.TryGet(out var known)
            ? Shown(grant, stored, Life(stated, known, stored.Select(item => item.Event)), on ?? Today)
            : terms.Failures.Concat(facts.Failures).ToList();
    }

    /// <summary>The lapses that are due and not confirmed. Grants that cannot be read are left to the nights, which name them.</summary>
    /// <param name="issuer">Of one company; null for all.</param>
    /// <param name="on">The day; null for today in Japan.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<ProposedLapse> LapsesAsync(
        string? issuer, DateOnly? on, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (partition, _) in await buckets.ListAsync(cancellationToken))
        {
            if (issuer is not null && partition.Issuer != issuer) continue;

            var all = await events.ListAsync(partition.Key, cancellationToken);
            var allHolders = await holders.ListAsync(partition.Key, cancellationToken);
            await foreach (var listed in grants.ListAsync(partition.Key, cancellationToken: cancellationToken))
            {
                if (!listed.Stored.TryGet(out var grant)) continue;

                var key = KeyText.Encode(listed.GrantId);
                var own = all.GetValueOrDefault(key) ?? new List<GrantEvent>();
                var held = allHolders.GetValueOrDefault(key) ?? new List<GrantHolder>();
                var terms = await reader.TermsAsync(partition.Key, grant, cancellationToken);
                if (!own.TryGet(out var stored) || !held.TryGet(out var holdings) || !terms.TryGet(out var stated)) continue;

                // Stored events take their rights whatever an exercise comes to, so neither actions nor values are needed.
                LifeFacts facts = new() { Holdings = holdings.ConvertAll(holder => holder.ToHolding()) };
                foreach (var lapse in Life(stated, facts, stored).Lapses(on ?? Today))
                {
                    yield return new(
                        grant.Terms.Issuer, grant.Terms.GrantId, lapse.Holder, lapse.Rights, lapse.LastDay, lapse.From, lapse.Section, lapse.Reason);
                }
            }
        }
    }

    private static RightsLife Life(DatedTerms terms, LifeFacts facts, IEnumerable<GrantEvent> stored) =>
        RightsLife.Of(terms, facts, [.. stored.Select(item => item.ToLifeEvent())], areBooked: true);

    private static GrantLife Shown(StoredGrant grant, List<StoredEvent> stored, RightsLife life, DateOnly on)
    {
        var byId = stored.ToDictionary(item => item.Event.Id);
        return GrantLife.Of(grant.Terms, grant.Version, life, entry => Shown(byId[entry.Event.Id], entry), on);
    }

    private static SettledEvent Shown(StoredEvent stored, LifeEntry entry)
    {
        var derived = entry is { ReversedBy: null, Settlement: { IsSuccess: true, Value: var known } } ? known : null;
        var kept = stored.Settlement is { } text ? SettlementText.Read(text) : null;
        return SettledEvents.Of(stored.Event, entry) with
        {
            Batch = stored.BatchHash,
            Line = stored.Line,
            Settlement = kept,
            ByAllThatIsKnown = derived is not null && Figures(derived) != (kept is null ? null : Figures(kept)) ? derived : null,
        };
    }

    // Notes tell of other events at the time of storing.
    private static string Figures(EventSettlement settlement) => SettlementText.Write(settlement with { Notes = [] });
}

/// <summary>Events as they are shown.</summary>
public static class SettledEvents
{
    /// <summary>An event with what it comes to by all that is known.</summary>
    /// <param name="item">The event.</param>
    /// <param name="entry">What it comes to.</param>
    public static SettledEvent Of(GrantEvent item, LifeEntry entry) => new()
    {
        Id = item.Id,
        Date = item.Date,
        Kind = SettingWords.InFiles(item.Kind),
        Rights = item.Rights,
        Reference = item.Reference,
        Stated = item.Optional().ToDictionary(field => field.Column, field => field.Text),
        Settlement = entry.Settlement.TryGet(out var settlement) ? settlement : null,
        Against = [.. entry.Settlement.Failures.Select(failure => failure.ToString())],
        ReversedBy = entry.ReversedBy,
    };
}
