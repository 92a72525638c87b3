using Pricing.Actions;
using Pricing.Grants.Life;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Settlements;

/// <summary>Reads what the rules need to judge the events of a grant.</summary>
/// <param name="grants">Earlier versions of terms.</param>
/// <param name="holders">Who was allotted the rights.</param>
/// <param name="values">The grant-date value, which is the book value unless another is stated.</param>
/// <param name="market">What happened to the share.</param>
/// <param name="periods">Which periods are closed: what is dated in one and came later does not count for its issuer.</param>
public sealed class LifeReader(GrantStore grants, HolderStore holders, ValuationStore values, MarketDataStore market, ClosedPeriods periods)
{
    /// <summary>The terms of each day: those before each change of terms beside those that stand.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The terms, or why they cannot be read.</returns>
    public async Task<Outcome<DatedTerms>> TermsAsync(
        string partition, StoredGrant grant, CancellationToken cancellationToken)
    {
        var changes = new List<(GrantTerms Before, DateOnly Changed)>();
        foreach (var change in grant.Modifications)
        {
            var earlier = await grants.FindSupersededAsync(partition, grant.Terms.GrantId, change.Version - 1, cancellationToken);
            if (!earlier.TryGet(out var before)) return earlier.Failures.ToList();

            changes.Add((before.Terms, change.Date));
        }

        return StatedLife.Of(grant.Terms, changes);
    }

    /// <summary>What is known of a grant beside its terms, as far as its events need it.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="events">The events.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <param name="then">What was stored at an earlier time; null for all that is.</param>
    /// <returns>The facts, or what of them cannot be read.</returns>
    public async Task<Outcome<LifeFacts>> FactsAsync(
        string partition, StoredGrant grant, IReadOnlyList<GrantEvent> events, CancellationToken cancellationToken, EarlierLife? then = null)
    {
        var held = await holders.StoredAsync(partition, grant.Terms.GrantId, cancellationToken);
        if (!held.TryGet(out var holdings)) return held.Failures.ToList();

        var asksTerms = events.Any(item => item.Kind is LifeEventKind.Exercised or LifeEventKind.Adjusted);
        var asksValue = events.Any(item => item is { Kind: LifeEventKind.Exercised, BookValue: null });
        try
        {
            var found = asksValue ? await values.GrantDateAmountAsync(partition, grant.Terms, isRounded: true, cancellationToken, then?.Values) : (Amount?)null;
            if (!found.TryGet(out var amount)) return found.Failures.ToList();

            return new LifeFacts
            {
                Holdings = [.. holdings.Where(holder => then?.Holders(holder) != false).Select(holder => holder.Holder.ToHolding())],
                Actions = !asksTerms ? [] : then?.Actions ?? await ActionsAsync(grant.Terms, cancellationToken),
                GrantDateValue = amount is { } perRight ? DecimalText.Parse(perRight.ToString()) : null,
                FirstModified = grant.Modifications is [var first, ..] ? first.Date : null,
            };
        }
        catch (DamagedBlobException damaged)
        {
            return damaged.Failure;
        }
        catch (DamagedContentException damaged)
        {
            return new Failure(ReasonCode.DamagedData, "grant_id", grant.Terms.GrantId, damaged.Message);
        }
    }

    private async Task<IReadOnlyList<CorporateAction>> ActionsAsync(GrantTerms terms, CancellationToken cancellationToken)
    {
        var code = terms.SecurityCode;
        var view = ClosedView.Of(await periods.NowAsync(cancellationToken), terms.Issuer, code);
        if (view?.Damage is { } damage) throw new DamagedContentException($"decisions of {terms.Issuer}", damage.Reason);
        var prices = await market.ReadPricesAsync(code, cancellationToken);
        if ((view is null ? prices : view.Of(prices)) is { } counting) return counting.Known.All;

        var actions = prices is null ? await market.ReadActionsAsync(code, cancellationToken) : prices.Actions;
        return (view is null ? actions : view.Of(actions))?.Actions ?? [];
    }
}
