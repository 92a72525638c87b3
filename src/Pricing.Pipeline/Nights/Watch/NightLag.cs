namespace Pricing.Pipeline.Nights.Watch;

/// <summary>How late the nights are; zero where nothing is late.</summary>
/// <param name="Night">Since when the oldest night that is not closed is due.</param>
/// <param name="Provisional">Since when the oldest values that are still provisional could have been looked at again.</param>
/// <param name="Failed">Since when the oldest night is due whose run failed and is still open.</param>
public sealed record NightLag(TimeSpan Night, TimeSpan Provisional, TimeSpan Failed);
