namespace Pricing.Grants.Measurements;

/// <summary>How the expected remaining period T is found where the grant does not state it, and later on.</summary>
/// <param name="YearCount">How years between dates are counted.</param>
/// <param name="Remeasured">The period at a measurement after the grant date.</param>
public readonly record struct TermPolicy(YearCount YearCount, RemainingTermRule Remeasured);

/// <summary>The expected remaining period at a measurement after the grant date.</summary>
public enum RemainingTermRule
{
    /// <summary>The original period less the time that has passed.</summary>
    Elapsed,

    /// <summary>The midpoint of what is left of the exercise period.</summary>
    MidpointOfRemaining,

    /// <summary>The period that the grant states, unchanged.</summary>
    Given,
}
