using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Grants;

/// <summary>Reads all that is stored of a grant.</summary>
/// <param name="grants">The terms.</param>
/// <param name="lives">The events.</param>
/// <param name="values">The values.</param>
/// <param name="doubts">The doubts about them.</param>
/// <param name="files">The files that came in.</param>
internal sealed class GrantReader(GrantStore grants, GrantLives lives, ValuationStore values, DoubtStore doubts, FileRecords files)
{
    /// <summary>Reads a grant.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<GrantAnswer?> ReadAsync(string partition, StoredGrant grant, CancellationToken cancellationToken)
    {
        var (issuer, grantId) = (grant.Terms.Issuer, grant.Terms.GrantId);
        if (await lives.FindAsync(issuer, grantId, on: null, cancellationToken) is not { } found) return null;
        if (!found.TryGet(out var life)) throw GrantLookup.Damaged(found.Failures);

        var all = new List<StoredGrant> { grant };
        if (grant.Version > 1)
        {
            await foreach (var earlier in grants.SupersededAsync(partition, grantId, cancellationToken))
                all.Add(earlier.TryGet(out var version) ? version : throw GrantLookup.Damaged(earlier.Failures));
        }

        var versions = new List<TermsVersion>(all.Count);
        foreach (var version in all.OrderByDescending(version => version.Version)) versions.Add(await VersionAsync(version, grant, cancellationToken));
        return new(
            issuer,
            grantId,
            grant.Version,
            GrantTermsReader.Write(grant.Terms),
            await GrantDateAsync(partition, grant, await doubts.ReasonsAsync(cancellationToken), cancellationToken),
            versions,
            life);
    }

    /// <summary>The grant-date value of a grant, the newest version of it.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="open">The open doubts.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<GrantDateAnswer> GrantDateAsync(
        string partition, StoredGrant grant, IReadOnlyDictionary<string, string> open, CancellationToken cancellationToken)
    {
        var newest = await values.HistoryAsync(partition, grant.Terms.GrantId, grant.Terms.GrantDate, cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
        return new(grant.Terms.GrantDate, grant.GrantDateStatus, newest is null ? null : DoubtStore.Shown(newest, open));
    }

    private async Task<TermsVersion> VersionAsync(StoredGrant version, StoredGrant current, CancellationToken cancellationToken)
    {
        var file = FileIdentity.IsId(version.BatchHash) ? await files.FindAsync(version.BatchHash, cancellationToken) : null;
        return new(
            version.Version,
            version.TermsHash,
            version.StoredAt,
            version.AmendReason,
            current.ChangeOf(version.Version),
            GrantTermsReader.Write(version.Terms),
            new(version.BatchHash, version.Line, file?.Name, file?.ReceivedAt, NullIfEmpty(file?.Who), NullIfEmpty(file?.WhoIdentity)));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
