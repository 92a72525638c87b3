namespace Pricing.Pipeline.Orchestration;

/// <summary>How far a run is.</summary>
/// <param name="Date">Its business date.</param>
/// <param name="Version">Its version.</param>
/// <param name="Chunks">Chunks of its plan.</param>
/// <param name="Valued">Chunks that are done.</param>
/// <param name="Rows">Values that are stored.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Unchanged">Values that were not stored again, since nothing had changed.</param>
public sealed record RunProgress(
    DateOnly Date, int Version, int Chunks, int Valued, int Rows, int Failed, int Unchanged);
