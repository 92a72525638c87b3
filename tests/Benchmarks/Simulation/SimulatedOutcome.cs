namespace Benchmarks.Simulation;

/// <summary>What was seen of a simulated night.</summary>
internal sealed record SimulatedOutcome
{
    public required double Seconds { get; init; }

    public required double PlanSeconds { get; init; }

    public required double CloseSeconds { get; init; }

    public required int Instances { get; init; }

    public required long Activities { get; init; }

    public required long MostHistory { get; init; }

    public required long Throttled { get; init; }

    public required (string Key, double Entities) Hottest { get; init; }

    public required double Entities { get; init; }

    public required double Dollars { get; init; }
}
