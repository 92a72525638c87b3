namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>The dates of which a feed was asked for all prices of a share there are; what a file brings says nothing of the dates beside it.</summary>
/// <param name="From">The first date.</param>
/// <param name="Through">The last date.</param>
public readonly record struct PriceSpan(DateOnly From, DateOnly Through)
{
    /// <summary>From the earlier beginning to the later end; where there is a hole between, the later of the two.</summary>
    /// <param name="other">Another one of the same share.</param>
    public PriceSpan With(PriceSpan other)
    {
        var (first, last) = other.From < From ? (other, this) : (this, other);
        return first.Through.DayNumber < last.From.DayNumber - 1 ? last : new(first.From, last.Through > first.Through ? last.Through : first.Through);
    }
}
