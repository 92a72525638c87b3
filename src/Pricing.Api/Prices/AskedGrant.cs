using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Pricing.Api.Prices;

/// <summary>A grant with what is asked of it.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Task">Which value of it.</param>
/// <param name="Partition">The key of the partition where it is stored; null where it is given with the question.</param>
internal sealed record AskedGrant(StoredGrant Grant, ValuationTask Task, string? Partition);
