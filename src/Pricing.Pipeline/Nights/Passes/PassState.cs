using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Passes;

/// <summary>Where the nights stand.</summary>
/// <param name="Pass">The open pass; null where none is, since nothing was due any more.</param>
/// <param name="Failure">Why the open pass stopped; null where it goes on.</param>
/// <param name="Progress">How far its run is; null where it does not say.</param>
/// <param name="MovedAt">When an instance of it was written the last time, UTC; null where none is there.</param>
public sealed record PassState(
    NightsPass? Pass, string? Failure = null, RunProgress? Progress = null, DateTimeOffset? MovedAt = null)
{
    /// <summary>Whether a pass is under way.</summary>
    public bool IsUnderWay => Pass is not null && Failure is null;
}
