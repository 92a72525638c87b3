using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Accesses;

namespace Pricing.Api.Identity;

/// <summary>
/// Lets a request through to a route whose act its caller may do: nobody is answered 401, whoever has no role for it 403. An
/// address without a route passes, to be answered as such.
/// </summary>
/// <param name="next">The route.</param>
/// <param name="reader">Finds out who asks.</param>
/// <param name="options">Who could say it.</param>
internal sealed class Guard(RequestDelegate next, CallerReader reader, IdentityOptions options)
{
    private const string Api = "/api";

    /// <summary>Lets a request through, or refuses it.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint route)
        {
            if (!context.Request.Path.StartsWithSegments(Api)) return next(context);

            reader.Note(context);
            AccessCall.Of(context).IsAstray = true;
            return next(context);
        }

        var does = RouteActs.Of(route);
        if (does.Act == Act.Open) return next(context);

        var (caller, refusal) = Decide(context, route, does);
        var call = AccessCall.Of(context);
        if (caller is null) reader.Note(context);
        else (call.Who, call.Roles) = (caller.Who, caller.RolesText);
        (call.Kind, call.IsChange) = (NotedRoutes.KindOf(route), does.Act is Act.Prepare or Act.Approve);
        if (refusal is not null) return refusal.ExecuteAsync(context);

        context.Features.Set(caller);
        return next(context);
    }

    private (Caller? Caller, IResult? Refusal) Decide(HttpContext context, RouteEndpoint route, RouteAct does)
    {
        var read = reader.Read(context);
        if (!read.TryGet(out var caller)) return (null, Refusals.Unread(context.Response, read.Failures));
        if (caller is null) return (null, Refusals.Nobody(context.Response, options, does.Act));

        var (isAllowed, issuer) = does.ReachOf(route) switch
        {
            Reach.IssuerOfAddress when context.GetRouteValue(RouteAct.Issuer) is string named => (caller.May(does.Act, named), named),
            Reach.NarrowedByRoute or Reach.NoIssuer => (caller.MayForAny(does.Act), null),
            _ => (caller.May(does.Act, issuer: null), default(string)),
        };
        return (caller, isAllowed ? null : Refusals.NotAllowed(caller, does.Act, issuer));
    }
}
