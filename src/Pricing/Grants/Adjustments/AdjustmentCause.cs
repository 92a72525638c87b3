namespace Pricing.Grants.Adjustments;

/// <summary>Why the number of shares per right changes.</summary>
public enum AdjustmentCause
{
    /// <summary>A share split: in force from the day after its record date.</summary>
    Split,

    /// <summary>A share consolidation: in force from its effective date.</summary>
    Consolidation,

    /// <summary>A merger, demerger or the like, after which the company decided on a number.</summary>
    Decision,
}
