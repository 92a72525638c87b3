using System.Net;
using System.Text;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>
/// Archives the whole body of every attempt, those that are refused or tried again included. A body that repeats a
/// secret of its request is not kept.
/// </summary>
/// <param name="archive">Where bodies are kept.</param>
/// <param name="time">The clock.</param>
internal sealed class ArchivingHandler(RawArchive archive, TimeProvider time) : DelegatingHandler
{
    private const string OriginHeader = "X-Data-Origin";
    private const string Synthetic = "synthetic";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            if (response.StatusCode != HttpStatusCode.NotModified)
                FeedMessage.SetSource(request, await KeepAsync(request, response, cancellationToken));
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<DataSource?> KeepAsync(
        HttpRequestMessage message, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var request = FeedMessage.RequestOf(message);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (RepeatsASecret(request, body))
            return null;

        var origin = response.Headers.TryGetValues(OriginHeader, out var values) ? values.FirstOrDefault() : null;
        return await archive.KeepAsync(
            new(request.Feed, request.Text, (int)response.StatusCode, time.GetUtcNow(), origin == Synthetic),
            body,
            cancellationToken);
    }

    private static bool RepeatsASecret(FeedRequest request, ReadOnlySpan<byte> body)
    {
        foreach (var secret in request.Headers.Values)
        {
            if (body.IndexOf(Encoding.UTF8.GetBytes(secret)) >= 0)
                return true;
        }

        return false;
    }
}
