using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;
using Pricing.Api.Requests;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Endpoints;

/// <summary><c>GET /api/raw/{sha256}</c>: the last step of a trace, the bytes that a figure was read from.</summary>
internal static class RawEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/raw/{sha256}", OpenAsync).WithName("Raw").WithTags("Grants").Does(Act.Read).IsNoted(AccessKind.Export)
        .WithSummary("A body of a feed as it was received; evidence names it by its SHA-256.")
        .TakesItsTime()
        .Produces(StatusCodes.Status200OK, contentType: "application/octet-stream")
        .ProducesProblems(404, 500);

    private static async Task<IResult> OpenAsync(
        string sha256, RawArchive archive, CancellationToken cancellationToken) =>
        ContentHash.IsOne(sha256) && await archive.ReadAsync(sha256, cancellationToken) is { } body
            ? TypedResults.Bytes(body.ToMemory(), "application/octet-stream")
            : Problems.NotFound("sha256", sha256, "no body of this hash is stored");
}
