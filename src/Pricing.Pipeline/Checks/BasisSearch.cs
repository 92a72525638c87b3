using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// Finds final values whose basis is in doubt: those that <see cref="BasisComparison"/> would not make today as they stand.
/// It looks where facts changed, at the first time at all whose terms do not say what becomes of the exercise price, and of whose
/// share two corporate actions are stored that can hardly both have happened.
/// </summary>
/// <param name="changes">Where facts changed.</param>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">What was decided for them.</param>
/// <param name="values">Their values.</param>
/// <param name="facts">What happened to their shares.</param>
/// <param name="periods">Which periods are closed.</param>
/// <param name="valuer">Values them as of today.</param>
/// <param name="doubts">Where the doubts are kept.</param>
/// <param name="clock">When they were found.</param>
/// <param name="logger">Says what was found, and what could not be looked through.</param>
public sealed partial class BasisSearch(
    ChangedFacts changes,
    IssuerBuckets buckets,
    GrantStore grants,
    GrantEventStore events,
    ValuationStore values,
    FactsReader facts,
    ClosedPeriods periods,
    IsolatedValuer valuer,
    DoubtStore doubts,
    TimeProvider clock,
    ILogger<BasisSearch> logger)
{
    /// <summary>Shares held at once, about a megabyte each: the grants on one stand together.</summary>
    private const int MostShares = 64;

    /// <summary>Looks where facts changed since the last time: what every night does first.</summary>
    /// <param name="cancellationToken">Stops the calls; doing it again finishes it.</param>
    public async Task SeekChangedAsync(CancellationToken cancellationToken)
    {
        var changed = await changes.ListAsync(cancellationToken);
        if (changed.IsEmpty) return;

        // Before the first night there is nothing to be in doubt, and all that is stored would be read for it.
        var isBefore = changed.IsFirst && !await values.IsAnyAsync(cancellationToken);
        var found = isBefore ? 0 : await SeekAsync(new(changed, changed.IsFirst), cancellationToken);
        await changes.ForgetAsync(changed, cancellationToken);
        if (found > 0) LogFound(found);
    }

    /// <summary>Looks where facts changed, and at all whose terms leave the exercise price open or whose corporate actions leave their order open.</summary>
    /// <param name="cancellationToken">Stops the calls; doing it again finishes it.</param>
    /// <returns>How many doubts are new.</returns>
    public async Task<int> SeekAsync(CancellationToken cancellationToken)
    {
        var changed = await changes.ListAsync(cancellationToken);
        var found = await SeekAsync(new(changed, OfOpenTerms: true), cancellationToken);
        await changes.ForgetAsync(changed with { IsFirst = true }, cancellationToken);
        return found;
    }

    /// <summary>The doubts that are open: about the newest version of a value, and not decided.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<BasisDoubt> OpenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var doubt in doubts.ListAsync(cancellationToken))
        {
            if (!doubt.IsOpen) continue;
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

    private async Task<int> SeekAsync(Scope scope, CancellationToken cancellationToken)
    {
        var closed = await periods.NowAsync(cancellationToken);
        var shares = new SharedReadings<(string Code, string? View), MarketFacts>(_ => true, MostShares);
        var views = new Dictionary<(string Issuer, string Code), ClosedView?>();
        var pairs = new Dictionary<string, bool>(StringComparer.Ordinal);
        var (leftShares, leftGrants) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        var open = await doubts.ListAsync(cancellationToken)
            .Where(doubt => doubt.IsOpen)
            .ToLookupAsync(doubt => (doubt.Issuer, doubt.GrantId, doubt.MeasurementDate, doubt.Version), cancellationToken: cancellationToken);
        var found = 0;
        foreach (var (partition, _) in await buckets.ListAsync(cancellationToken))
        {
            if (!scope.MayConcern(partition.Key)) continue;

            Dictionary<string, Outcome<List<GrantEvent>>>? ofPartition = null;
            await foreach (var listed in grants.ListAsync(partition.Key, cancellationToken: cancellationToken))
            {
                var key = ChangedFacts.GrantKey(partition.Key, listed.GrantId);
                if (!listed.Stored.TryGet(out var grant))
                {
                    leftGrants.Add(key);
                    continue;
                }

                var code = grant.Terms.SecurityCode;
                if (!scope.Concerns(partition.Key, key, grant) && !(scope.OfOpenTerms && await HasOpenPairsAsync(pairs, code, cancellationToken))) continue;

                if (!views.TryGetValue((partition.Issuer, code), out var view))
                    views[(partition.Issuer, code)] = view = ClosedView.Of(closed, partition.Issuer, code);
                var share = await shares.GetAsync((code, view?.Name), () => ReadAsync(code, view, cancellationToken), cancellationToken);
                if (share.ShareDamage.Count > 0)
                {
                    leftShares.Add(code);
                    continue;
                }

                var mayDiffer = share.Actions.Count > 0 || grant.Modifications.Count > 0;
                if (!mayDiffer && !scope.IsChanged(partition.Key, key, code)) continue;

                ofPartition ??= await events.ListAsync(partition.Key, cancellationToken);
                var own = ofPartition.GetValueOrDefault(KeyText.Encode(listed.GrantId)) ?? new List<GrantEvent>();
                var read = own.TryGet(out var stored) ? await StandingAsync(partition.Key, grant, cancellationToken) : null;
                if (stored is null || read is null)
                {
                    foreach (var damage in own.Failures) LogLeft(listed.GrantId, damage.ToString());
                    leftGrants.Add(key);
                    continue;
                }

                var comparison = new BasisComparison(valuer, share, GrantEvent.DecisionsOf(GrantEvent.Standing(stored)));
                foreach (var standing in read)
                {
                    if (standing is null)
                    {
                        leftGrants.Add(key);
                        continue;
                    }

                    var (value, difference) = (standing.Value, comparison.Difference(standing));
                    if (difference is not null && await doubts.AddAsync(Doubt(value, difference), cancellationToken)) found++;
                    if (difference is not null) continue;

                    foreach (var doubt in open[(value.Issuer, value.GrantId, value.MeasurementDate, value.Version)])
                        await doubts.LiftAsync(doubt, clock.GetUtcNow(), cancellationToken);
                }
            }
        }

        // What is damaged may be mended; until then it is looked at again.
        foreach (var code in leftShares) await changes.NoteShareAsync(code, cancellationToken);
        foreach (var grant in leftGrants) await changes.NoteGrantAsync(grant, cancellationToken);
        return found;
    }

    private async Task<MarketFacts> ReadAsync(string code, ClosedView? view, CancellationToken cancellationToken)
    {
        var share = await facts.ReadAsync(code, view, index: null, cancellationToken);
        foreach (var damage in share.ShareDamage) LogLeft(code, damage.ToString());
        return share;
    }

    private async Task<bool> HasOpenPairsAsync(Dictionary<string, bool> known, string code, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(code, out var has)) known[code] = has = await facts.HasOpenPairsAsync(code, cancellationToken);
        return has;
    }

    /// <summary>The values of a grant that stand; null where the history cannot be read.</summary>
    private async Task<IReadOnlyList<StandingValue?>?> StandingAsync(
        string partition, StoredGrant grant, CancellationToken cancellationToken)
    {
        try
        {
            return await new StandingValues(grants, values).OfAsync(partition, grant, cancellationToken);
        }
        catch (DamagedContentException damaged)
        {
            LogLeft(grant.Terms.GrantId, damaged.Message);
            return null;
        }
    }

    private BasisDoubt Doubt(ValueRecord value, Failure difference) => new()
    {
        Issuer = value.Issuer,
        GrantId = value.GrantId,
        MeasurementDate = value.MeasurementDate,
        Version = value.Version,
        AmountPerRight = value.AmountPerRight,
        Reason = difference.ToString(),
        FoundAt = clock.GetUtcNow(),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The basis of {Count} final values is in doubt: they would not be made today as they stand")]
    private partial void LogFound(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Of {What} nobody can say whether values are in doubt: {Reason}")]
    private partial void LogLeft(string what, string reason);

    /// <summary>Which grants are looked at.</summary>
    /// <param name="Changes">Those whose facts changed.</param>
    /// <param name="OfOpenTerms">And those whose terms or corporate actions leave something open.</param>
    private sealed record Scope(ChangedFacts.Changes Changes, bool OfOpenTerms)
    {
        public bool MayConcern(string partition) =>
            OfOpenTerms || Changes.Codes.Count > 0 || Changes.Partitions.Contains(partition) || Changes.IsGrantOf(partition);

        public bool Concerns(string partition, string key, StoredGrant grant) =>
            IsChanged(partition, key, grant.Terms.SecurityCode) || (OfOpenTerms && IsOpen(grant));

        public bool IsChanged(string partition, string key, string code) =>
            Changes.Partitions.Contains(partition) || Changes.Grants.Contains(key) || Changes.Codes.Contains(code);

        // The terms that a value was made of may be an earlier version, which did not say it.
        private static bool IsOpen(StoredGrant grant) =>
            grant.Version > 1
            || (grant.Terms.ExercisePriceAdjustment == ExercisePriceAdjustment.NotStated && grant.Terms.ExercisePrice > 0m);
    }
}
