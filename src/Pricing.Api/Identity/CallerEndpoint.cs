using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Pricing.Api.Identity;

/// <summary><c>GET /api/me</c>: who asks, and with which roles.</summary>
internal static class CallerEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/me", Show).WithName("Me").WithTags("Controls")
        .WithSummary("Who asks, by what it is known, and the roles.")
        .Does(Act.Orient, Reach.NoIssuer)
        .Produces<CallerAnswer>();

    private static Ok<CallerAnswer> Show(Caller caller, IdentityOptions options) => TypedResults.Ok(new CallerAnswer(
        caller.Who.Name, caller.Who.Identity, caller.Who.IsVerified, [.. caller.Roles.Select(role => role.ToString())], options.IsConfigured));

    /// <summary>Who asks.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Identity">What vouches for it: entra and an object id, key, or local.</param>
    /// <param name="IsVerified">Whether it is somebody who signed in.</param>
    /// <param name="Roles">The roles, each with its issuer where it is limited to one.</param>
    /// <param name="HasSignIn">Whether callers of this host can sign in; else nothing of it is for publication.</param>
    internal sealed record CallerAnswer(string Name, string Identity, bool IsVerified, IReadOnlyList<string> Roles, bool HasSignIn);
}
