namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>The dates of which a feed was asked for all prices of a share there are; what a file brings says nothing of the dates beside it.</summary>
/// <param name="From">The first date.</param>
/// <param name="Through">The last date.</param>
public readonly record struct PriceSpan(DateOnly From, DateOnly Through)
{
    /// <summary>From the earlier beginning to the later end: a feed is asked from where its answers end, so there is no hole between.</summary>
    /// <param name="other">Another one of the same share.</param>
    public PriceSpan With(PriceSpan other) =>
        new(other.From < From ? other.From : From, other.Through > Through ? other.Through : Through);
}
