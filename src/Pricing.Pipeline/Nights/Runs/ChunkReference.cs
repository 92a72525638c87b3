using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>One chunk of a frozen plan.</summary>
/// <param name="Run">The run.</param>
/// <param name="Index">The chunk, from 0.</param>
public sealed record ChunkReference(NightRun Run, int Index) : ITracedInput
{
    string ITracedInput.RunId => Run.Id;

    int? ITracedInput.Chunk => Index;
}

/// <summary>Consecutive chunks of a frozen plan.</summary>
/// <param name="Run">The run.</param>
/// <param name="First">The first chunk.</param>
/// <param name="Count">How many.</param>
public sealed record ChunkRange(NightRun Run, int First, int Count);
