using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pricing.Api.Identity;

/// <summary>What a route does, and whose data it is about.</summary>
/// <param name="Act">What it does.</param>
/// <param name="Reach">Whose data; null where the address says it.</param>
public sealed record RouteAct(Act Act, Reach? Reach)
{
    /// <summary>The part of an address that names an issuer.</summary>
    public const string Issuer = "issuer";

    /// <summary>Whose data, by the route's address where the route does not say it.</summary>
    /// <param name="route">The route.</param>
    public Reach ReachOf(RouteEndpoint route) =>
        Reach ?? (route.RoutePattern.GetParameter(Issuer) is null ? Identity.Reach.AllIssuers : Identity.Reach.IssuerOfAddress);
}

/// <summary>Says what routes do.</summary>
public static class RouteActs
{
    /// <summary>Says what a route does. Whose data it is about is seen from its address, or is said here.</summary>
    /// <param name="route">The route.</param>
    /// <param name="act">What it does.</param>
    /// <param name="reach">Whose data, where it is neither that of the issuer in its address nor that of all.</param>
    public static RouteHandlerBuilder Does(this RouteHandlerBuilder route, Act act, Reach? reach = null) =>
        route.WithMetadata(new RouteAct(act, reach));

    /// <summary>What a route does. One that does not say it is answered to nobody.</summary>
    /// <param name="route">The route.</param>
    /// <exception cref="InvalidOperationException">It does not say it.</exception>
    internal static RouteAct Of(Endpoint route) => route.Metadata.GetMetadata<RouteAct>()
        ?? throw new InvalidOperationException($"The route {route.DisplayName} does not say what it does.");
}
