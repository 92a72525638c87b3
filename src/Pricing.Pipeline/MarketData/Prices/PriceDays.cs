namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>Takes the facts of each date together.</summary>
internal static class PriceDays
{
    public static List<PriceDay> Of(IReadOnlyList<PriceFact> facts)
    {
        var days = new List<PriceDay>(facts.Count);
        foreach (var fact in facts)
        {
            if (days.Count > 0 && days[^1].Date == fact.Date)
                days[^1] = With(days[^1], fact);
            else
                days.Add(new(fact.Date, fact.Close, fact.SplitNewPerOld, fact.BasePrice, fact.Source));
        }

        return days;
    }

    public static PriceDay With(PriceDay day, PriceFact fact)
    {
        var statesClose = fact.Close is not null || fact.NoTrade;
        return day with
        {
            Close = statesClose ? fact.Close : day.Close,
            SplitNewPerOld = fact.SplitNewPerOld ?? day.SplitNewPerOld,
            BasePrice = fact.BasePrice ?? day.BasePrice,
            Source = statesClose || day.Close is null ? fact.Source : day.Source,
        };
    }
}
