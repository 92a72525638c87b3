using Azure;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Storage;

namespace Pricing.Api.Requests;

/// <summary>Answers that the storage is away, busy or slow for the moment: the same request may succeed later.</summary>
/// <param name="problems">Writes the answer.</param>
internal sealed class StorageAwayHandler(IProblemDetailsService problems) : IExceptionHandler
{
    private const string RetryAfterSeconds = "10";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!IsAway(exception, httpContext.RequestAborted)) return false;

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

    // What else is passing for a step of a night, a stream that broke off, may here be that of whoever asks.
    private static bool IsAway(Exception failure, CancellationToken gone) => StorageFailure.Last(failure) switch
    {
        RequestFailedException => StorageFailure.IsPassing(failure),
        TimeoutException => true,

        // The clients of the storage give up a call that takes too long as if somebody had cancelled it.
        OperationCanceledException => !gone.IsCancellationRequested,
        _ => false,
    };
}
