using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>What a plan comes to.</summary>
/// <param name="Chunks">Its chunks.</param>
/// <param name="Tasks">Values that it asks for.</param>
/// <param name="Partitions">The partitions that they go to.</param>
/// <param name="Codes">The security codes whose market data they need.</param>
public sealed record PlanSummary(
    int Chunks, int Tasks, IReadOnlyList<GrantPartition> Partitions, IReadOnlyList<string> Codes);
