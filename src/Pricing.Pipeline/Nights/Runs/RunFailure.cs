using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>A run that cannot go on.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reason">Which step failed, and what of.</param>
public sealed record RunFailure(NightRun Run, string Reason) : ITracedInput
{
    string ITracedInput.RunId => Run.Id;

    int? ITracedInput.Chunk => null;
}
