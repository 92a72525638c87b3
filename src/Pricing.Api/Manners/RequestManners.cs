using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Pricing.Api.Queries;
using Pricing.Api.Requests;

namespace Pricing.Api.Manners;

/// <summary>
/// What holds for every route: an address without unknown or wrong parameters, an answer in a form that the request accepts, a
/// body that is sent as it is.
/// </summary>
/// <param name="next">The route.</param>
internal sealed class RequestManners(RequestDelegate next)
{
    /// <summary>Lets a request through, or refuses it.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RouteManners>() is not { } route) return next(context);

        var request = context.Request;
        if (AcceptedForm.Best(request.Headers.Accept, route.Forms) is null)
        {
            return Problems.Of(
                StatusCodes.Status406NotAcceptable,
                "The answer has no form that the request accepts.",
                $"accept={request.Headers.Accept}: the forms are {string.Join(", ", route.Forms)}").ExecuteAsync(context);
        }

        if (!route.ReadsEncodedBodies && IsEncoded(request))
        {
            return Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "The body is not read as it is sent.",
                $"content-encoding={request.Headers.ContentEncoding}: the body is sent as it is, without an encoding").ExecuteAsync(context);
        }

        if (!route.Query.IsReadByRoute)
        {
            var read = route.Query.Read(request.Query);
            if (!read.TryGet(out var asked)) return Problems.Refused(read.Failures).ExecuteAsync(context);
            if (asked != QueryValues.None) context.Features.Set(asked);
        }

        if (route.Forms.Count > 1) context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return next(context);
    }

    private static bool IsEncoded(HttpRequest request) =>
        request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity" && encoding != "";
}
