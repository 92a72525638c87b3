namespace Benchmarks.Simulation;

/// <summary>Time that is not waited for. What happens in it is written as methods that yield what they wait for.</summary>
internal sealed class Timeline
{
    private readonly PriorityQueue<IEnumerator<Wait>, (double Time, long Order)> due = new();
    private long order;

    /// <summary>Seconds since the beginning.</summary>
    public double Now { get; private set; }

    /// <summary>Begins something.</summary>
    /// <param name="steps">What happens.</param>
    /// <returns>Opens when it has happened.</returns>
    public Gate Begin(IEnumerable<Wait> steps)
    {
        var done = new Gate(this);
        Resume(Then(steps, done).GetEnumerator(), 0);
        return done;
    }

    /// <summary>Lets everything happen.</summary>
    public void Run()
    {
        while (due.TryDequeue(out var steps, out var at))
        {
            Now = at.Time;
            if (!steps.MoveNext()) continue;
            if (steps.Current.Until is { } gate) gate.Add(steps);
            else Resume(steps, steps.Current.Seconds);
        }
    }

    /// <summary>Goes on with something later.</summary>
    /// <param name="steps">What happens.</param>
    /// <param name="seconds">How much later.</param>
    public void Resume(IEnumerator<Wait> steps, double seconds) => due.Enqueue(steps, (Now + seconds, order++));

    private static IEnumerable<Wait> Then(IEnumerable<Wait> steps, Gate done)
    {
        foreach (var wait in steps) yield return wait;
        done.Open();
    }
}

/// <summary>What is waited for: some seconds, or a gate.</summary>
/// <param name="Seconds">The seconds.</param>
/// <param name="Until">The gate; null for seconds.</param>
internal readonly record struct Wait(double Seconds, Gate? Until = null)
{
    public static implicit operator Wait(double seconds) => new(seconds);

    public static implicit operator Wait(Gate gate) => new(0, gate);
}

/// <summary>Opens once; who waits for it goes on then.</summary>
/// <param name="timeline">The time.</param>
internal sealed class Gate(Timeline timeline)
{
    private readonly List<IEnumerator<Wait>> waiting = [];
    private bool isOpen;

    public void Open()
    {
        isOpen = true;
        foreach (var steps in waiting) timeline.Resume(steps, 0);
    }

    public void Add(IEnumerator<Wait> steps)
    {
        if (isOpen) timeline.Resume(steps, 0);
        else waiting.Add(steps);
    }
}

/// <summary>What does so much a second and no more: a processor, a partition, an account. What it is asked for comes in turn.</summary>
/// <param name="timeline">The time.</param>
/// <param name="aSecond">How much.</param>
internal sealed class Limit(Timeline timeline, double aSecond)
{
    private double free;

    /// <summary>How much it has done.</summary>
    public double Done { get; private set; }

    /// <summary>Seconds that what comes next has to wait for its turn.</summary>
    public double Wait => Math.Max(0, free - timeline.Now);

    /// <summary>Asks it for something.</summary>
    /// <param name="amount">How much.</param>
    /// <returns>Seconds until it is done.</returns>
    public double Ask(double amount)
    {
        var begins = Math.Max(timeline.Now, free);
        free = begins + (amount / aSecond);
        Done += amount;
        return free - timeline.Now;
    }
}
