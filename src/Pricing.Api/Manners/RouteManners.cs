using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Pricing.Api.Queries;

namespace Pricing.Api.Manners;

/// <summary>What a route says of itself, found once for all of its requests.</summary>
/// <param name="Query">The parameters that it knows.</param>
/// <param name="Forms">The media types of its answers, the usual one first.</param>
/// <param name="ReadsEncodedBodies">Whether it answers itself for a body that is sent in an encoding.</param>
/// <param name="ReadsJson">Whether it takes a body of JSON, and no other.</param>
internal sealed record RouteManners(KnownQuery Query, IReadOnlyList<string> Forms, bool ReadsEncodedBodies, bool ReadsJson)
{
    /// <summary>Adds them to every route of a group, after all else that the route says of itself.</summary>
    /// <param name="routes">The group.</param>
    public static void AddTo(IEndpointConventionBuilder routes) => routes.Finally(route =>
    {
        if (route.Metadata.OfType<KnownQuery>().LastOrDefault() is not { } query) return;

        route.Metadata.Add(new RouteManners(
            query,
            [
                .. route.Metadata.OfType<IProducesResponseTypeMetadata>()
                    .Where(answer => answer.StatusCode is >= 200 and < 300)
                    .SelectMany(answer => answer.ContentTypes)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ],
            route.Metadata.OfType<EncodedBodies>().Any(),
            route.Metadata.OfType<IAcceptsMetadata>().LastOrDefault() is { } body && body.ContentTypes.All(type => type == MediaTypeNames.Application.Json)));
    });
}

/// <summary>Marks a route that itself answers for a body which is sent in an encoding.</summary>
internal sealed class EncodedBodies
{
    /// <summary>The mark.</summary>
    public static EncodedBodies Read { get; } = new();
}
