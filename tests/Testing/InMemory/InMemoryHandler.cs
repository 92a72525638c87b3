using System.Net;
using System.Text;

namespace Testing.InMemory;

/// <summary>Hands requests to a service in memory.</summary>
/// <param name="answer">The service; given the request and its body.</param>
internal sealed class InMemoryHandler(Func<HttpRequestMessage, byte[], HttpResponseMessage> answer) : HttpMessageHandler
{
    /// <summary>An answer with headers as every service sends them.</summary>
    public static HttpResponseMessage Reply(HttpStatusCode status, byte[]? body = null, string? mediaType = null)
    {
        var reply = new HttpResponseMessage(status) { Content = new ByteArrayContent(body ?? []) };
        // It says its length in answers without a body too, but only once it was asked.
        reply.Content.Headers.ContentLength = body?.Length ?? 0;
        if (mediaType is not null) reply.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        reply.Headers.TryAddWithoutValidation("x-ms-request-id", "00000000-0000-0000-0000-000000000000");
        return reply;
    }

    /// <summary>The parts of a query, decoded.</summary>
    public static Dictionary<string, string> Query(Uri address) => address.Query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .ToDictionary(part => Uri.UnescapeDataString(part[0]), part => part.Length < 2 ? "" : Decoded(part[1]), StringComparer.Ordinal);

    /// <summary>A header of a request, or null.</summary>
    public static string? Header(HttpRequestMessage request, string name) =>
        request.Headers.TryGetValues(name, out var values) || (request.Content?.Headers.TryGetValues(name, out values) ?? false)
            ? string.Join(',', values!)
            : null;

    /// <summary>Text as bytes.</summary>
    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var reply = answer(request, body);
        reply.RequestMessage = request;
        return reply;
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, context: null, cancellationToken);
        var reply = answer(request, body.ToArray());
        reply.RequestMessage = request;
        return reply;
    }

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
