namespace Pricing.Actions;

/// <summary>What a company did that may change how many shares a right delivers, or at what price.</summary>
public enum CorporateActionKind
{
    /// <summary>A share split, by its ratio.</summary>
    Split,

    /// <summary>An allotment of shares without contribution to the holders of shares: treated as a split.</summary>
    GratisAllotment,

    /// <summary>A share consolidation, by its ratio.</summary>
    Consolidation,

    /// <summary>An allotment of rights to the holders of shares; adjusted by decision.</summary>
    RightsOffering,

    /// <summary>An issue of shares below the market price; adjusted by decision.</summary>
    BelowMarketIssue,

    /// <summary>A merger; adjusted by decision.</summary>
    Merger,

    /// <summary>A demerger; adjusted by decision.</summary>
    Demerger,

    /// <summary>A share exchange; adjusted by decision.</summary>
    ShareExchange,

    /// <summary>A share transfer; adjusted by decision.</summary>
    ShareTransfer,
}
