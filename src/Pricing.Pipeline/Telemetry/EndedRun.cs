namespace Pricing.Pipeline.Telemetry;

/// <summary>What is measured and traced of a run that came to its end.</summary>
/// <param name="Id">The run.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Scope">Which grants it planned.</param>
/// <param name="Started">When it started.</param>
/// <param name="Finished">When it ended.</param>
public sealed record EndedRun(string Id, string Status, string Scope, DateTimeOffset Started, DateTimeOffset Finished)
{
    /// <summary>Values stored, failed ones included.</summary>
    public int Values { get; init; }

    /// <summary>Values that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Values that are provisional.</summary>
    public int Provisional { get; init; }
}
