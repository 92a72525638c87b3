using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using static Testing.InMemory.InMemoryHandler;

namespace Testing.InMemory;

/// <summary>A request for one blob.</summary>
internal sealed class BlobRequest(
    BlobContainer container, string name, Dictionary<string, string> query, HttpRequestMessage request, byte[] body, DateTimeOffset now)
{
    private const string MetadataPrefix = "x-ms-meta-";
    private const string LeaseHeader = "x-ms-lease-id";

    private string Key => query.TryGetValue("snapshot", out var snapshot) ? $"{name}\0{snapshot}" : name;

    private StoredBlob? Stored
    {
        get
        {
            var found = container.Blobs.GetValueOrDefault(Key);
            return found?.LeaseEnds <= now ? found with { Lease = null, LeaseEnds = null } : found;
        }
    }

    private StoredBlob? There => Stored is { IsCommitted: true } there ? there : null;

    /// <summary>Answers it.</summary>
    public HttpResponseMessage Answer() => (request.Method.Method, query.GetValueOrDefault("comp")) switch
    {
        ("GET" or "HEAD", null) => Read(),
        ("DELETE", null) => Delete(),
        ("PUT", null) => Put(),
        ("PUT", "block") => PutBlock(),
        ("PUT", "blocklist") => PutBlocks(),
        ("PUT", "appendblock") => Append(),
        ("PUT", "snapshot") => Snapshot(),
        ("PUT", "metadata") => PutMetadata(),
        ("PUT", "lease") => new BlobLease(this, request, now).Answer(),
        _ => throw new NotSupportedException($"{request.Method} {request.RequestUri}"),
    };

    /// <summary>The blob, for whoever deals with its lease.</summary>
    internal StoredBlob? Leased => There;

    /// <summary>Puts the blob in its place without another ETag.</summary>
    internal void Keep(StoredBlob blob) => container.Blobs[Key] = blob;

    private HttpResponseMessage Read()
    {
        if (There is not { } blob) return Missing();
        if (Header(request, "If-None-Match") is { } not && Matches(blob, not)) return BlobService.Fail(HttpStatusCode.NotModified, "ConditionNotMet");
        if (Header(request, "If-Match") is { } must && !Matches(blob, must)) return BlobService.Fail(HttpStatusCode.PreconditionFailed, "ConditionNotMet");

        var range = Header(request, "x-ms-range") ?? Header(request, "Range");
        var reply = Reply(HttpStatusCode.OK, blob.Content, blob.MediaType);
        if (range is not null)
        {
            var ends = range["bytes=".Length..].Split('-');
            var first = int.Parse(ends[0], CultureInfo.InvariantCulture);
            if (first >= blob.Content.Length) return BlobService.Fail(HttpStatusCode.RequestedRangeNotSatisfiable, "InvalidRange");
            var last = ends[1].Length == 0 ? blob.Content.Length - 1 : Math.Min(long.Parse(ends[1], CultureInfo.InvariantCulture), blob.Content.Length - 1);
            reply = Reply(HttpStatusCode.PartialContent, blob.Content[first..((int)last + 1)], blob.MediaType);
            reply.Content.Headers.TryAddWithoutValidation(
                "Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {first}-{last}/{blob.Content.Length}"));
        }

        reply.Headers.TryAddWithoutValidation("Accept-Ranges", "bytes");
        reply.Headers.TryAddWithoutValidation("x-ms-blob-type", blob.IsAppended ? "AppendBlob" : "BlockBlob");
        reply.Headers.TryAddWithoutValidation("x-ms-creation-time", blob.CreatedAt.ToString("R", CultureInfo.InvariantCulture));
        reply.Headers.TryAddWithoutValidation("x-ms-lease-status", blob.Lease is null ? "unlocked" : "locked");
        reply.Headers.TryAddWithoutValidation("x-ms-lease-state", blob.Lease is null ? "available" : "leased");
        foreach (var (key, value) in blob.Metadata) reply.Headers.TryAddWithoutValidation(MetadataPrefix + key, value);
        return Stamped(reply, blob);
    }

    private HttpResponseMessage Delete()
    {
        if (There is not { } blob) return Missing();
        if (Refusal(blob) is { } refusal) return refusal;
        container.Blobs.Remove(Key);
        return Reply(HttpStatusCode.Accepted);
    }

    private HttpResponseMessage Put()
    {
        if (Refusal(There) is { } refusal) return refusal;
        return Write(new(body, 0, now, now) { IsAppended = Header(request, "x-ms-blob-type") == "AppendBlob", Metadata = Metadata() });
    }

    private HttpResponseMessage PutBlock()
    {
        if (There is { } there && LeaseRefusal(there) is { } refusal) return refusal;
        var blob = Stored ?? new StoredBlob([], 0, now, now) { IsCommitted = false };
        Keep(blob with { Blocks = blob.Blocks.SetItem(query["blockid"], body) });
        return Reply(HttpStatusCode.Created);
    }

    private HttpResponseMessage PutBlocks()
    {
        if (Refusal(There) is { } refusal) return refusal;
        var laid = Stored?.Blocks ?? [];
        var content = new List<byte>();
        foreach (var block in XElement.Parse(Encoding.UTF8.GetString(body).TrimStart('\uFEFF')).Elements())
        {
            if (!laid.TryGetValue(block.Value, out var bytes)) return BlobService.Fail(HttpStatusCode.BadRequest, "InvalidBlockList");
            content.AddRange(bytes);
        }

        return Write(new([.. content], 0, now, now) { Metadata = Metadata() });
    }

    private HttpResponseMessage Append()
    {
        if (There is not { } blob) return Missing();
        if (Refusal(blob) is { } refusal) return refusal;
        if (Header(request, "x-ms-blob-condition-appendpos") is { } at && long.Parse(at, CultureInfo.InvariantCulture) != blob.Content.Length)
            return BlobService.Fail(HttpStatusCode.PreconditionFailed, "AppendPositionConditionNotMet");
        var before = blob.Content.Length;
        var reply = Write(blob with { Content = [.. blob.Content, .. body], ModifiedAt = now });
        reply.Headers.TryAddWithoutValidation("x-ms-blob-append-offset", before.ToString(CultureInfo.InvariantCulture));
        reply.Headers.TryAddWithoutValidation("x-ms-blob-committed-block-count", "1");
        return reply;
    }

    private HttpResponseMessage Snapshot()
    {
        if (There is not { } blob) return Missing();
        var time = now;
        string at;
        do
        {
            at = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
            time = time.AddTicks(1);
        }
        while (container.Blobs.ContainsKey($"{name}\0{at}"));
        container.Blobs[$"{name}\0{at}"] = blob with { Lease = null, LeaseEnds = null };
        var reply = Reply(HttpStatusCode.Created);
        reply.Headers.TryAddWithoutValidation("x-ms-snapshot", at);
        return Stamped(reply, blob);
    }

    private HttpResponseMessage PutMetadata()
    {
        if (There is not { } blob) return Missing();
        if (Refusal(blob) is { } refusal) return refusal;
        var reply = Write(blob with { Metadata = Metadata(), ModifiedAt = now });
        reply.StatusCode = HttpStatusCode.OK;
        return reply;
    }

    private HttpResponseMessage Write(StoredBlob blob)
    {
        var before = There;
        var written = blob with
        {
            Writes = container.NextWrite(name),
            CreatedAt = before?.CreatedAt ?? now,
            Lease = before?.Lease,
            LeaseEnds = before?.LeaseEnds,
            LeaseLength = before?.LeaseLength,
        };
        Keep(written);
        return Stamped(Reply(HttpStatusCode.Created), written);
    }

    private HttpResponseMessage? Refusal(StoredBlob? blob)
    {
        if (Header(request, "If-None-Match") is { } not && blob is not null && Matches(blob, not))
        {
            return not == "*"
                ? LeaseRefusal(blob) ?? BlobService.Fail(HttpStatusCode.Conflict, "BlobAlreadyExists")
                : BlobService.Fail(HttpStatusCode.PreconditionFailed, "ConditionNotMet");
        }

        if (Header(request, "If-Match") is { } must && (blob is null || !Matches(blob, must)))
            return BlobService.Fail(HttpStatusCode.PreconditionFailed, "ConditionNotMet");
        return blob is null ? null : LeaseRefusal(blob);
    }

    private HttpResponseMessage? LeaseRefusal(StoredBlob blob) => (blob.Lease, Header(request, LeaseHeader)) switch
    {
        (null, null) => null,
        (null, _) => BlobService.Fail(HttpStatusCode.PreconditionFailed, "LeaseNotPresentWithBlobOperation"),
        (_, null) => BlobService.Fail(HttpStatusCode.PreconditionFailed, "LeaseIdMissing"),
        var (held, given) => held == given ? null : BlobService.Fail(HttpStatusCode.PreconditionFailed, "LeaseIdMismatchWithBlobOperation"),
    };

    private ImmutableSortedDictionary<string, string> Metadata() => request.Headers
        .Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
        .ToImmutableSortedDictionary(header => header.Key[MetadataPrefix.Length..], header => string.Join(',', header.Value), StringComparer.Ordinal);

    private static bool Matches(StoredBlob blob, string condition) => condition == "*" || condition == blob.ETag;

    private static HttpResponseMessage Missing() => BlobService.Fail(HttpStatusCode.NotFound, "BlobNotFound");

    private static HttpResponseMessage Stamped(HttpResponseMessage reply, StoredBlob blob)
    {
        reply.Headers.TryAddWithoutValidation("ETag", blob.ETag);
        reply.Content.Headers.TryAddWithoutValidation("Last-Modified", blob.ModifiedAt.ToString("R", CultureInfo.InvariantCulture));
        return reply;
    }
}
