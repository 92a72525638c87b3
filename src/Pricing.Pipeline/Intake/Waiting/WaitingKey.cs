namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>What a row waits for: anything that is stored of this grant may be it.</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
public readonly record struct WaitingKey(string Issuer, string GrantId);
