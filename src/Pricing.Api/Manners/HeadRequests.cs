using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Manners;

/// <summary>
/// Answers HEAD as GET, without the body (RFC 9110, section 9.3.2): the routes see GET, and the server, which knows what was asked,
/// sends the head of the answer alone.
/// </summary>
/// <param name="next">The routes.</param>
internal sealed class HeadRequests(RequestDelegate next)
{
    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context) => HttpMethods.IsHead(context.Request.Method) ? HeadAsync(context) : next(context);

    private async Task HeadAsync(HttpContext context)
    {
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }
}
