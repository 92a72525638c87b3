namespace Pricing.Pipeline.Nights.Runs;

/// <summary>What an orchestration needs to know of a run; the run itself is too large to travel.</summary>
/// <param name="Date">The business date.</param>
/// <param name="Version">The version.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CancelledBy">Who asked it to stop; null where nobody did.</param>
public sealed record RunState(DateOnly Date, int Version, RunStatus Status, string? CancelledBy = null)
{
    /// <summary>The state of a run.</summary>
    /// <param name="run">The run.</param>
    public static RunState Of(RunRecord run) => new(run.Date, run.Version, run.Status, run.CancelledBy);
}
