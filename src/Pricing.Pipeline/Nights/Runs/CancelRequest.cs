namespace Pricing.Pipeline.Nights.Runs;

/// <summary>Somebody asked for a run to be stopped.</summary>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who.</param>
/// <param name="AskedAt">When, UTC.</param>
public sealed record CancelRequest(string Reason, string AskedBy, DateTimeOffset AskedAt);
