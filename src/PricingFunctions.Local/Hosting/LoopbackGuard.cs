using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Api.Accesses;
using Pricing.Api.Identity;
using Pricing.Api.Manners;

namespace PricingFunctions.Local.Hosting;

/// <summary>
/// Keeps other sites' pages out: a request must name this machine as its host, and come from no other origin. Where
/// <c>Api:Key</c> is set, <c>/api</c> asks for it, in the header or the query parameter that Azure Functions takes.
/// </summary>
/// <param name="next">The rest of the host.</param>
/// <param name="configuration">The key.</param>
/// <param name="identity">Whether callers can sign in.</param>
internal sealed class LoopbackGuard(RequestDelegate next, IConfiguration configuration, IdentityOptions identity)
{
    private const string KeyHeader = "x-functions-key";
    private const string KeyParameter = "code";

    private readonly byte[]? key = configuration[ApiOptions.KeySetting] is { Length: > 0 } text ? Digest(text) : null;

    /// <summary>Lets a request through, or answers it.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        if (!IsLoopback(context.Request.Host.Host) || !IsOwnOrigin(context.Request))
        {
            return RefuseAsync(context, StatusCodes.Status403Forbidden);
        }

        if (context.Request.Path.StartsWithSegments("/api"))
        {
            if (key is not null && !HasKey(context.Request)) return RefuseAsync(context, StatusCodes.Status401Unauthorized);

            // Where nobody can sign in, the key is the user's own, and keeps others of the machine out.
            context.CameThrough(key is not null && identity.IsConfigured ? Door.MasterKey : Door.Machine);
        }

        return next(context);
    }

    // A name is the same in any case, and with the point that makes it absolute.
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.Equals("localhost.", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is { Count: 0 }
        || (request.Headers.Origin is [{ } origin]
            && Uri.TryCreate(origin, UriKind.Absolute, out var address)
            && address.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));

    private bool HasKey(HttpRequest request)
    {
        var given = request.Headers[KeyHeader].FirstOrDefault() ?? request.Query[KeyParameter].FirstOrDefault();
        return given is not null && CryptographicOperations.FixedTimeEquals(Digest(given), key);
    }

    // Digests are of one length, so that the time of a comparison tells nothing of the key's length either.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static async Task RefuseAsync(HttpContext context, int status)
    {
        AnswerHeaders.AddTo(context.Response);
        context.Response.StatusCode = status;
        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new() { HttpContext = context });

        // While the host is starting, there is no log yet.
        context.RequestServices.GetService<CallerReader>()?.Note(context);
        context.RequestServices.GetService<AccessNotes>()?.Note(context);
    }
}
