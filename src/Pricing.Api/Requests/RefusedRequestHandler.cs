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
    /// <summary>What the server found wrong with a request; null where an exception says something else.</summary>
    /// <param name="exception">What was thrown while a body was read.</param>
    public static BadHttpRequestException? Of(Exception exception) => exception switch
    {
        BadHttpRequestException refused => refused,

        // Of a chunk that states more than a number holds the server says no more than this.
        IOException { InnerException: OverflowException } => new(exception.Message, StatusCodes.Status400BadRequest, exception),
        _ => null,
    };

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Of(exception) is not { } refused) return false;

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
