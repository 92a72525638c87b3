using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Passes;

/// <summary>An instance as a task hub has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsOpen">Whether it is not at its end.</param>
/// <param name="MovedAt">When it was written the last time, UTC.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
/// <param name="Progress">How far it is; null where it does not say.</param>
public sealed record HubInstance(
    string Id, bool IsOpen, DateTimeOffset MovedAt, string? Failure, RunProgress? Progress);
