namespace Pricing.Grants.Exercise;

/// <summary>
/// What the increase of capital by one exercise is calculated from (Ordinance on Company Accounting, article 17,
/// paragraph 1), in yen.
/// </summary>
public sealed record CapitalBasis
{
    /// <summary>The book value of the rights exercised, all together, at least 0.</summary>
    public required decimal BookValueOfRights { get; init; }

    /// <summary>The cash paid on exercise, at least 0.</summary>
    public required decimal CashPaid { get; init; }

    /// <summary>The value of other assets contributed, at least 0.</summary>
    public decimal AssetsContributed { get; init; }

    /// <summary>The costs of the issue that are deducted, at least 0: 0 for now, by the supplementary provisions.</summary>
    public decimal IssueCosts { get; init; }

    /// <summary>The new shares issued, at least 0.</summary>
    public required decimal NewShares { get; init; }

    /// <summary>The treasury shares delivered, at least 0; with the new shares above 0.</summary>
    public decimal TreasuryShares { get; init; }

    /// <summary>The book value of the treasury shares delivered, all together, at least 0.</summary>
    public decimal TreasuryBookValue { get; init; }
}
