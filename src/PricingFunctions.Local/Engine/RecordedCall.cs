namespace PricingFunctions.Local.Engine;

/// <summary>A call that was answered.</summary>
/// <param name="Name">What was called.</param>
/// <param name="Output">Its answer as JSON; empty where it failed.</param>
/// <param name="Failure">What it failed of; null where it did not.</param>
internal sealed record RecordedCall(string Name, string Output, string? Failure = null);
