using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Pricing.Api.Requests;

/// <summary>
/// Writes every problem as JSON with its type, whatever the request accepts: a reader that cannot use it has the status, and
/// nobody gets an answer without words.
/// </summary>
/// <param name="json">How answers are written.</param>
internal sealed class ProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    /// <inheritdoc/>
    public bool CanWrite(ProblemDetailsContext context) => true;

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var (problem, response) = (context.ProblemDetails, context.HttpContext.Response);
        problem.Status ??= response.StatusCode;
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);
        if (problem.Type?.StartsWith("urn:", StringComparison.Ordinal) != true) problem.Type = ProblemTypes.Of(problem.Status.Value);
        response.StatusCode = problem.Status.Value;
        await response.WriteAsJsonAsync(
            problem,
            json.Value.SerializerOptions.GetTypeInfo(problem.GetType()),
            "application/problem+json",
            context.HttpContext.RequestAborted);
    }
}
