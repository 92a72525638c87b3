namespace Pricing.Grants.Measurements;

/// <summary>How the expected remaining period T is found where the grant does not state it, and later on.</summary>
/// <param name="YearCount">How years between dates are counted.</param>
/// <param name="Remeasured">The period at a measurement after the grant date.</param>
public readonly record struct TermPolicy(YearCount YearCount, RemainingTermRule Remeasured);
