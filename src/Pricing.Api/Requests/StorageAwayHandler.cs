using Azure;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Requests;

/// <summary>Answers that the storage cannot be reached for the moment: the same request may succeed later.</summary>
/// <param name="problems">Writes the answer.</param>
internal sealed class StorageAwayHandler(IProblemDetailsService problems) : IExceptionHandler
{
    private const string RetryAfterSeconds = "10";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsAway(exception)) return false;

        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = RetryAfterSeconds;
        await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = new()
            {
                Status = StatusCodes.Status503ServiceUnavailable,
            },
        });
        return true;
    }

    private static bool IsAway(Exception failure) =>
        StorageFailure.Last(failure) is RequestFailedException { Status: 0 or StatusCodes.Status503ServiceUnavailable };
}
