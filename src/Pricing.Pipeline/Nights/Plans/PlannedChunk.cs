using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>A line of a plan: all that is needed to value some consecutive grants of the register.</summary>
/// <param name="Index">The chunk, from 0.</param>
/// <param name="Parts">The values by partition, in the order of the register.</param>
public sealed record PlannedChunk(int Index, IReadOnlyList<PlannedPart> Parts);

/// <summary>What a chunk asks for of one partition.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Values">The values, by grant.</param>
public sealed record PlannedPart(string Issuer, int Bucket, IReadOnlyList<PlannedValue> Values)
{
    /// <summary>The key of the partition.</summary>
    public string Partition() => new GrantPartition(Issuer, Bucket).Key;
}

/// <summary>A value that a plan asks for.</summary>
/// <param name="Task">Which value.</param>
/// <param name="Grant">The grant in the version that is valued; null where it cannot be read.</param>
/// <param name="Row">
/// The version of the grant's row, by which its grant-date value can be noted unseen; null where the row is to be read first.
/// </param>
public sealed record PlannedValue(ValuationTask Task, StoredGrant? Grant, string? Row = null);
