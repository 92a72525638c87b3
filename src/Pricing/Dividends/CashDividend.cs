namespace Pricing.Dividends;

/// <summary>A dividend as it was declared.</summary>
public sealed record CashDividend
{
    /// <summary>The amount as declared, in currency per share of the record date, at least 0.</summary>
    public required decimal AmountPerShare { get; init; }

    /// <summary>The first session on which the share trades without the dividend.</summary>
    public required DateOnly ExDate { get; init; }

    /// <summary>The day whose holders receive the dividend.</summary>
    public required DateOnly RecordDate { get; init; }

    /// <summary>The last day of the fiscal year that the dividend belongs to.</summary>
    public required DateOnly FiscalYearEnd { get; init; }

    /// <summary>What it was declared as.</summary>
    public required DividendKind Kind { get; init; }
}
