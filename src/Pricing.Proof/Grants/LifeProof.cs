using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Grants;

/// <summary>Compares the events and the holders of a grant with the rows of the files that brought them, and settles the events anew.</summary>
/// <param name="events">The events.</param>
/// <param name="holders">The holders.</param>
/// <param name="lives">Settles events.</param>
/// <param name="earlier">What settlements rested on.</param>
/// <param name="filed">The files.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class LifeProof(
    GrantEventStore events, HolderStore holders, GrantLives lives, EarlierLives earlier, FiledRows filed, ProofLog log)
{
    /// <summary>Compares the events and holders of a grant.</summary>
    /// <param name="partition">The key of its partition.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(string partition, string issuer, string grantId, CancellationToken cancellationToken)
    {
        var of = $"{issuer} {grantId}";
        var origins = new RowOrigins(log);
        if (Keep(await events.StoredAsync(partition, grantId, cancellationToken), $"events of {of}", out var stored) && stored.Count > 0)
        {
            foreach (var item in stored)
            {
                log.Count(ProofSubject.Events);
                origins.Note(PlaceOf(of, item.Event), item.BatchHash, item.Line);
                log.Compare(
                    PlaceOf(of, item.Event), "grant", $"{item.Event.Issuer} {item.Event.GrantId}", of, "it stands among the events of another grant");
                await filed.CompareAsync(PlaceOf(of, item.Event), item.BatchHash, item.Line, FiledRow.FieldsOf(item.Event), cancellationToken);
            }

            if (stored.TrueForAll(item => IsReadable(of, item))) await SettleAsync(partition, issuer, grantId, stored, cancellationToken);
        }

        if (!Keep(await holders.StoredAsync(partition, grantId, cancellationToken), $"holders of {of}", out var held)) return;
        foreach (var (number, item) in held.Index())
        {
            // Ids of holders stand in no report: they are named by their place in the grant.
            log.Count(ProofSubject.Holders);
            var place = $"holders of {of}, number {number + 1}";
            origins.Note(place, item.BatchHash, item.Line);
            log.Compare(place, "grant", $"{item.Holder.Issuer} {item.Holder.GrantId}", of, "it stands among the holders of another grant");
            await filed.CompareAsync(
                place, item.BatchHash, item.Line, FiledRow.FieldsOf(item.Holder), cancellationToken);
        }
    }

    private async Task SettleAsync(
        string partition, string issuer, string grantId, List<StoredEvent> stored, CancellationToken cancellationToken)
    {
        var of = $"{issuer} {grantId}";
        await log.LookAsync($"events of {of}", async () =>
        {
            if (await lives.FindAsync(issuer, grantId, on: null, cancellationToken) is not { } found || !Keep(found, $"events of {of}", out var life)) return;

            foreach (var settled in life.Events.Where(IsOpen))
            {
                var item = stored.Find(one => one.Event.Id == settled.Id)!;
                var place = PlaceOf(of, item.Event);
                if (await FindOtherAsync(partition, issuer, item, stored, cancellationToken) is not { } other) continue;
                if (other is { ByAllThatIsKnown: null, Against.Count: > 0 })
                    log.NotChecked(place, $"the rules of today refuse the event by what was known when it was stored: {string.Join("; ", other.Against)}");
                else if (await earlier.IsHolderLaterAsync(partition, item, cancellationToken))
                    log.NotChecked(place, "its settlement is another by what is stored: a holder came or was corrected after it, and who held the rights before is not kept");
                else
                    log.Differs(place, "settlement", Text(settled.Settlement), Text(other.ByAllThatIsKnown), "it comes to something else by what was known");
            }
        });
    }

    /// <summary>
    /// Whether all that is known does not settle an event as it is stored: it comes to something else, or it was taken back or does not
    /// stand any more, and nothing is said of it.
    /// </summary>
    private static bool IsOpen(SettledEvent item) =>
        item.ByAllThatIsKnown is not null || (item.Settlement is not null && (item.ReversedBy is not null || item.Against.Count > 0));

    /// <summary>What an event comes to by what was stored before it, where that is not what is stored of it; null where it is, or cannot be said.</summary>
    private async Task<SettledEvent?> FindOtherAsync(
        string partition, string issuer, StoredEvent item, List<StoredEvent> stored, CancellationToken cancellationToken)
    {
        SettledEvent? other = null;
        await foreach (var then in earlier.OfAsync(partition, item, stored, cancellationToken))
        {
            var found = await lives.FindAsync(issuer, item.Event.GrantId, on: null, cancellationToken, then);
            if (found is null || !found.TryGet(out var life)) continue;
            if (life.Events.FirstOrDefault(one => one.Id == item.Event.Id) is not { } settled) continue;
            if (!IsOpen(settled)) return null;

            other ??= settled;
        }

        if (other is null) log.NotChecked(PlaceOf($"{issuer} {item.Event.GrantId}", item.Event), "what was known when it was stored cannot be read");
        return other;
    }

    private bool IsReadable(string of, StoredEvent item)
    {
        try
        {
            if (item.Settlement is { } text) SettlementText.Read(text);
            return true;
        }
        catch (DamagedContentException damaged)
        {
            log.Differs(PlaceOf(of, item.Event), "settlement", item.Settlement, "", damaged.Message);
            return false;
        }
    }

    private static string Text(EventSettlement? settlement) => settlement is null ? "" : SettlementText.Write(settlement);

    /// <summary>Where an event is stored, for people.</summary>
    /// <param name="of">The issuer and the grant.</param>
    /// <param name="item">The event.</param>
    public static string PlaceOf(string of, GrantEvent item) => $"events of {of}, {item.Id} of {DateText.Of(item.Date)}";

    private bool Keep<T>(Outcome<T> read, string place, out T value)
    {
        foreach (var failure in read.Failures) log.Differs(place, failure.Field, failure.Value, "", failure.Reason);
        return read.TryGet(out value!);
    }
}
