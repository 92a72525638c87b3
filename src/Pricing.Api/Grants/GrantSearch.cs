using System.Runtime.CompilerServices;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Api.Grants;

/// <summary>Which grants are asked for.</summary>
/// <param name="Issuer">Of one issuer; null for all.</param>
/// <param name="AliveOn">Only those alive on a date; null for all.</param>
/// <param name="Text">Only those in whose names the text stands; null for all.</param>
internal sealed record GrantQuery(string? Issuer, DateOnly? AliveOn, string? Text)
{
    /// <summary>Whether the grants of an issuer are looked at.</summary>
    public required Func<string, bool> IsSeen { get; init; }
}

/// <summary>Looks grants up in the order of their keys, so that a page can go on where the one before ended.</summary>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">Their events.</param>
internal sealed class GrantSearch(IssuerBuckets buckets, GrantStore grants, GrantEventStore events)
{
    private const int AtOnce = 16;

    /// <summary>The grants that fit; null stands for one that was looked at and does not.</summary>
    /// <param name="query">Which are asked for.</param>
    /// <param name="after">Where to go on; null for the beginning.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<(GrantCursor Place, GrantLine? Grant)> FindAsync(
        GrantQuery query, GrantCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partitions = (await buckets.ListAsync(cancellationToken))
            .Select(listed => listed.Partition)
            .Where(partition => (query.Issuer is null || partition.Issuer == query.Issuer) && query.IsSeen(partition.Issuer))
            .Where(partition => after is not { } begun || string.CompareOrdinal(partition.Key, begun.Partition) >= 0)
            .OrderBy(partition => partition.Key, StringComparer.Ordinal);
        foreach (var partition in partitions)
        {
            var first = after is { } begun && begun.Partition == partition.Key ? begun.GrantId : null;
            var others = grants.ListAsync(partition.Key, first, cancellationToken: cancellationToken).Where(listed => listed.GrantId != first);
            await foreach (var some in others.Chunk(AtOnce).WithCancellation(cancellationToken))
            {
                var fits = await Task.WhenAll(some.Select(listed => FitsAsync(partition, listed, query, cancellationToken)));
                foreach (var (listed, isOne) in some.Zip(fits))
                    yield return (new(partition.Key, listed.GrantId), isOne ? GrantLine.Of(partition.Issuer, listed) : null);
            }
        }
    }

    // One that cannot be read is shown: nobody knows whether it fits.
    private async Task<bool> FitsAsync(GrantPartition partition, ListedGrant listed, GrantQuery query, CancellationToken cancellationToken) =>
        !listed.Stored.TryGet(out var grant)
        || (Has(query.Text, partition.Issuer, grant.Terms)
            && (query.AliveOn is not { } date || await IsAliveAsync(partition, grant.Terms, date, cancellationToken)));

    private static bool Has(string? text, string issuer, GrantTerms terms) =>
        text is null || new[] { issuer, terms.GrantId, terms.SecurityCode, terms.Title, terms.Policy }
            .Any(name => name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    private async Task<bool> IsAliveAsync(GrantPartition partition, GrantTerms terms, DateOnly date, CancellationToken cancellationToken)
    {
        if (date < terms.AllotmentDate || date > terms.ExerciseEnd) return false;

        // Of one whose events cannot be read nobody knows that it is gone.
        var read = await events.OfGrantAsync(partition.Key, terms.GrantId, cancellationToken);
        if (!read.TryGet(out var all)) return true;

        return !GrantEvent.BalanceOf(terms, all, date).TryGet(out var rights) || rights.IsAlive(terms.ExerciseEnd);
    }
}
