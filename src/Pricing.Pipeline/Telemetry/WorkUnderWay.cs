namespace Pricing.Pipeline.Telemetry;

/// <summary>
/// Whether this process is at the steps of a night, or takes a file in. Who answers questions beside it looks here, since a night must
/// not be late for as many questions as anybody cares to ask.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class WorkUnderWay(TimeProvider clock)
{
    // Between two steps their engine is at work.
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private int running;
    private long? ended;

    /// <summary>Whether it is, or was some seconds ago.</summary>
    public bool Is
    {
        get
        {
            lock (gate) return running > 0 || (ended is { } last && clock.GetElapsedTime(last) < Between);
        }
    }

    /// <summary>Counts work until it ends.</summary>
    /// <returns>Ends it.</returns>
    internal IDisposable Begin()
    {
        lock (gate) running++;
        return new Work(this);
    }

    private void End()
    {
        lock (gate)
        {
            running--;
            ended = clock.GetTimestamp();
        }
    }

    private sealed class Work(WorkUnderWay all) : IDisposable
    {
        private WorkUnderWay? all = all;

        public void Dispose() => Interlocked.Exchange(ref all, null)?.End();
    }
}
