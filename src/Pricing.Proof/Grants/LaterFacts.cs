using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;

namespace Pricing.Proof.Grants;

/// <summary>What a settlement rests on and came after it: then what is known now may come to something else.</summary>
/// <param name="grants">The terms.</param>
/// <param name="holders">Who holds the rights.</param>
/// <param name="market">The corporate actions and the closes with their splits.</param>
/// <param name="values">The grant-date value, which is the book value where none is stated.</param>
/// <param name="runs">When values were made.</param>
/// <param name="filed">When rows were stored.</param>
internal sealed class LaterFacts(
    GrantStore grants, HolderStore holders, MarketDataStore market, ValuationStore values, RunStore runs, FiledRows filed)
{
    /// <summary>Names what came after a time.</summary>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="events">Its events.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The first that is found; null for none.</returns>
    public async Task<string?> SinceAsync(
        string partition, string grantId, IEnumerable<StoredEvent> events, DateTimeOffset time, CancellationToken cancellationToken)
    {
        foreach (var item in events)
        {
            if ((await filed.StoredBetweenAsync(item.BatchHash, item.Line, cancellationToken)).To > time) return "another event";
        }

        if ((await holders.StoredAsync(partition, grantId, cancellationToken)).TryGet(out var held))
        {
            foreach (var holder in held)
            {
                if ((await filed.StoredBetweenAsync(holder.BatchHash, holder.Line, cancellationToken)).To > time) return "a holder";
            }
        }

        var read = await grants.FindAsync(partition, grantId, version: null, cancellationToken);
        if (!read.TryGet(out var grant)) return null;
        if (grant.Version > 1 && grant.StoredAt > time) return "a version of its terms";

        var prices = await market.ReadPricesAsync(grant.Terms.SecurityCode, cancellationToken);
        if (prices?.Actions?.Sources.Any(source => source.FetchedAt >= time) == true) return "a corporate action";
        if (prices?.Facts.Any(fact => fact.SplitNewPerOld is not null && prices.Sources[fact.Source].FetchedAt >= time) == true) return "a split";

        var granted = await values.HistoryAsync(partition, grantId, grant.Terms.GrantDate, cancellationToken).FirstOrDefaultAsync(cancellationToken);
        return granted is not null && await runs.FindAsync(new(granted.RunDate, granted.RunVersion), cancellationToken) is { FinishedAt: { } made } && made > time
            ? "a version of the grant-date value"
            : null;
    }
}
