using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Volatility;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>
/// The files that a value rests on: those that its evidence names, and those by which what it was made of stands now. A figure may have
/// been replaced and stated again since by somebody else; and that a day had no close, or a split, stands in a file that no close names.
/// </summary>
internal static class GivenSources
{
    /// <summary>The files, each taking-in once.</summary>
    /// <param name="facts">The value.</param>
    public static IReadOnlyList<DataSource> Of(ValueFacts facts) =>
    [
        .. facts.Evidence.Sources
            .Concat(OfPrices(facts))
            .Concat(facts.Market.Prices?.Actions?.Sources ?? [])
            .Concat(OfDividends(facts))
            .Concat(facts.Evidence.Curve is { } curve && facts.Market.CurveSource(curve.Date) is { } source ? [source] : [])
            .Where(source => source.Feed == MarketFileBodies.FeedName)
            .DistinctBy(source => (source.Sha256, source.Request)),
    ];

    private static IEnumerable<DataSource> OfPrices(ValueFacts facts)
    {
        if (facts.Market.Prices is not { } prices) return [];

        var window = facts.Window();
        return prices.Facts
            .GroupBy(fact => fact.Date)
            .Where(day => day.Key <= window.To)
            .SelectMany(day => Standing([.. day], window.Contains(day.Key)))
            .Select(fact => prices.Sources[fact.Source]);
    }

    /// <summary>Of a day in the window what stands; of one before it a split, which brings terms and dividends onto another basis.</summary>
    private static IEnumerable<PriceFact> Standing(IReadOnlyList<PriceFact> day, bool isInWindow)
    {
        if (isInWindow)
        {
            foreach (var fact in day.Where(fact => fact.Close is not null || fact.NoTrade).TakeLast(1)) yield return fact;
            foreach (var fact in day.Where(fact => fact.BasePrice is not null).TakeLast(1)) yield return fact;
        }

        foreach (var fact in day.Where(fact => fact.SplitNewPerOld is not null).TakeLast(1)) yield return fact;
    }

    private static IEnumerable<DataSource> OfDividends(ValueFacts facts)
    {
        var isInput = facts.Evidence.Dividend is not null || facts.Evidence.Volatility?.Method.ReturnType == ReturnType.Total;
        return isInput && facts.Market.Dividends is { } dividends
            ? dividends.Notices.Where(notice => notice.PublishedOn <= facts.Value.MeasurementDate).Select(notice => dividends.Sources[notice.Source])
            : [];
    }
}
