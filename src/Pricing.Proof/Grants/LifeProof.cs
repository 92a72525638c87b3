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
/// <param name="changes">What came after a settlement.</param>
/// <param name="filed">The files.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class LifeProof(
    GrantEventStore events, HolderStore holders, GrantLives lives, LaterFacts changes, FiledRows filed, ProofLog log)
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

            foreach (var settled in life.Events.Where(item => item.ByAllThatIsKnown is not null))
            {
                var item = stored.Find(one => one.Event.Id == settled.Id)!;
                var place = PlaceOf(of, item.Event);
                var (_, settledAt) = await filed.StoredBetweenAsync(item.BatchHash, item.Line, cancellationToken);
                if (await IsSettledByItsTimeAsync(issuer, grantId, item, stored, settledAt, cancellationToken)) continue;
                if (await changes.SinceAsync(partition, grantId, stored, settledAt, cancellationToken) is { } change)
                    log.NotChecked(place, $"its settlement is another by what is known now: {change} came after it");
                else
                    log.Differs(place, "settlement", Text(settled.Settlement), Text(settled.ByAllThatIsKnown), "it comes to something else by what was known");
            }
        });
    }

    /// <summary>Whether an event comes to what is stored by the events that were stored before it: one that came later may be dated earlier.</summary>
    private async Task<bool> IsSettledByItsTimeAsync(
        string issuer, string grantId, StoredEvent item, List<StoredEvent> stored, DateTimeOffset settledAt, CancellationToken cancellationToken)
    {
        var later = new HashSet<string>(StringComparer.Ordinal);
        foreach (var other in stored)
        {
            var (_, time) = await filed.StoredBetweenAsync(other.BatchHash, other.Line, cancellationToken);
            if (time > settledAt || (other.BatchHash == item.BatchHash && other.Line > item.Line)) later.Add(other.Event.Id);
        }

        return later.Count > 0
            && await lives.FindAsync(issuer, grantId, on: null, cancellationToken, other => !later.Contains(other.Event.Id)) is { } found
            && found.TryGet(out var life)
            && life.Events.Any(one => one.Id == item.Event.Id && one.ByAllThatIsKnown is null);
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
