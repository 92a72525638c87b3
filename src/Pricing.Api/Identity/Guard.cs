using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Pricing.Api.Identity;

/// <summary>
/// Lets a request through to a route whose act its caller may do: nobody is answered 401, whoever has no role for it 403. An
/// address without a route passes, to be answered as such.
/// </summary>
/// <param name="next">The route.</param>
/// <param name="reader">Finds out who asks.</param>
/// <param name="options">Who could say it.</param>
/// <param name="notes">Notes what is refused and what is read.</param>
internal sealed class Guard(RequestDelegate next, CallerReader reader, IdentityOptions options, AccessNotes notes)
{
    /// <summary>Lets a request through, or refuses it.</summary>
    /// <param name="context">The request.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not RouteEndpoint route || RouteActs.Of(route) is { Act: Act.Open })
        {
            await next(context);
            return;
        }

        var (caller, refusal) = Decide(context, route);
        if (refusal is not null)
        {
            await refusal.ExecuteAsync(context);
            notes.Refused(context, caller);
            return;
        }

        context.Features.Set(caller);
        await next(context);
        notes.Done(context, caller!);
    }

    private (Caller? Caller, IResult? Refusal) Decide(HttpContext context, RouteEndpoint route)
    {
        var does = RouteActs.Of(route);
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
