namespace Pricing.Pipeline.Orchestration;

/// <summary>Pauses between looks at something that is under way: 50 ms at first, a fifth longer each time, 1 s at most.</summary>
/// <param name="clock">The time.</param>
public sealed class BackOff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private TimeSpan next = First;

    /// <summary>The length of the next pause; it grows with each.</summary>
    public TimeSpan Next()
    {
        var pause = next;
        next = TimeSpan.FromTicks(Math.Min(next.Ticks * 6 / 5, Longest.Ticks));
        return pause;
    }

    /// <summary>Starts over with the shortest pause.</summary>
    public void Reset() => next = First;

    /// <summary>Pauses.</summary>
    /// <param name="cancellationToken">Ends the pause with an exception.</param>
    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Next(), clock, cancellationToken);
}
