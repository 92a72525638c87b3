namespace Soak.Years;

/// <summary>A feed that cannot be reached for a while.</summary>
/// <param name="clock">The time.</param>
/// <param name="from">From when on.</param>
/// <param name="to">Until when.</param>
internal sealed class FeedThatIsDown(TimeProvider clock, DateTimeOffset from, DateTimeOffset to) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        clock.GetUtcNow() >= from && clock.GetUtcNow() < to
            ? throw new HttpRequestException("The feed is down.")
            : base.SendAsync(request, cancellationToken);
}
