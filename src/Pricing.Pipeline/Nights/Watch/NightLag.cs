namespace Pricing.Pipeline.Nights.Watch;

/// <summary>How late the nights are; zero where nothing is late.</summary>
/// <param name="Night">Since when the oldest night that is not closed is due.</param>
/// <param name="Provisional">Since when the oldest values that are still provisional could have been looked at again.</param>
public sealed record NightLag(TimeSpan Night, TimeSpan Provisional);
