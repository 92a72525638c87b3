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

    /// <summary>A request with one thing wrong.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value.</param>
    /// <param name="reason">What is wrong.</param>
    public static ProblemHttpResult Refused(string field, string value, string reason) =>
        Refused([new Failure(ReasonCode.InvalidField, field, value, reason)]);
}
