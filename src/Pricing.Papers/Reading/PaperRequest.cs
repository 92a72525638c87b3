namespace Pricing.Papers.Reading;

/// <summary>Which value a paper is asked of.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="GrantId">The grant.</param>
/// <param name="Date">The measurement date; null for the grant date, or the newest where that has no value.</param>
/// <param name="Version">The version of the value; null for the highest.</param>
public sealed record PaperRequest(string Issuer, string GrantId, DateOnly? Date = null, int? Version = null);
