using System.Globalization;
using Pricing.Pipeline.Register.Grants;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Grants;

/// <summary>Compares the versions of grants with their hashes and with the rows of the files that brought them.</summary>
/// <param name="grants">The grants.</param>
/// <param name="filed">The files.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class GrantProof(GrantStore grants, FiledRows filed, ProofLog log)
{
    /// <summary>Compares a grant in all its versions.</summary>
    /// <param name="partition">Its partition.</param>
    /// <param name="listed">Its row.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(GrantPartition partition, ListedGrant listed, CancellationToken cancellationToken)
    {
        if (!Keep(listed.Stored, out var current)) return;

        var place = PlaceOf(partition.Issuer, listed.GrantId, current.Version);
        log.Compare(place, "grant_id", current.Terms.GrantId, listed.GrantId, "it stands under the key of another grant");
        log.Compare(place, "issuer", current.Terms.Issuer, partition.Issuer, "it stands among the grants of another issuer");
        var origins = new RowOrigins(log);
        await CheckAsync(current, current, origins, cancellationToken);
        for (var version = 1; version < current.Version; version++)
        {
            var superseded = await grants.FindSupersededAsync(partition.Key, current.Terms.GrantId, version, cancellationToken);
            if (Keep(superseded, out var earlier)) await CheckAsync(earlier, current, origins, cancellationToken);
        }
    }

    /// <summary>Where a version of a grant is stored, for people.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="version">The version.</param>
    public static string PlaceOf(string issuer, string grantId, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"grants {issuer} {grantId} version {version}");

    private async Task CheckAsync(StoredGrant grant, StoredGrant current, RowOrigins origins, CancellationToken cancellationToken)
    {
        var place = PlaceOf(grant.Terms.Issuer, grant.Terms.GrantId, grant.Version);
        log.Count(ProofSubject.Grants);
        origins.Note(place, grant.BatchHash, grant.Line);
        log.Compare(place, nameof(StoredGrant.TermsHash), grant.TermsHash, GrantTermsReader.Hash(grant.Terms), "the terms do not match their hash");

        // The file of a version states its own change of terms alone; the newest version names those of all.
        var upToThis = current.Modifications.Where(change => change.Version > 1 && change.Version <= grant.Version);
        log.Compare(
            place,
            nameof(StoredGrant.Modifications),
            GrantModification.Write(grant.Modifications),
            GrantModification.Write(upToThis.OrderBy(change => change.Version).DistinctBy(change => change.Version)),
            string.Create(CultureInfo.InvariantCulture, $"version {current.Version} names other changes of terms up to this one"));
        await filed.CompareAsync(place, grant.BatchHash, grant.Line, FiledRow.FieldsOf(grant), cancellationToken);
    }

    private bool Keep(Outcome<StoredGrant> read, out StoredGrant grant)
    {
        foreach (var failure in read.Failures) log.Differs(failure.Field, failure.Value, "", "", failure.Reason);
        return read.TryGet(out grant!);
    }
}
