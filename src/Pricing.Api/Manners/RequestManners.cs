using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
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
        if (context.GetEndpoint() is not { } route || route.Metadata.GetMetadata<KnownQuery>() is not { } known) return next(context);

        if (!Accepts(context.Request, route.Metadata))
        {
            return Problems.Of(
                StatusCodes.Status406NotAcceptable,
                "The answer has no form that the request accepts.",
                $"accept={context.Request.Headers.Accept}: the forms are {string.Join(", ", Forms(route.Metadata))}").ExecuteAsync(context);
        }

        if (route.Metadata.GetMetadata<EncodedBodies>() is null && IsEncoded(context.Request))
        {
            return Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "The body is not read as it is sent.",
                $"content-encoding={context.Request.Headers.ContentEncoding}: the body is sent as it is, without an encoding").ExecuteAsync(context);
        }

        var read = known.Read(context.Request.Query);
        if (!known.IsReadByRoute && !read.IsSuccess) return Problems.Refused(read.Failures).ExecuteAsync(context);

        if (Forms(route.Metadata).Skip(1).Any()) context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        context.Features.Set(read.IsSuccess ? read.Value : QueryValues.None);
        return next(context);
    }

    private static bool IsEncoded(HttpRequest request) =>
        request.Headers.ContentEncoding.ToString() is { Length: > 0 } encoding && encoding != "identity";

    private static bool Accepts(HttpRequest request, EndpointMetadataCollection route)
    {
        if (request.Headers.Accept is { Count: 0 } || !MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return true;

        var forms = Forms(route).Select(form => MediaTypeHeaderValue.Parse(form)).ToList();
        return forms.Count == 0
            || accepted.Any(range => range.Quality != 0 && forms.Any(form => form.MediaType.Equals(range.MediaType, StringComparison.OrdinalIgnoreCase) || form.IsSubsetOf(range)));
    }

    private static IEnumerable<string> Forms(EndpointMetadataCollection route) => route
        .GetOrderedMetadata<IProducesResponseTypeMetadata>()
        .Where(answer => answer.StatusCode is >= 200 and < 300)
        .SelectMany(answer => answer.ContentTypes)
        .Distinct(StringComparer.OrdinalIgnoreCase);
}

/// <summary>Marks a route that itself answers for a body which is sent in an encoding.</summary>
internal sealed class EncodedBodies
{
    /// <summary>The mark.</summary>
    public static EncodedBodies Read { get; } = new();
}
