namespace Pricing.Grants.Adjustments;

/// <summary>Why the terms of a right change.</summary>
public enum AdjustmentCause
{
    /// <summary>A share split: in force from the day after its record date.</summary>
    Split,

    /// <summary>A share consolidation: in force from its effective date.</summary>
    Consolidation,

    /// <summary>A merger, demerger or the like, after which the company decided on shares and exercise price.</summary>
    Decision,

    /// <summary>A merger, demerger or the like on which no decision is known.</summary>
    Undecided,
}
