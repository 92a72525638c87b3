using System.Globalization;
using System.Net;
using static Testing.InMemory.InMemoryHandler;

namespace Testing.InMemory;

/// <summary>A request for the lease of a blob.</summary>
internal sealed class BlobLease(BlobRequest blobs, HttpRequestMessage request, DateTimeOffset now)
{
    /// <summary>Answers it.</summary>
    public HttpResponseMessage Answer()
    {
        if (blobs.Leased is not { } blob) return BlobService.Fail(HttpStatusCode.NotFound, "BlobNotFound");

        var given = Header(request, "x-ms-lease-id");
        var proposed = Header(request, "x-ms-proposed-lease-id");
        switch (Header(request, "x-ms-lease-action"))
        {
            case "acquire":
                if (blob.Lease is not null && blob.Lease != proposed) return BlobService.Fail(HttpStatusCode.Conflict, "LeaseAlreadyPresent");
                var seconds = int.Parse(Header(request, "x-ms-lease-duration")!, CultureInfo.InvariantCulture);
                return Hold(HttpStatusCode.Created, blob, proposed ?? $"{Guid.NewGuid()}", seconds < 0 ? null : TimeSpan.FromSeconds(seconds));
            case "renew":
                return blob.Lease == given ? Hold(HttpStatusCode.OK, blob, given!, blob.LeaseLength) : Mismatch(blob);
            case "change":
                return blob.Lease is not null && (blob.Lease == given || blob.Lease == proposed)
                    ? Hold(HttpStatusCode.OK, blob, proposed!, blob.LeaseLength)
                    : Mismatch(blob);
            case "release":
                return blob.Lease == given ? Free(HttpStatusCode.OK, blob) : Mismatch(blob);
            case "break":
                return blob.Lease is null
                    ? BlobService.Fail(HttpStatusCode.Conflict, "LeaseNotPresentWithLeaseOperation")
                    : Free(HttpStatusCode.Accepted, blob);
            case var action:
                throw new NotSupportedException(action);
        }
    }

    private HttpResponseMessage Hold(HttpStatusCode status, StoredBlob blob, string lease, TimeSpan? length)
    {
        blobs.Keep(blob with { Lease = lease, LeaseLength = length, LeaseEnds = now + length });
        var reply = Stamped(status, blob);
        reply.Headers.TryAddWithoutValidation("x-ms-lease-id", lease);
        return reply;
    }

    private HttpResponseMessage Free(HttpStatusCode status, StoredBlob blob)
    {
        blobs.Keep(blob with { Lease = null, LeaseEnds = null, LeaseLength = null });
        var reply = Stamped(status, blob);
        reply.Headers.TryAddWithoutValidation("x-ms-lease-time", "0");
        return reply;
    }

    private static HttpResponseMessage Mismatch(StoredBlob blob) => BlobService.Fail(
        HttpStatusCode.Conflict, blob.Lease is null ? "LeaseNotPresentWithLeaseOperation" : "LeaseIdMismatchWithLeaseOperation");

    private static HttpResponseMessage Stamped(HttpStatusCode status, StoredBlob blob)
    {
        var reply = Reply(status);
        reply.Headers.TryAddWithoutValidation("ETag", blob.ETag);
        reply.Content.Headers.TryAddWithoutValidation("Last-Modified", blob.ModifiedAt.ToString("R", CultureInfo.InvariantCulture));
        return reply;
    }
}
