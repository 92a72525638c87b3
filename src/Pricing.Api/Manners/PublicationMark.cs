using Microsoft.AspNetCore.Http;
using Pricing.Api.Identity;

namespace Pricing.Api.Manners;

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
        if (!options.IsConfigured) AddTo(context.Response);
        return next(context);
    }

    /// <summary>Says it in an answer.</summary>
    /// <param name="response">The answer.</param>
    public static void AddTo(HttpResponse response) => StandingHeaders.AddTo(response, static headers => headers[Header] = "true");
}
