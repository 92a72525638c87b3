using Pricing.Dividends;

namespace Pricing.Volatility;

/// <summary>What a volatility is estimated from.</summary>
public sealed record PriceSample
{
    /// <summary>The raw closes by ascending date; those outside the window are not used.</summary>
    public required IReadOnlyList<ClosingPrice> Closes { get; init; }

    /// <summary>The splits and consolidations, in any order; applied by their ex-date.</summary>
    public IReadOnlyList<ShareSplit> Splits { get; init; } = [];

    /// <summary>The dividends, in any order; used for total returns only.</summary>
    public IReadOnlyList<CashDividend> Dividends { get; init; } = [];

    /// <summary>The window, both ends included.</summary>
    public required DateWindow Window { get; init; }

    /// <summary>Periods of abnormal prices: no return starts, ends or passes inside one.</summary>
    public IReadOnlyList<DateWindow> Exclusions { get; init; } = [];
}
