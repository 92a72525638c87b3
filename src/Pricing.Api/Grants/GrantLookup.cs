using Microsoft.AspNetCore.Http.HttpResults;
using Pricing.Api.Identity;
using Pricing.Api.Requests;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Grants;

/// <summary>Finds the grant that an address names, and says where there is none: never an empty list for a misspelt name.</summary>
/// <param name="buckets">Where a grant is.</param>
/// <param name="grants">The grants.</param>
internal sealed class GrantLookup(IssuerBuckets buckets, GrantStore grants)
{
    /// <summary>The grant and the key of its partition; null where no such grant is stored.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">It is stored and cannot be read.</exception>
    public async Task<(string Partition, StoredGrant Grant)?> FindAsync(string issuer, string grantId, CancellationToken cancellationToken)
    {
        if (await buckets.FindPartitionAsync(issuer, grantId, cancellationToken) is not { } bucket) return null;
        if (!bucket.TryGet(out var partition)) throw Damaged(bucket.Failures, "ledger");
        if (await grants.FindTaggedAsync(partition, grantId, cancellationToken) is not var (read, _)) return null;
        return read.TryGet(out var grant) ? (partition, grant) : throw Damaged(read.Failures);
    }

    /// <summary>The measurement date that an address names.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="date">The date, or <see cref="ExplanationRequest.GrantDate"/>.</param>
    /// <returns>The date; null where it is none.</returns>
    public static DateOnly? MeasuredOn(StoredGrant grant, string date) =>
        date == ExplanationRequest.GrantDate ? grant.Terms.GrantDate : RequestFields.ParseDate(date);

    /// <summary>Why a list is not narrowed to an issuer: the caller may not see it, or no grant of it is stored.</summary>
    /// <param name="issuer">The issuer; null for none.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The answer; null where the list is answered.</returns>
    public async Task<ProblemHttpResult?> RefusedAsync(string? issuer, Caller caller, CancellationToken cancellationToken) =>
        issuer is null ? null
            : Refusals.NotAllowed(caller, Act.Read, [issuer]) ?? (await buckets.IsKnownAsync(issuer, cancellationToken) ? null : NoIssuer(issuer));

    /// <summary>The answer where no such grant is stored.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    public static ProblemHttpResult NotFound(string issuer, string grantId) =>
        Problems.NotFound("grant", $"{issuer} {grantId}", "no such grant is stored");

    /// <summary>The answer where no grant of an issuer is stored.</summary>
    /// <param name="issuer">The issuer.</param>
    private static ProblemHttpResult NoIssuer(string issuer) =>
        Problems.NotFound("issuer", issuer, "no grants of this issuer are stored");

    /// <summary>What is thrown where something of a grant cannot be read.</summary>
    /// <param name="failures">What cannot be read.</param>
    /// <param name="place">Where it stands.</param>
    public static DamagedContentException Damaged(IReadOnlyList<Failure> failures, string place = "grants") =>
        new(place, $"cannot be read: {string.Join("; ", failures)}");
}
