using Microsoft.AspNetCore.Http;

namespace Pricing.Api.Queries;

/// <summary>Addresses in answers: they stay behind the door that the request came through.</summary>
internal static class Places
{
    /// <summary>An address for whoever sent a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="path">The path of a route, as it stands in an address, and its parameters.</param>
    public static string Of(HttpRequest request, string path) => request.PathBase.ToUriComponent() + path;
}
