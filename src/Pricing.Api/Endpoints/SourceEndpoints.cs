using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Identity;
using Pricing.Pipeline.Sources;

namespace Pricing.Api.Endpoints;

/// <summary><c>GET /api/sources</c>: under which terms the figures of each feed may be used.</summary>
internal static class SourceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/sources", List).WithName("Sources").WithTags("Settings").Does(Act.Orient, Reach.NoIssuer)
        .WithSummary("Each source of figures: its licence, where that stands, and whether what is made of its figures may be published.")
        .Produces<IReadOnlyList<SourceTermsAnswer>>();

    private static Ok<IReadOnlyList<SourceTermsAnswer>> List(SourceLicences licences) => TypedResults.Ok<IReadOnlyList<SourceTermsAnswer>>(
    [
        .. licences.All.Select(source => new SourceTermsAnswer(
            source.Key, source.Value.Licence, source.Value.Address, source.Value.MayPublish, source.Value.ConfirmedBy, source.Value.ConfirmedOn)),
    ]);

    /// <summary>A source of figures.</summary>
    /// <param name="Feed">Its short name, as evidence has it; <c>file</c> for files that were sent.</param>
    /// <param name="Licence">The name of the licence or the terms; empty where nobody stated any.</param>
    /// <param name="Address">Where they stand; empty where no address is stated.</param>
    /// <param name="MayPublish">Whether what is made of its figures may be published: by the terms themselves, or as somebody confirmed.</param>
    /// <param name="ConfirmedBy">Who confirmed it; null where the terms themselves say so, or nobody did.</param>
    /// <param name="ConfirmedOn">When it was confirmed; null where it was not.</param>
    internal sealed record SourceTermsAnswer(
        string Feed, string Licence, string Address, bool MayPublish, string? ConfirmedBy, DateOnly? ConfirmedOn);
}
