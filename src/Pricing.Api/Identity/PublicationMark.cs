using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Identity;

/// <summary>Says in a header of every answer of a host where nobody can sign in that nothing of it is for publication.</summary>
/// <param name="next">The routes.</param>
/// <param name="options">Whether callers can sign in.</param>
internal sealed class PublicationMark(RequestDelegate next, IdentityOptions options)
{
    private const string Header = "x-not-for-publication";

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        if (!options.IsConfigured) context.Response.Headers[Header] = "true";
        return next(context);
    }
}
