namespace Pricing.Pipeline.Nights.Runs;

/// <summary>Somebody accepts that a run failed.</summary>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who.</param>
/// <param name="AskedAt">When, UTC.</param>
public sealed record WaiveRequest(string Reason, string AskedBy, DateTimeOffset AskedAt);
