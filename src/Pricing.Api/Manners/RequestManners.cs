using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Pricing.Api.Queries;
using Pricing.Api.Requests;

namespace Pricing.Api.Manners;

/// <summary>
/// What holds for every route: an address without unknown or wrong parameters, an answer in a form that the request accepts, a
/// body that is sent in a form that the route reads.
/// </summary>
/// <param name="next">The route.</param>
internal sealed class RequestManners(RequestDelegate next)
{
    private const string JsonInUtf8 = "application/json; charset=utf-8";

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
                $"accept={request.Headers.Accept}: the forms are {string.Join(", ", route.Forms)}").ExecuteAsync(context);
        }

        if (Unsupported(request, route) is { } unsupported) return Problems.Of(StatusCodes.Status415UnsupportedMediaType, unsupported).ExecuteAsync(context);

        if (!route.Query.IsReadByRoute)
        {
            var read = route.Query.Read(request.Query, context.RequestServices);
            if (!read.TryGet(out var asked)) return Problems.Refused(read.Failures).ExecuteAsync(context);
            if (asked != QueryValues.None) context.Features.Set(asked);
        }

        if (route.Forms.Count > 1) context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return next(context);
    }

    /// <summary>Whether a body is sent as JSON in UTF-8.</summary>
    /// <param name="type">The header <c>Content-Type</c>.</param>
    public static bool IsJson(string? type) =>
        type is MediaTypeNames.Application.Json or JsonInUtf8
        || (MediaTypeHeaderValue.TryParse(type, out var parsed)
            && parsed.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Whether a body is sent in an encoding.</summary>
    /// <param name="request">The request.</param>
    public static bool IsEncoded(HttpRequest request) =>
        request.Headers.ContentEncoding is { Count: > 0 } encoding && encoding != "identity" && encoding != "";

    private static string? Unsupported(HttpRequest request, RouteManners route) =>
        !route.ReadsEncodedBodies && IsEncoded(request) ? $"content-encoding={request.Headers.ContentEncoding}: the body is sent as it is, without an encoding"
        : route.ReadsJson && HasBody(request) && !IsJson(request.ContentType) ? $"content-type={request.ContentType}: the body is sent as application/json, in UTF-8"
        : null;

    private static bool HasBody(HttpRequest request) =>
        request.ContentLength > 0
        || (request.ContentLength is null && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true });
}
