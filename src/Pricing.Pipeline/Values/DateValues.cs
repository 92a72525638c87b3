using System.Runtime.CompilerServices;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Values;

/// <summary>
/// The state of a business date: the current value of every grant for it, whichever run stored that. A run stores only
/// what it changes, so its own rows do not show it.
/// </summary>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="values">Their values.</param>
/// <param name="doubts">The doubts about them.</param>
public sealed class DateValues(IssuerBuckets buckets, GrantStore grants, ValuationStore values, DoubtStore doubts)
{
    private const int LookupsAtOnce = 16;

    /// <summary>The values of a date, by issuer and grant; grants that have none for it are left out.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The values, to be read once; null where no grant has one.</returns>
    public async Task<IAsyncEnumerable<ValueRecord>?> FindAsync(DateOnly date, CancellationToken cancellationToken = default)
    {
        var values = OfAsync(date, cancellationToken).GetAsyncEnumerator(cancellationToken);
        if (await values.MoveNextAsync()) return FromAsync(values);

        await values.DisposeAsync();
        return null;
    }

    private static async IAsyncEnumerable<ValueRecord> FromAsync(IAsyncEnumerator<ValueRecord> values)
    {
        await using var _ = values;
        do yield return values.Current;
        while (await values.MoveNextAsync());
    }

    /// <summary>The values of a date, by issuer and grant; none where no grant has one.</summary>
    /// <param name="date">The business date.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<ValueRecord> OfAsync(
        DateOnly date, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var open = await doubts.ReasonsAsync(cancellationToken);
        foreach (var (partition, _) in await buckets.ListAsync(cancellationToken))
        {
            var measured = grants
                .ListAsync(partition.Key, cancellationToken: cancellationToken)
                .SelectMany(listed => Measured(listed, date).ToAsyncEnumerable());
            await foreach (var some in measured.Chunk(LookupsAtOnce).WithCancellation(cancellationToken))
            {
                var found = await Task.WhenAll(some.Select(asked =>
                    values.HistoryAsync(partition.Key, asked.GrantId, asked.Date, cancellationToken)
                        .FirstOrDefaultAsync(cancellationToken).AsTask()));
                foreach (var value in found.OfType<ValueRecord>()) yield return DoubtStore.Shown(value, open);
            }
        }
    }

    /// <summary>The measurement dates that belong to a business date: itself, and a grant date or a change of terms whose night it is.</summary>
    private static IEnumerable<(string GrantId, DateOnly Date)> Measured(ListedGrant listed, DateOnly date)
    {
        var ownNights = listed.Stored.TryGet(out var grant)
            ? grant.Modifications.Select(modification => modification.Date).Prepend(grant.Terms.GrantDate)
            : [];
        foreach (var measured in ownNights.Where(own => own != date && MeasurementSchedule.IsOfNight(own, date))) yield return (listed.GrantId, measured);

        yield return (listed.GrantId, date);
    }
}
