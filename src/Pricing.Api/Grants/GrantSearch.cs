using System.Runtime.CompilerServices;
using Pricing.Grants.Outstanding;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Grants;

/// <summary>Which grants are asked for.</summary>
/// <param name="Issuer">Of one issuer; null for all.</param>
/// <param name="AliveOn">Only those alive on a date; null for all.</param>
/// <param name="Text">Only those in whose names the text stands; null for all.</param>
internal sealed record GrantQuery(string? Issuer, DateOnly? AliveOn, string? Text);

/// <summary>Looks grants up in the order of their keys, so that a page can go on where the one before ended.</summary>
/// <param name="buckets">The partitions.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">Their events.</param>
internal sealed class GrantSearch(IssuerBuckets buckets, GrantStore grants, GrantEventStore events)
{
    /// <summary>The grants that fit; null stands for one that was looked at and does not.</summary>
    /// <param name="query">Which are asked for.</param>
    /// <param name="after">Where to go on; null for the beginning.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<(GrantCursor Place, GrantLine? Grant)> FindAsync(
        GrantQuery query, GrantCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partitions = (await buckets.ListAsync(cancellationToken))
            .Select(listed => listed.Partition)
            .Where(partition => query.Issuer is null || partition.Issuer == query.Issuer)
            .Where(partition => after is not { } begun || string.CompareOrdinal(partition.Key, begun.Partition) >= 0)
            .OrderBy(partition => partition.Key, StringComparer.Ordinal);
        foreach (var partition in partitions)
        {
            var first = after is { } begun && begun.Partition == partition.Key ? begun.GrantId : null;
            var gone = query.AliveOn is null ? null : await events.ListAsync(partition.Key, cancellationToken);
            await foreach (var listed in grants.ListAsync(partition.Key, first, cancellationToken: cancellationToken))
            {
                if (listed.GrantId != first)
                    yield return (new(partition.Key, listed.GrantId), Fits(partition.Issuer, listed, query, gone) ? GrantLine.Of(partition.Issuer, listed) : null);
            }
        }
    }

    // One that cannot be read is shown: nobody knows whether it fits.
    private static bool Fits(
        string issuer, ListedGrant listed, GrantQuery query, Dictionary<string, Outcome<List<GrantEvent>>>? events) =>
        !listed.Stored.TryGet(out var grant)
        || (Has(query.Text, issuer, grant.Terms) && (query.AliveOn is not { } date || IsAlive(grant.Terms, date, events?.GetValueOrDefault(KeyText.Encode(listed.GrantId)))));

    private static bool Has(string? text, string issuer, GrantTerms terms) =>
        text is null || new[] { issuer, terms.GrantId, terms.SecurityCode, terms.Title, terms.Policy }
            .Any(name => name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);

    private static bool IsAlive(GrantTerms terms, DateOnly date, Outcome<List<GrantEvent>>? events)
    {
        if (date < terms.AllotmentDate) return false;
        if (events is { IsSuccess: false }) return date <= terms.ExerciseEnd;

        var gone = GrantEvent.Standing(events?.Value ?? []).Select(item => item.ToRightsEvent()).OfType<RightsEvent>().ToList();
        var balance = OutstandingRights.On(terms.AllottedRights, terms.AllotmentDate, gone, date);
        return balance.TryGet(out var rights) ? rights.IsAlive(terms.ExerciseEnd) : date <= terms.ExerciseEnd;
    }
}
