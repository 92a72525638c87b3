using Pricing.Pipeline.Sources;
using Pricing.Volatility;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>
/// The files that a value rests on: those that its evidence names, and those that stated what it is made of, also where another one took
/// its place since. Whoever stated a figure once may have done so for the one that stands now; and that a day had no close, or a split,
/// stands in a file that no close names.
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
            .Concat(OfCurve(facts))
            .Where(source => source.IsFile)
            .DistinctBy(source => (source.Sha256, source.Request)),
    ];

    /// <summary>Of the days in the window all; of those before it the splits, which bring terms and dividends onto another basis.</summary>
    private static IEnumerable<DataSource> OfPrices(ValueFacts facts)
    {
        if (facts.Market.Prices is not { } prices) return [];

        var window = facts.Window();
        return prices.Facts
            .Where(fact => window.Contains(fact.Date) || (fact.Date < window.From && fact.SplitNewPerOld is not null))
            .Select(fact => fact.Source)
            .Distinct()
            .Select(source => prices.Sources[source]);
    }

    private static IEnumerable<DataSource> OfCurve(ValueFacts facts) =>
        facts.Evidence.Curve is { } used && facts.Market.CurveHistory is { } curves
            ? curves.Of(used.Date).Select(one => curves.Sources[one.Source])
            : [];

    private static IEnumerable<DataSource> OfDividends(ValueFacts facts)
    {
        var isInput = facts.Evidence.Dividend is not null || facts.Evidence.Volatility?.Method.ReturnType == ReturnType.Total;
        return isInput && facts.Market.Dividends is { } dividends
            ? dividends.Notices.Where(notice => notice.PublishedOn <= facts.Value.MeasurementDate).Select(notice => dividends.Sources[notice.Source])
            : [];
    }
}
