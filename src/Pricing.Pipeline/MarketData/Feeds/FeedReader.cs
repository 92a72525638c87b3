using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>
/// Sends a request and says by name what went wrong. Retries, timeouts, the pace and the archive are the client's
/// handlers (see <see cref="FeedServices.AddFeed"/>).
/// </summary>
public static class FeedReader
{
    private const int MostCharactersOfAReason = 160;

    /// <summary>Reads one body.</summary>
    /// <param name="client">A client made by <see cref="FeedServices.AddFeed"/>.</param>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Stops the request.</param>
    /// <returns>
    /// The body; null where it has not changed since <see cref="FeedRequest.IfChanged"/>;
    /// <see cref="ReasonCode.FeedRefused"/>, <see cref="ReasonCode.FeedUnavailable"/> or
    /// <see cref="ReasonCode.FeedMalformed"/>.
    /// </returns>
    public static async Task<Outcome<FeedBody?>> ReadAsync(
        HttpClient client, FeedRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var message = FeedMessage.Of(request);
            using var response = await client.SendAsync(
                message, HttpCompletionOption.ResponseContentRead, cancellationToken);
            return await TakeAsync(request, message, response, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException && Explain(failure) is not null)
        {
            var (code, reason) = Explain(failure)!.Value;
            return new Failure(code, request.Feed, Place(request), reason);
        }
    }

    private static async Task<Outcome<FeedBody?>> TakeAsync(
        FeedRequest request,
        HttpRequestMessage message,
        HttpResponseMessage response,
        CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.NotModified)
            return (FeedBody?)null;

        if (FeedMessage.SourceOf(message) is not { } source)
        {
            return new Failure(
                ReasonCode.FeedMalformed,
                request.Feed,
                Place(request),
                $"HTTP {(int)response.StatusCode}: the body repeats the key; it was not kept");
        }

        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
            return Refusal(request, (int)response.StatusCode, bytes);

        var mediaType = response.Content.Headers.ContentType?.MediaType ?? "";
        return request.MediaTypes.Contains(mediaType, StringComparer.OrdinalIgnoreCase)
            ? new FeedBody(bytes, source, response.Headers.ETag?.ToString(), response.Content.Headers.LastModified)
            : new Failure(
                ReasonCode.FeedMalformed,
                request.Feed,
                Place(request),
                $"the body is of the type '{Cut(mediaType)}', not {request.MediaTypes[0]}");
    }

    private static Failure Refusal(FeedRequest request, int status, ReadOnlyMemory<byte> body)
    {
        var isPassing = status is >= 500 or 408 or 429;
        var said = request.Explain?.Invoke(status, body);
        var reason = (status, said) switch
        {
            (_, not null) => $"HTTP {status}: {Cut(said)}",
            (429, _) => "HTTP 429: too many requests, also after waiting",
            _ => $"HTTP {status}",
        };
        return new(
            isPassing ? ReasonCode.FeedUnavailable : ReasonCode.FeedRefused, request.Feed, Place(request), reason);
    }

    private static (ReasonCode Code, string Reason)? Explain(Exception failure) => failure switch
    {
        TimeoutRejectedException => (ReasonCode.FeedUnavailable, "no whole answer in time"),
        BrokenCircuitException =>
            (ReasonCode.FeedUnavailable, "the feed failed too often just before; not asked again for a while"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            (ReasonCode.FeedRefused, "the certificate or the secure connection was not accepted"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            (ReasonCode.FeedMalformed, "the body is larger than the set limit"),
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.Unknown }
            or IOException or InvalidDataException =>
                (ReasonCode.FeedUnavailable, "the answer broke off before its end"),
        HttpRequestException { HttpRequestError: var error } => (ReasonCode.FeedUnavailable, $"no answer ({error})"),
        _ => null,
    };

    private static string Place(FeedRequest request) => request.Address.PathAndQuery;

    private static string Cut(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= MostCharactersOfAReason ? line : line[..MostCharactersOfAReason];
    }
}
