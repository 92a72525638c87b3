namespace Pricing.Pipeline.Nights.Runs;

/// <summary>Consecutive chunks of a frozen plan.</summary>
/// <param name="Run">The run.</param>
/// <param name="First">The first chunk.</param>
/// <param name="Count">How many.</param>
public sealed record ChunkRange(NightRun Run, int First, int Count);
