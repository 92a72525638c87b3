using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Controls.Access;

namespace Pricing.Api.Accesses;

/// <summary>Says which routes are noted in the access log.</summary>
internal static class NotedRoutes
{
    /// <summary>Calls of the route are noted.</summary>
    /// <param name="route">The route.</param>
    /// <param name="kind">As what.</param>
    public static RouteHandlerBuilder IsNoted(this RouteHandlerBuilder route, AccessKind kind) => route.WithMetadata(new NotedAs(kind));

    /// <summary>As what a route is noted; null where it is not.</summary>
    /// <param name="route">The route.</param>
    public static AccessKind? KindOf(Endpoint route) => route.Metadata.GetMetadata<NotedAs>()?.Kind;

    private sealed record NotedAs(AccessKind Kind);
}
