using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Pricing.Api.Endpoints;

/// <summary>Failures as problem details (RFC 9457).</summary>
internal static class Problems
{
    /// <summary>A request that cannot be answered as it stands.</summary>
    /// <param name="failures">Every reason, under <c>failures</c>.</param>
    public static ProblemHttpResult Refused(IReadOnlyList<Failure> failures) => TypedResults.Problem(
        title: "The request cannot be valued as it stands.",
        detail: string.Join("; ", failures),
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["failures"] = failures });

    /// <summary>A question for something that is not there.</summary>
    /// <param name="field">What was asked for.</param>
    /// <param name="value">Its name.</param>
    /// <param name="reason">Why it is not there.</param>
    public static ProblemHttpResult NotFound(string field, string value, string reason) => TypedResults.Problem(
        title: "There is nothing under this address.",
        detail: $"{field}={value}: {reason}",
        statusCode: StatusCodes.Status404NotFound);
}
