using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Requests;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Grants;

/// <summary><c>GET /api/grants/{issuer}/{grantId}/values/{date}/{version}/replaced</c>: which figures of a value were replaced since.</summary>
internal static class ReplacedEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/grants/{issuer}/{grantId}/values/{date}/{version:range(1,999999)}/replaced", ShowAsync).WithName("ReplacedFigures").WithTags("Grants")
        .Does(Act.Read).IsNoted(AccessKind.Values)
        .WithSummary("The closes, dividends and yields that a value was made of and that are stored otherwise since: the value stays until its date is valued again.")
        .Produces<ReplacedSince>()
        .ProducesProblems(404, 500);

    private static async Task<IResult> ShowAsync(
        string issuer,
        string grantId,
        string date,
        int version,
        GrantLookup lookup,
        ValuationStore values,
        ReplacedFigures figures,
        CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(issuer, grantId, cancellationToken) is not var (partition, grant)) return GrantLookup.NotFound(issuer, grantId);

        if (GrantLookup.MeasuredOn(grant, date) is not { } day) return Problems.NotFound("date", date, "is no date");
        if (await values.FindAsync(partition, grantId, day, version, cancellationToken) is not { } value)
            return Problems.NotFound("version", $"{version}", $"no such version of a value of {DateText.Of(day)} is stored");

        var compared = await figures.OfAsync(value, cancellationToken);
        return compared.TryGet(out var replaced) ? TypedResults.Ok(replaced) : throw GrantLookup.Damaged(compared.Failures, $"{issuer} {grantId}");
    }
}
