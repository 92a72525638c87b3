using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Requests;

/// <summary>An answer that is one of several shapes.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Types">The shapes.</param>
internal sealed record OneOfAnswers(int Status, IReadOnlyList<Type> Types);

/// <summary>A body that is one of several shapes.</summary>
/// <param name="Types">The shapes.</param>
internal sealed record OneOfBodies(IReadOnlyList<Type> Types);

/// <summary>Describes answers that the framework has no words for.</summary>
internal static class DescribedAnswers
{
    /// <summary>Says that the answer is one of several shapes.</summary>
    /// <param name="route">The route.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="types">The shapes.</param>
    public static RouteHandlerBuilder ProducesOneOf(this RouteHandlerBuilder route, int status, params IReadOnlyList<Type> types) => route
        .Produces(status, types[0], "application/json")
        .WithMetadata(new OneOfAnswers(status, types));

    /// <summary>Says that the body is one of several shapes of JSON.</summary>
    /// <param name="route">The route.</param>
    /// <param name="types">The shapes.</param>
    public static RouteHandlerBuilder AcceptsOneOf(this RouteHandlerBuilder route, params IReadOnlyList<Type> types) => route
        .Accepts(types[0], "application/json")
        .WithMetadata(new OneOfBodies(types));
}
