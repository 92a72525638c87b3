namespace Pricing.Grants.Adjustments;

/// <summary>One step from the number of shares on the allotment date to that of a later date.</summary>
/// <param name="Adjustment">The event.</param>
/// <param name="Before">Shares per right before it.</param>
/// <param name="After">Shares per right after it, whole.</param>
/// <param name="Dropped">The fraction of a share that was dropped, at least 0 and below 1.</param>
public sealed record NumberStep(NumberAdjustment Adjustment, decimal Before, decimal After, Ratio Dropped);
