using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Pricing.Actions;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Terms;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// Finds final values that would be refused today with <see cref="ReasonCode.AmbiguousTerms"/>: those of terms that do not say
/// what becomes of the exercise price, behind a split or a consolidation at which that matters.
/// </summary>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">What was decided for them.</param>
/// <param name="values">Their values.</param>
/// <param name="market">What happened to their shares.</param>
/// <param name="doubts">Where the doubts are kept.</param>
/// <param name="clock">When they were found.</param>
/// <param name="logger">Says what was found, and what could not be looked through.</param>
public sealed partial class BasisSearch(
    IssuerBuckets buckets,
    GrantStore grants,
    GrantEventStore events,
    ValuationStore values,
    MarketDataStore market,
    DoubtStore doubts,
    TimeProvider clock,
    ILogger<BasisSearch> logger)
{
    /// <summary>Looks through all that is stored, where nobody has yet: what the first night does.</summary>
    /// <param name="cancellationToken">Stops the calls; doing it again finishes it.</param>
    public async Task SeekOnceAsync(CancellationToken cancellationToken)
    {
        if (await doubts.IsSoughtAsync(cancellationToken)) return;

        var found = await SeekAsync(cancellationToken);
        await doubts.NoteSoughtAsync(cancellationToken);
        if (found > 0) LogFound(found);
    }

    /// <summary>Looks through all that is stored.</summary>
    /// <param name="cancellationToken">Stops the calls; doing it again finishes it.</param>
    /// <returns>How many doubts are new.</returns>
    public async Task<int> SeekAsync(CancellationToken cancellationToken)
    {
        var actions = new Dictionary<string, IReadOnlyList<CorporateAction>>(StringComparer.Ordinal);
        var found = 0;
        foreach (var (partition, _) in await buckets.ListAsync(cancellationToken))
        {
            var gone = await events.ListAsync(partition.Key, cancellationToken);
            await foreach (var listed in grants.ListAsync(partition.Key, cancellationToken: cancellationToken))
            {
                if (!listed.Stored.TryGet(out var grant) || !MayBeInDoubt(grant)) continue;

                var code = grant.Terms.SecurityCode;
                if (!actions.TryGetValue(code, out var known))
                    actions[code] = known = await ActionsAsync(code, cancellationToken);
                if (!known.Any(action => action.IsByRatio)) continue;

                var decided = gone.GetValueOrDefault(KeyText.Encode(listed.GrantId)) is { } read && read.TryGet(out var own)
                    ? GrantEvent.Standing(own).Select(item => item.ToDecision()).OfType<DecidedAdjustment>().ToList()
                    : [];
                found += await SeekAsync(partition.Key, grant, known, decided, cancellationToken);
            }
        }

        return found;
    }

    /// <summary>The doubts that are open: about the newest version of a value, and not decided.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<BasisDoubt> OpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var doubt in doubts.ListAsync(cancellationToken))
        {
            if (doubt.DecidedAt is not null) continue;
            if (await buckets.FindPartitionAsync(doubt.Issuer, doubt.GrantId, cancellationToken) is not { } bucket
                || !bucket.TryGet(out var partition))
            {
                continue;
            }

            var newest = await values
                .HistoryAsync(partition, doubt.GrantId, doubt.MeasurementDate, cancellationToken)
                .FirstOrDefaultAsync(cancellationToken);
            if (newest is null || newest.Version == doubt.Version) yield return doubt;
        }
    }

    // The terms that a value was made of may be an earlier version, which did not say it.
    private static bool MayBeInDoubt(StoredGrant grant) =>
        grant.Version > 1
        || (grant.Terms.ExercisePriceAdjustment == ExercisePriceAdjustment.NotStated && grant.Terms.ExercisePrice > 0m);

    private async Task<IReadOnlyList<CorporateAction>> ActionsAsync(string code, CancellationToken cancellationToken)
    {
        try
        {
            return (await market.ReadPricesAsync(code, cancellationToken))?.Known.All ?? [];
        }
        catch (DamagedBlobException damaged)
        {
            LogLeft(code, damaged.Message);
            return [];
        }
    }

    private async Task<int> SeekAsync(
        string partition,
        StoredGrant grant,
        IReadOnlyList<CorporateAction> actions,
        IReadOnlyList<DecidedAdjustment> decided,
        CancellationToken cancellationToken)
    {
        var found = 0;
        try
        {
            var terms = new Dictionary<int, GrantTerms?> { [grant.Version] = grant.Terms };
            DateOnly? last = null;
            await foreach (var value in values.HistoryAsync(partition, grant.Terms.GrantId, cancellationToken: cancellationToken))
            {
                // Of each date the highest version stands first; the others do not stand any more.
                if (value.MeasurementDate == last) continue;

                last = value.MeasurementDate;
                if (value.Status != ValueStatus.Final) continue;
                if (!terms.TryGetValue(value.GrantVersion, out var own))
                {
                    var superseded = await grants.FindSupersededAsync(
                        partition, grant.Terms.GrantId, value.GrantVersion, cancellationToken);
                    terms[value.GrantVersion] = own = superseded.TryGet(out var read) ? read.Terms : null;
                }

                if (own is null || Refusal(own, actions, decided, value.MeasurementDate) is not { } refusal) continue;
                if (await doubts.AddAsync(Doubt(value, refusal), cancellationToken)) found++;
            }
        }
        catch (DamagedContentException damaged)
        {
            LogLeft(grant.Terms.GrantId, damaged.Message);
        }

        return found;
    }

    private static Failure? Refusal(
        GrantTerms terms, IReadOnlyList<CorporateAction> actions, IReadOnlyList<DecidedAdjustment> decided, DateOnly date)
    {
        var adjustments = NumberAdjustment.Of(actions, decided, terms.AllotmentDate, terms.ExercisePriceAdjustment);
        var price = ExercisePrice.On(
            new(terms.ExercisePrice, terms.Currency.MinorUnit, terms.ExercisePriceAdjustment), terms.AllotmentDate, adjustments, date);
        return price.Failures.FirstOrDefault(failure => failure.Code == ReasonCode.AmbiguousTerms);
    }

    private BasisDoubt Doubt(ValueRecord value, Failure refusal) => new()
    {
        Issuer = value.Issuer,
        GrantId = value.GrantId,
        MeasurementDate = value.MeasurementDate,
        Version = value.Version,
        AmountPerRight = value.AmountPerRight,
        Reason = refusal.ToString(),
        FoundAt = clock.GetUtcNow(),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} final values are in doubt: their terms do not say what becomes of the exercise price at a split")]
    private partial void LogFound(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Of {What} nobody can say whether values are in doubt: {Reason}")]
    private partial void LogLeft(string what, string reason);
}
