namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>
/// One statement of one source about one share and date. Facts are only ever added: what is learnt later, a split
/// factor or a corrected close, is a further fact of the same date, and the earlier one stays readable.
/// </summary>
/// <param name="Date">The date.</param>
/// <param name="Close">The raw close; null where the fact states none.</param>
/// <param name="NoTrade">Whether the fact states that the date had no close.</param>
/// <param name="SplitNewPerOld">New shares per old one on a split's ex-date.</param>
/// <param name="BasePrice">The base price of the date.</param>
/// <param name="Source">The index of the source.</param>
/// <param name="Replaces">Whether it was told to replace what an earlier fact of the date states.</param>
public readonly record struct PriceFact(
    DateOnly Date,
    decimal? Close,
    bool NoTrade,
    Ratio? SplitNewPerOld,
    decimal? BasePrice,
    int Source,
    bool Replaces = false)
{
    // A history has thousands of facts, and few of them state more than a close. What few state stands beside: a fact takes a third of the room.
    private readonly decimal close = Close ?? 0m;
    private readonly bool hasClose = Close is not null;
    private readonly Beside? beside = Beside.Of(SplitNewPerOld, BasePrice);

    /// <summary>The raw close; null where the fact states none.</summary>
    public decimal? Close
    {
        get => hasClose ? close : null;
        init => (close, hasClose) = (value ?? 0m, value is not null);
    }

    /// <summary>New shares per old one on a split's ex-date.</summary>
    public Ratio? SplitNewPerOld
    {
        get => beside?.SplitNewPerOld;
        init => beside = Beside.Of(value, BasePrice);
    }

    /// <summary>The base price of the date.</summary>
    public decimal? BasePrice
    {
        get => beside?.BasePrice;
        init => beside = Beside.Of(SplitNewPerOld, value);
    }

    /// <summary>What few facts state.</summary>
    private sealed record Beside(Ratio? SplitNewPerOld, decimal? BasePrice)
    {
        public static Beside? Of(Ratio? split, decimal? basePrice) => split is null && basePrice is null ? null : new(split, basePrice);
    }
}

/// <summary>A fact and the share it is about.</summary>
/// <param name="Code">The security code, five characters.</param>
/// <param name="Fact">The fact.</param>
public readonly record struct CodedFact(string Code, PriceFact Fact);
