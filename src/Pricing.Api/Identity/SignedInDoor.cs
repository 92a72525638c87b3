using Microsoft.AspNetCore.Http;
using Pricing.Api.Accesses;
using Pricing.Api.Requests;

namespace Pricing.Api.Identity;

/// <summary>
/// The door of people who signed in: under <c>/signed-in</c> stand the same routes, which no key opens. A browser sends a sign-in with
/// every request, another site's too, so what changes something must come from a page of this host.
/// </summary>
/// <param name="next">The routes.</param>
/// <param name="reader">Finds out who asks.</param>
/// <param name="options">Who says who a caller is.</param>
internal sealed class SignedInDoor(RequestDelegate next, CallerReader reader, IdentityOptions options)
{
    private const string Path = IdentityOptions.SignedInPath;

    /// <summary>Passes a request on, or refuses it.</summary>
    /// <param name="context">The request.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments(Path, out var rest))
        {
            await next(context);
            return;
        }

        if (!options.IsConfigured || RequestDoors.DoorOf(context) is Door.FunctionKey or Door.MasterKey)
        {
            AccessCall.Of(context).IsTurnedAway = true;
            await Problems.Of(StatusCodes.Status404NotFound, "Callers of this host cannot sign in.").ExecuteAsync(context);
            return;
        }

        if (!request.Headers.ContainsKey(ClientPrincipal.Header))
        {
            await Refusals.Nobody(context.Response, options).ExecuteAsync(context);
            return;
        }

        if (IsChange(request.Method) && !IsOwnOrigin(request))
        {
            // It is whose browser was used that counts.
            reader.Note(context);
            await Problems.Of(
                StatusCodes.Status403Forbidden, $"origin={TypedText.Shown($"{request.Headers.Origin}")}: a change by somebody who signed in comes from a page of this host, and says so in the header Origin").ExecuteAsync(context);
            return;
        }

        var (pathBase, path) = (request.PathBase, request.Path);
        (request.PathBase, request.Path) = (pathBase + Path, rest.HasValue ? rest : "/");
        try
        {
            await next(context);
        }
        finally
        {
            (request.PathBase, request.Path) = (pathBase, path);
        }
    }

    private static bool IsChange(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
        && Uri.TryCreate(origin, UriKind.Absolute, out var address)
        && address.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
