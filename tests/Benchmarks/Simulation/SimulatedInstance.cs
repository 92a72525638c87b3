namespace Benchmarks.Simulation;

/// <summary>An instance of the app in a simulated night.</summary>
/// <param name="timeline">The time.</param>
internal sealed class SimulatedInstance(Timeline timeline)
{
    private double workedTo;

    public int UnderWay { get; set; }

    public Limit Processor { get; } = new(timeline, 1);

    public HashSet<string> Shares { get; } = new(StringComparer.Ordinal);

    /// <summary>Seconds in which at least one activity was under way.</summary>
    public double Worked { get; private set; }

    public void WorkedFrom(double begun)
    {
        Worked += timeline.Now - Math.Max(begun, workedTo);
        workedTo = timeline.Now;
    }
}
