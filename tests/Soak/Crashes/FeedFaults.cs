namespace Soak.Crashes;

/// <summary>Disturbs a call of a feed's client, inside of the client's own retries.</summary>
/// <param name="plan">Which call.</param>
/// <param name="feed">The feed.</param>
internal sealed class FeedFaults(FaultPlan plan, string feed) : DelegatingHandler
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(15);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        switch (plan.Meet(feed, request.Method.Method, request.RequestUri!.PathAndQuery))
        {
            case null:
                return await base.SendAsync(request, cancellationToken);
            case Fault.Before:
                throw new HttpRequestException("The connection broke.");
            case Fault.After:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                throw new HttpRequestException("The connection broke.");
            case Fault.Late:
                await Task.Delay(Lateness, cancellationToken);
                return await base.SendAsync(request, cancellationToken);
            case Fault.Twice:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                return await base.SendAsync(request, cancellationToken);
            default:
                (await base.SendAsync(request, cancellationToken)).Dispose();
                plan.Die();
                throw new HttpRequestException();
        }
    }
}
