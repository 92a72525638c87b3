namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>What is known of one share on one date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Close">
/// The raw close of regular trading, in currency per share of that date; null where there was no trade.
/// </param>
/// <param name="SplitNewPerOld">New shares per old one where the date is a split's ex-date: 200 for 1:200.</param>
/// <param name="BasePrice">The base price of the date as a source states it; never derived.</param>
/// <param name="Source">
/// The index, in the history's sources, of the body that holds the close (else the last fact).
/// </param>
public readonly record struct PriceDay(
    DateOnly Date, decimal? Close, Ratio? SplitNewPerOld, decimal? BasePrice, int Source);
