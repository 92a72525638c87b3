namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>
/// Reads the whole body, up to a limit, inside the attempt. Without it the attempt's timeout and the retries would end
/// at the headers, and a body that drips, breaks off or never ends would be outside of both.
/// </summary>
/// <param name="maximumBytes">The largest body that is read.</param>
internal sealed class BufferedBodyHandler(long maximumBytes) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(maximumBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
