using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>A frozen plan.</summary>
/// <param name="Run">The run.</param>
/// <param name="Chunks">Its chunks.</param>
/// <param name="Tasks">Values that it asks for.</param>
public sealed record PlanReference(NightRun Run, int Chunks, int Tasks);
