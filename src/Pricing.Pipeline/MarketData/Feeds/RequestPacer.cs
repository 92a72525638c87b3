namespace Pricing.Pipeline.MarketData.Feeds;

/// <summary>
/// Keeps a plan's limit: in no minute, wherever it starts, are more requests let through than allowed. Retries count,
/// since they count for the feed.
/// </summary>
/// <param name="requestsPerMinute">The limit, at least 1.</param>
/// <param name="time">The clock.</param>
public sealed class RequestPacer(int requestsPerMinute, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private readonly Queue<long> started = new();

    /// <summary>
    /// Returns as soon as one more request keeps the limit. Callers are let through one after the other.
    /// </summary>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (started.Count == requestsPerMinute)
            {
                var left = Window - time.GetElapsedTime(started.Peek());
                if (left > TimeSpan.Zero)
                    await Task.Delay(left, time, cancellationToken);
                started.Dequeue();
            }

            started.Enqueue(time.GetTimestamp());
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}

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
