using System.Runtime.CompilerServices;
using Pricing.Actions;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settlements;
using Pricing.Proof.Market;

namespace Pricing.Proof.Grants;

/// <summary>
/// What a settlement rested on when its event was stored: terms, events, holders, corporate actions and grant-date values, each as it
/// was then. Between the coming of a file and its report other things may have come, and were seen or not: each state is one.
/// </summary>
/// <param name="grants">The terms.</param>
/// <param name="holders">Who holds the rights.</param>
/// <param name="market">The corporate actions of shares without closes.</param>
/// <param name="histories">The shares.</param>
/// <param name="closings">Which periods were closed.</param>
/// <param name="made">When grant-date values were made.</param>
/// <param name="filed">When rows were stored.</param>
internal sealed class EarlierLives(
    GrantStore grants, HolderStore holders, MarketDataStore market, HistoryProof histories, ClosingHistory closings, MadeValues made, FiledRows filed)
{
    /// <summary>The states in which an event may have been settled.</summary>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="item">The event.</param>
    /// <param name="stored">All events of its grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<EarlierLife> OfAsync(
        string partition, StoredEvent item, IReadOnlyList<StoredEvent> stored, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (from, to) = await filed.StoredBetweenAsync(item.BatchHash, item.Line, cancellationToken);
        var (events, sure) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var other in stored)
        {
            var (_, time) = await filed.StoredBetweenAsync(other.BatchHash, other.Line, cancellationToken);
            var isOfFile = other.BatchHash == item.BatchHash;
            if (time <= to && !(isOfFile && other.Line > item.Line)) events.Add(other.Event.Id);
            if (time < from || (isOfFile && other.Line <= item.Line)) sure.Add(other.Event.Id);
        }

        var all = await HeldAsync(partition, item, time => time <= to, cancellationToken);
        var certain = await HeldAsync(partition, item, time => time < from, cancellationToken);
        await foreach (var grant in VersionsAsync(partition, item.Event.GrantId, from, to, cancellationToken))
        {
            var actions = await ActionsAsync(grant.Terms, from, to, cancellationToken);
            var closed = await made.UntilAsync(partition, grant.Terms, to, cancellationToken);
            var open = await made.UntilAsync(partition, grant.Terms, to, cancellationToken, withOpen: true);
            var states =
                from values in Both(closed, open)
                from known in actions
                from held in Both(all, certain)
                from seen in Both(events, sure)
                select (values, known, held, seen);
            foreach (var (values, known, held, seen) in states)
            {
                yield return new()
                {
                    Grant = grant,
                    Events = other => seen.Contains(other.Event.Id),
                    Holders = holder => held.Contains(holder.Holder.Holder),
                    Values = value => values.Contains(value.Version),
                    Actions = known,
                };
            }
        }
    }

    private static HashSet<T>[] Both<T>(HashSet<T> likely, HashSet<T> other) => likely.SetEquals(other) ? [likely] : [likely, other];

    /// <summary>
    /// Whether a holder of a grant was stored, or stored anew, after a time. The row that a correction took the place of is not there any more.
    /// </summary>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="item">The event.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<bool> IsHolderLaterAsync(string partition, StoredEvent item, CancellationToken cancellationToken)
    {
        var (_, to) = await filed.StoredBetweenAsync(item.BatchHash, item.Line, cancellationToken);
        return (await holders.StoredAsync(partition, item.Event.GrantId, cancellationToken)).TryGet(out var all)
            && (await HeldAsync(partition, item, time => time <= to, cancellationToken)).Count < all.Count;
    }

    /// <summary>The holders by when they were stored.</summary>
    private async Task<HashSet<string>> HeldAsync(
        string partition, StoredEvent item, Predicate<DateTimeOffset> isStored, CancellationToken cancellationToken)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        if (!(await holders.StoredAsync(partition, item.Event.GrantId, cancellationToken)).TryGet(out var all)) return held;

        foreach (var holder in all)
        {
            if (isStored((await filed.StoredBetweenAsync(holder.BatchHash, holder.Line, cancellationToken)).To)) held.Add(holder.Holder.Holder);
        }

        return held;
    }

    /// <summary>The versions of the terms that stood between two times, the newest first.</summary>
    private async IAsyncEnumerable<StoredGrant> VersionsAsync(
        string partition, string grantId, DateTimeOffset from, DateTimeOffset to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = await grants.FindAsync(partition, grantId, version: null, cancellationToken);
        while (read.TryGet(out var grant))
        {
            if (grant.StoredAt <= to || grant.Version == 1) yield return grant;
            if (grant.StoredAt <= from || grant.Version == 1) yield break;

            read = await grants.FindSupersededAsync(partition, grantId, grant.Version - 1, cancellationToken);
        }
    }

    private async Task<List<IReadOnlyList<CorporateAction>>> ActionsAsync(
        GrantTerms terms, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var code = terms.SecurityCode;
        if (await histories.OfShareAsync(code, cancellationToken) is not { } share) return [];

        var states = new List<IReadOnlyList<CorporateAction>>();
        var stated = share.HasPrices ? null : await market.ReadActionsAsync(code, cancellationToken);
        foreach (var view in await closings.ViewsAsync(terms.Issuer, code, from, to, cancellationToken))
        {
            if (share.HasPrices) states.AddRange(share.Under(view).ActionsBetween(from, to));
            else states.Add((view is null ? stated : view.Of(stated))?.Only(statement => stated!.Sources[statement.Source].FetchedAt <= to)?.Actions ?? []);
        }

        return states;
    }
}
