using System.Globalization;
using System.Net;
using static Testing.InMemory.InMemoryHandler;

namespace Testing.InMemory;

/// <summary>The blobs of an account in memory.</summary>
/// <param name="clock">The time.</param>
internal sealed class BlobService(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, BlobContainer> containers = new(StringComparer.Ordinal);

    /// <summary>Another one in the same state.</summary>
    public BlobService Copy()
    {
        var copy = new BlobService(clock);
        lock (gate)
        {
            foreach (var (name, container) in containers) copy.containers[name] = container.Copy();
        }

        return copy;
    }

    /// <summary>All blobs, without snapshots.</summary>
    public IReadOnlyList<StoredItem> Items()
    {
        lock (gate)
        {
            return
            [
                .. containers.SelectMany(container => container.Value.Blobs
                    .Where(blob => blob.Value.IsCommitted)
                    .Select(blob => new StoredItem(
                        $"{container.Key}/{blob.Key.Replace('\0', '@')}", IsRow: false, blob.Value.Metadata, blob.Value.Content))),
            ];
        }
    }

    /// <summary>Answers a request.</summary>
    public HttpResponseMessage Answer(HttpRequestMessage request, byte[] body)
    {
        var path = request.RequestUri!.AbsolutePath.Split('/', 4);
        var query = Query(request.RequestUri);
        var name = path.Length > 3 ? Uri.UnescapeDataString(path[3]) : "";
        lock (gate)
        {
            var container = containers.GetValueOrDefault(path[2]);
            if (name.Length == 0) return OfContainer(request, path[2], container, query);
            return container is null
                ? Fail(HttpStatusCode.NotFound, "ContainerNotFound")
                : new BlobRequest(container, name, query, request, body, clock.GetUtcNow()).Answer();
        }
    }

    /// <summary>A refusal.</summary>
    public static HttpResponseMessage Fail(HttpStatusCode status, string code)
    {
        var reply = Reply(status, Bytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>"), "application/xml");
        reply.Headers.TryAddWithoutValidation("x-ms-error-code", code);
        return reply;
    }

    private HttpResponseMessage OfContainer(
        HttpRequestMessage request, string name, BlobContainer? container, Dictionary<string, string> query)
    {
        if (request.Method == HttpMethod.Put)
        {
            if (container is not null) return Fail(HttpStatusCode.Conflict, "ContainerAlreadyExists");
            containers[name] = new();
            return Stamped(Reply(HttpStatusCode.Created));
        }

        if (container is null) return Fail(HttpStatusCode.NotFound, "ContainerNotFound");
        if (request.Method == HttpMethod.Get && query.GetValueOrDefault("comp") == "list")
            return Reply(HttpStatusCode.OK, BlobList.Of(name, container, query), "application/xml");
        if (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head) return Stamped(Reply(HttpStatusCode.OK));
        throw new NotSupportedException($"{request.Method} {request.RequestUri}");
    }

    private HttpResponseMessage Stamped(HttpResponseMessage reply)
    {
        reply.Headers.TryAddWithoutValidation("ETag", "\"0x1\"");
        reply.Content.Headers.TryAddWithoutValidation("Last-Modified", clock.GetUtcNow().ToString("R", CultureInfo.InvariantCulture));
        return reply;
    }
}
