namespace Pricing.Pipeline.Controls.Book;

/// <summary>The decisions about one issuer, as far as they can be read.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Decisions">The decisions, the first one first; empty where they cannot be read.</param>
/// <param name="Damage">Why they cannot; null where they can. That concerns no other issuer.</param>
public sealed record DecisionChain(string Issuer, IReadOnlyList<Decision> Decisions, Failure? Damage);
