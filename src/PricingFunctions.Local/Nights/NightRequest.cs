namespace PricingFunctions.Local.Nights;

/// <summary>A night that is asked for, as the host takes it.</summary>
/// <param name="Date">The business date, as it was written.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who asks.</param>
internal sealed record NightRequest(string Date, string Reason, string AskedBy);
