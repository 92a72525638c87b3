namespace Pricing.Grants.Life;

/// <summary>What an exercise delivers, costs, and adds to capital (release, sections 3, 4, 6 and 10).</summary>
public sealed record ExerciseAmounts
{
    /// <summary>The rights exercised.</summary>
    public required int Rights { get; init; }

    /// <summary>Shares per right in force on the day.</summary>
    public required decimal SharesPerRight { get; init; }

    /// <summary>X in force on the day, in currency per share.</summary>
    public required decimal ExercisePrice { get; init; }

    /// <summary>The shares delivered, whole.</summary>
    public required decimal Shares { get; init; }

    /// <summary>The fraction of a share that was dropped, at least 0 and below 1.</summary>
    public required decimal DroppedFraction { get; init; }

    /// <summary>X times the shares, in currency.</summary>
    public required decimal AmountPayable { get; init; }

    /// <summary>Of the shares, those newly issued.</summary>
    public required decimal NewShares { get; init; }

    /// <summary>Of the shares, those that the company held.</summary>
    public required decimal TreasuryShares { get; init; }

    /// <summary>The book value of the treasury shares, in currency.</summary>
    public decimal TreasuryBookValue { get; init; }

    /// <summary>The book value of the rights exercised, in currency; null where it is not known.</summary>
    public decimal? BookValue { get; init; }

    /// <summary>Where the book value comes from.</summary>
    public required string BookValueOrigin { get; init; }

    /// <summary>The upper limit of the increase of capital, in yen; null where the book value is not known, and in other currencies.</summary>
    public decimal? Limit { get; init; }

    /// <summary>The increase of capital stock, in yen.</summary>
    public decimal? CapitalStock { get; init; }

    /// <summary>The increase of the capital reserve, in yen.</summary>
    public decimal? CapitalReserve { get; init; }

    /// <summary>The change of other capital surplus, in yen.</summary>
    public decimal? OtherCapitalSurplus { get; init; }
}
