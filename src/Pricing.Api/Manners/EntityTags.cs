using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Pricing.Api.Queries;

namespace Pricing.Api.Manners;

/// <summary>
/// Gives answers a tag, so that who has one already is answered with 304. The tag of a short answer is its hash; a route whose
/// answer may be long states its own, or has none. Tags are weak, since an answer may be compressed.
/// </summary>
/// <param name="next">The route.</param>
internal sealed class EntityTags(RequestDelegate next)
{
    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || context.GetEndpoint()?.Metadata.GetMetadata<KnownQuery>() is null)
        {
            await next(context);
            return;
        }

        var response = context.Response;
        var body = response.Body;
        await using var beginning = new AnswerBeginning(body);
        response.Body = beginning;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }

        if (beginning.Whole is { } whole && response.StatusCode == StatusCodes.Status200OK && !response.HasStarted)
        {
            var tag = response.GetTypedHeaders().ETag ?? Of(SHA256.HashData(whole.Span));
            if (IsKnown(context.Request, tag))
            {
                NotModified(response, tag);
                return;
            }

            response.GetTypedHeaders().ETag = tag;
        }

        await beginning.ReleaseAsync(context.RequestAborted);
    }

    /// <summary>Whether whoever asks has the answer already.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tag">The answer's tag.</param>
    public static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) => request.GetTypedHeaders().IfNoneMatch
        .Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));

    /// <summary>The tag of what a hash names.</summary>
    /// <param name="hash">The hash.</param>
    public static EntityTagHeaderValue Of(ReadOnlySpan<byte> hash) => Of(Convert.ToHexStringLower(hash[..16]));

    /// <summary>The tag of what a text names.</summary>
    /// <param name="name">The text: letters, digits, hyphens.</param>
    public static EntityTagHeaderValue Of(string name) => new($"\"{name}\"", isWeak: true);

    /// <summary>Gives an answer a tag by a name, and says whether whoever asks has it already.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name: letters, digits, hyphens.</param>
    /// <returns>The answer 304 where it is known; null where it is to be made.</returns>
    public static IResult? Known(HttpContext context, string name)
    {
        var tag = Of(name);
        context.Response.GetTypedHeaders().ETag = tag;
        return IsKnown(context.Request, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : null;
    }

    private static void NotModified(HttpResponse response, EntityTagHeaderValue tag)
    {
        response.StatusCode = StatusCodes.Status304NotModified;
        response.Headers.ContentType = default;
        response.Headers.ContentLength = null;
        response.Headers.ContentDisposition = default;
        response.GetTypedHeaders().ETag = tag;
    }
}
