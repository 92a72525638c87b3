using System.Collections;
using Pricing.Volatility;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>Takes the facts of each date together.</summary>
internal static class PriceDays
{
    /// <summary>The days of facts.</summary>
    /// <param name="facts">The facts by ascending date.</param>
    /// <returns>An entry a date. Where each has one fact, as nearly always, the days are those facts, and none is copied.</returns>
    public static IReadOnlyList<PriceDay> Of(IReadOnlyList<PriceFact> facts)
    {
        var count = Count(facts);
        if (count == facts.Count) return new DayEach(facts);

        var days = new List<PriceDay>(count);
        foreach (var fact in facts)
        {
            if (days.Count > 0 && days[^1].Date == fact.Date)
                days[^1] = With(days[^1], fact);
            else
                days.Add(DayOf(fact));
        }

        return days;
    }

    /// <summary>The closes of days, where they have any.</summary>
    /// <param name="days">The days, ascending.</param>
    /// <returns>The raw closes, ascending. Where each day has one they are those of the facts, and none is copied.</returns>
    public static IReadOnlyList<ClosingPrice> ClosesOf(IReadOnlyList<PriceDay> days)
    {
        if (days is DayEach each && each.Facts.All(fact => fact.Close is not null)) return new CloseEach(each.Facts);

        var closes = new List<ClosingPrice>(days.Count);
        foreach (var day in days)
        {
            if (day.Close is { } close) closes.Add(new(day.Date, close));
        }

        return closes;
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

    private static PriceDay DayOf(in PriceFact fact) => new(fact.Date, fact.Close, fact.SplitNewPerOld, fact.BasePrice, fact.Source);

    private static int Count(IReadOnlyList<PriceFact> facts)
    {
        var (count, last) = (0, default(DateOnly?));
        foreach (var fact in facts)
        {
            if (fact.Date != last) count++;
            last = fact.Date;
        }

        return count;
    }

    private sealed class DayEach(IReadOnlyList<PriceFact> facts) : IReadOnlyList<PriceDay>
    {
        public IReadOnlyList<PriceFact> Facts => facts;

        public int Count => facts.Count;

        public PriceDay this[int index] => DayOf(facts[index]);

        public IEnumerator<PriceDay> GetEnumerator()
        {
            foreach (var fact in facts) yield return DayOf(fact);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class CloseEach(IReadOnlyList<PriceFact> facts) : IReadOnlyList<ClosingPrice>
    {
        public int Count => facts.Count;

        public ClosingPrice this[int index] => CloseOf(facts[index]);

        public IEnumerator<ClosingPrice> GetEnumerator()
        {
            foreach (var fact in facts) yield return CloseOf(fact);
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private static ClosingPrice CloseOf(in PriceFact fact) => new(fact.Date, fact.Close!.Value);
    }
}
