using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Valuations;

/// <summary>What <see cref="GrantValuer"/> is asked.</summary>
/// <param name="Grant">The grant.</param>
/// <param name="Task">Which value of it.</param>
/// <param name="Facts">The facts of the grant's share.</param>
public sealed record GrantQuestion(StoredGrant Grant, ValuationTask Task, MarketFacts Facts);
