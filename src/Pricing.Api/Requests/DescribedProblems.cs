using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Requests;

/// <summary>Describes how an endpoint refuses.</summary>
internal static class DescribedProblems
{
    /// <summary>Says which statuses an endpoint answers with a problem (RFC 9457).</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="statuses">The statuses, 400 to 599.</param>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) endpoint.ProducesProblem(status);
        return endpoint;
    }
}
