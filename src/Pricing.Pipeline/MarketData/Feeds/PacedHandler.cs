namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>Makes each attempt wait for its turn.</summary>
/// <param name="pacer">The pace, shared by everything in the process that asks the feed.</param>
internal sealed class PacedHandler(RequestPacer pacer) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await pacer.WaitAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
