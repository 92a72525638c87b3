namespace Pricing.Grants.Measurements;

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
