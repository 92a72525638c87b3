namespace Pricing.Pipeline.Register.Grants;

/// <summary>A row of a partition of grants.</summary>
/// <param name="GrantId">The grant, from the row's key.</param>
/// <param name="Stored">The grant, or why its row cannot be read.</param>
public readonly record struct ListedGrant(string GrantId, Outcome<StoredGrant> Stored);
