using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>A line of a plan: values of consecutive grants of one partition.</summary>
/// <param name="Index">The chunk, from 0.</param>
/// <param name="Issuer">The issuer.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Tasks">The values, by grant.</param>
public sealed record PlannedChunk(int Index, string Issuer, int Bucket, IReadOnlyList<ValuationTask> Tasks);
