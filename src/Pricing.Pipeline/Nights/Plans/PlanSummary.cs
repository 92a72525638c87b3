using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>What a plan comes to.</summary>
/// <param name="Chunks">Its chunks.</param>
/// <param name="Tasks">Values that it asks for.</param>
/// <param name="Partitions">The partitions that they go to.</param>
/// <param name="Codes">The security codes whose market data they need.</param>
public sealed record PlanSummary(
    int Chunks, int Tasks, IReadOnlyList<GrantPartition> Partitions, IReadOnlyList<string> Codes)
{
    /// <summary>How many values each chunk asks for of which partition; null in plans of the first layout.</summary>
    public IReadOnlyList<PlannedCount>? Counts { get; init; }

    /// <summary>Files that had come and could not be taken in before it was made; 0 in plans from before they were counted.</summary>
    public int FilesWaiting { get; init; }
}

/// <summary>How many values a chunk asks for of a partition.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Partition">Which of the summary's partitions, from 0.</param>
/// <param name="Values">How many.</param>
public readonly record struct PlannedCount(int Chunk, int Partition, int Values);
