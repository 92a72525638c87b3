using Microsoft.Extensions.Time.Testing;

namespace Testing;

/// <summary>
/// A clock that stands until it is moved, by which short waits are over at once: whoever pauses before the next try goes on, at
/// the same time of day. So what is stored after tries that failed can be compared to the byte. Long waits, such as timeouts, end
/// only when the clock is moved.
/// </summary>
/// <param name="now">What it shows.</param>
public sealed class StillClock(DateTimeOffset now) : FakeTimeProvider(now)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(1);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        dueTime >= TimeSpan.Zero && dueTime <= LongestPause && period == Timeout.InfiniteTimeSpan
            ? System.CreateTimer(callback, state, AtOnce, period)
            : base.CreateTimer(callback, state, dueTime, period);
}
