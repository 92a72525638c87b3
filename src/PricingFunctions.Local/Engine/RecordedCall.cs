namespace PricingFunctions.Local.Engine;

/// <summary>A call that was answered.</summary>
/// <param name="Name">What was called.</param>
/// <param name="Output">Its answer as JSON.</param>
internal sealed record RecordedCall(string Name, string Output);
