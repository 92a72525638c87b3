using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Pricing.Pipeline.Tests.MarketData.Feeds;

/// <summary>
/// A clock on which waits end at once and move it on by their length; timeouts of the longest kind never run out. What
/// is real, such as HTTP on loopback, takes no time on it.
/// </summary>
internal sealed class LeapingTime(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMinutes(10);

    private readonly FakeTimeProvider clock = new(start);
    private readonly ConcurrentQueue<TimeSpan> waits = new();

    /// <summary>The waits so far.</summary>
    public IReadOnlyCollection<TimeSpan> Waits => waits;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public void Advance(TimeSpan time) => clock.Advance(time);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = clock.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime < ShortestTimeout)
        {
            waits.Enqueue(dueTime);
            clock.Advance(dueTime);
        }

        return timer;
    }
}
