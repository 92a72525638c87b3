using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Requests;

/// <summary>
/// Answers what the server found wrong while a body was read, a body over the limit or a chunk that is none, with the
/// status that it chose. It is the sender's mistake: nothing is logged as an error.
/// </summary>
/// <param name="problems">Writes the answer.</param>
internal sealed class RefusedRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException refused) return false;

        httpContext.Response.StatusCode = refused.StatusCode;
        await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = new()
            {
                Detail = refused.Message,
                Status = refused.StatusCode,
            },
        });
        return true;
    }
}
