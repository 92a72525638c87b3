using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Pricing.Api.Identity;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Api.Publications;

/// <summary>The issuers about whom something was decided, as far as a caller may see them.</summary>
/// <param name="book">The decisions.</param>
/// <param name="buckets">The issuers that have grants.</param>
/// <param name="grants">Their grants.</param>
internal sealed class DecidedIssuers(DecisionBook book, IssuerBuckets buckets, GrantStore grants)
{
    /// <summary>The issuers.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="only">One issuer; null for all that the caller may see.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Their names; or why the one is not shown.</returns>
    public async Task<Outcome<IReadOnlyList<string>>> SeenByAsync(Caller caller, string? only, CancellationToken cancellationToken)
    {
        if (only is null) return await book.IssuersAsync(cancellationToken).Where(caller.MayReadIssuer).ToListAsync(cancellationToken);
        if (!caller.MayReadIssuer(only)) return Refusals.Failure(caller, Act.Read, only);

        return await buckets.IsKnownAsync(only, cancellationToken)
            ? new List<string> { only }
            : new Failure(ReasonCode.UnknownGrant, "issuer", only, "no grants of this issuer are stored");
    }

    /// <summary>Whether an issuer has a grant, decided about or not.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<bool> HasGrantAsync(string issuer, string grantId, CancellationToken cancellationToken) =>
        await buckets.FindPartitionAsync(issuer, grantId, cancellationToken) is { } bucket

        // Where the partition of a grant cannot be told, nobody can say that there is none.
        && (!bucket.TryGet(out var partition) || await grants.FindTaggedAsync(partition, grantId, cancellationToken) is not null);

    /// <summary>The answer where an issuer is not shown.</summary>
    /// <param name="failures">Why not.</param>
    public static ProblemHttpResult Refused(IReadOnlyList<Failure> failures) => Problems.Refused(
        failures, failures[0].Code == ReasonCode.UnknownGrant ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);
}
