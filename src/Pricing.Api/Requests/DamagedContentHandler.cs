using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Api.Requests;

/// <summary>Answers a question for something that is stored and damaged: its place by name, and none of its content.</summary>
/// <param name="problems">Writes the answer.</param>
/// <param name="alarm">Told of it.</param>
internal sealed class DamagedContentHandler(IProblemDetailsService problems, DamageAlarm alarm) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not DamagedContentException damaged) return false;

        alarm.Raise(damaged.Message);
        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await problems.TryWriteAsync(new()
        {
            HttpContext = httpContext,
            ProblemDetails = new()
            {
                Type = ProblemTypes.DamagedData,
                Detail = damaged.Message,
                Status = StatusCodes.Status500InternalServerError,
            },
        });
        return true;
    }
}
