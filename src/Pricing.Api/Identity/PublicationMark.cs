using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Identity;

/// <summary>Says in a header of every answer to a request that a host lets in, errors too, where nobody can sign in that nothing of it is for publication.</summary>
/// <param name="next">The routes.</param>
/// <param name="options">Whether callers can sign in.</param>
internal sealed class PublicationMark(RequestDelegate next, IdentityOptions options)
{
    private const string Header = "x-not-for-publication";

    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        if (!options.IsConfigured)
        {
            Set(context.Response.Headers);

            // An error takes off what was there before it.
            context.Response.OnStarting(
                static headers =>
                {
                    Set((IHeaderDictionary)headers);
                    return Task.CompletedTask;
                },
                context.Response.Headers);
        }

        return next(context);
    }

    private static void Set(IHeaderDictionary headers) => headers[Header] = "true";
}
