using System.Net.Http.Headers;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>
/// A feed's request on its way through the client's handlers: what was asked travels with it, and so does where the
/// body of its last attempt was archived.
/// </summary>
internal static class FeedMessage
{
    private static readonly HttpRequestOptionsKey<FeedRequest> Asked = new("feed.request");
    private static readonly HttpRequestOptionsKey<Attempt> Archived = new("feed.attempt");

    public static HttpRequestMessage Of(FeedRequest request)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, request.Address);
        foreach (var (name, value) in request.Headers)
            message.Headers.Add(name, value);
        if (request.IfChanged?.ETag is { } tag && EntityTagHeaderValue.TryParse(tag, out var parsed))
            message.Headers.IfNoneMatch.Add(parsed);
        message.Headers.IfModifiedSince = request.IfChanged?.LastModified;
        message.Options.Set(Asked, request);
        return message;
    }

    public static FeedRequest RequestOf(HttpRequestMessage message) =>
        message.Options.TryGetValue(Asked, out var request)
            ? request
            : throw new InvalidOperationException($"A feed's client is used through {nameof(FeedReader)} only.");

    /// <summary>Notes where the attempt's body stands; null where it was not kept.</summary>
    public static void SetSource(HttpRequestMessage message, DataSource? source) =>
        message.Options.Set(Archived, new(source));

    /// <summary>Where the body of the last attempt stands; null where it was not kept.</summary>
    public static DataSource? SourceOf(HttpRequestMessage message) => message.Options.TryGetValue(Archived, out var last)
        ? last.Source
        : throw new InvalidOperationException($"A feed's client is made by {nameof(FeedServices.AddFeed)} only.");

    private sealed record Attempt(DataSource? Source);
}
