namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>What a share's price did from one close to the next, splits taken out.</summary>
/// <param name="Before">The close before.</param>
/// <param name="Day">The close.</param>
/// <param name="Value">The logarithm of the ratio.</param>
/// <param name="HasSplit">Whether a split is known between the two.</param>
internal readonly record struct PriceReturn(PriceDay Before, PriceDay Day, double Value, bool HasSplit);
