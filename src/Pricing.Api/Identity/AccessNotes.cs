using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Controls.Access;

namespace Pricing.Api.Identity;

/// <summary>Notes in the access log what callers do.</summary>
/// <param name="log">The log.</param>
/// <param name="clock">The time.</param>
public sealed class AccessNotes(AccessLog log, TimeProvider clock)
{
    private const int LongestPath = 300;

    /// <summary>Notes a call that was refused.</summary>
    /// <param name="context">The call, with its answer.</param>
    /// <param name="caller">Who asked; null for nobody.</param>
    public void Refused(HttpContext context, Caller? caller) => Note(AccessKind.Refused, context, caller);

    /// <summary>Notes a call that was let through, where its route is one that is noted, or its caller new to this host.</summary>
    /// <param name="context">The call, with its answer.</param>
    /// <param name="caller">Who asked.</param>
    internal void Done(HttpContext context, Caller caller)
    {
        if (log.IsNew(caller.Who.Identity, caller.RolesText)) Note(AccessKind.Seen, context, caller);
        if (context.Response.StatusCode is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden) Refused(context, caller);
        else if (context.GetEndpoint()?.Metadata.GetMetadata<NotedAs>() is { } noted) Note(noted.Kind, context, caller);
    }

    private void Note(AccessKind kind, HttpContext context, Caller? caller)
    {
        ArgumentNullException.ThrowIfNull(context);

        var path = (context.Request.PathBase + context.Request.Path).ToUriComponent();
        log.Note(new()
        {
            At = clock.GetUtcNow(),
            Kind = kind,
            Name = caller?.Who.Name ?? "",
            Identity = caller?.Who.Identity ?? "",
            Roles = caller?.RolesText ?? "",
            Method = context.Request.Method,
            Path = path.Length > LongestPath ? path[..LongestPath] : path,
            Status = context.Response.StatusCode,
        });
    }
}

/// <summary>Says that calls of a route are noted in the access log.</summary>
/// <param name="Kind">As what.</param>
internal sealed record NotedAs(AccessKind Kind);

/// <summary>Says which routes are noted in the access log.</summary>
internal static class NotedRoutes
{
    /// <summary>Calls of the route are noted.</summary>
    /// <param name="route">The route.</param>
    /// <param name="kind">As what.</param>
    public static RouteHandlerBuilder IsNoted(this RouteHandlerBuilder route, AccessKind kind) => route.WithMetadata(new NotedAs(kind));
}
