using Pricing.Actions;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Valuations;

namespace Pricing.Proof.Market;

/// <summary>
/// All that is stored of a share and of the curves, to be seen as it was at an earlier time: what is stored is only ever added
/// to, and each part of it names the body that brought it.
/// </summary>
/// <param name="prices">The prices, with what was stated of corporate actions; null for none.</param>
/// <param name="dividends">The dividends; null for none.</param>
/// <param name="curves">The curves; null for none.</param>
internal sealed class ShareHistories(PriceHistory? prices, DividendHistory? dividends, CurveHistory? curves)
{
    private const int MostRemembered = 8;
    private const int MostCuts = 6;

    // A file is merged some time after it came in, and later than the run began though it came before.
    private static readonly TimeSpan Merging = TimeSpan.FromDays(1);

    private readonly Dictionary<(DateTimeOffset, DateTimeOffset, DateTimeOffset), MarketFacts> known = [];
    private readonly Dictionary<ClosedView, ShareHistories> views = [];

    private readonly SortedSet<DateTimeOffset> priceTimes = TimesOf(prices?.Sources, prices?.Actions?.Sources);
    private readonly SortedSet<DateTimeOffset> dividendTimes = TimesOf(dividends?.Sources);
    private readonly SortedSet<DateTimeOffset> curveTimes = TimesOf(curves?.Sources);

    /// <summary>Whether closes of the share are stored.</summary>
    public bool HasPrices => prices is not null;

    /// <summary>The corporate actions as they may have been known: as at the end first, then before each of the last bodies that came around it.</summary>
    /// <param name="from">From when.</param>
    /// <param name="to">Until when.</param>
    public IEnumerable<IReadOnlyList<CorporateAction>> ActionsBetween(DateTimeOffset from, DateTimeOffset to) =>
        Cuts(priceTimes, from, to).Select(cut => Prices(cut)?.Known.All ?? []);

    /// <summary>
    /// The facts as they may have been for a run: as at its end first, then each history before the last bodies that came
    /// around it, since a fetch and a file may fall into it.
    /// </summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    public IEnumerable<MarketFacts> Between(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var price in Cuts(priceTimes, from, to))
        {
            foreach (var dividend in Cuts(dividendTimes, from, to))
            {
                foreach (var curve in Cuts(curveTimes, from, to)) yield return At(price, dividend, curve);
            }
        }
    }

    /// <summary>The histories as they are for an issuer that has closed periods.</summary>
    /// <param name="view">What counts for it; null where all does.</param>
    public ShareHistories Under(ClosedView? view)
    {
        if (view is null) return this;
        if (!views.TryGetValue(view, out var seen)) views[view] = seen = new(view.Of(prices), view.Of(dividends), view.Of(curves));
        return seen;
    }

    private static SortedSet<DateTimeOffset> TimesOf(params IEnumerable<IReadOnlyList<DataSource>?> sources) =>
        [.. sources.SelectMany(some => some ?? []).Select(source => source.FetchedAt)];

    /// <summary>The times of the last bodies up to the end, back to the last one that was merged before the start for certain.</summary>
    private static IEnumerable<DateTimeOffset> Cuts(SortedSet<DateTimeOffset> times, DateTimeOffset from, DateTimeOffset to)
    {
        var earliest = from - DateTimeOffset.MinValue > Merging ? from - Merging : DateTimeOffset.MinValue;
        var before = times.GetViewBetween(DateTimeOffset.MinValue, to).Reverse().DefaultIfEmpty(DateTimeOffset.MinValue);
        foreach (var time in before.Take(MostCuts))
        {
            yield return time;
            if (time <= earliest) yield break;
        }
    }

    private MarketFacts At(DateTimeOffset price, DateTimeOffset dividend, DateTimeOffset curve)
    {
        if (known.TryGetValue((price, dividend, curve), out var facts)) return facts;

        if (known.Count >= MostRemembered) known.Clear();
        return known[(price, dividend, curve)] = new(Prices(price), Dividends(dividend), Curves(curve));
    }

    private PriceHistory? Prices(DateTimeOffset cut) =>
        prices?.Only(fact => prices.Sources[fact.Source].FetchedAt <= cut) is { } known ? known with { Actions = Actions(cut) } : null;

    private ActionHistory? Actions(DateTimeOffset cut) =>
        prices?.Actions is { } actions ? actions.Only(statement => actions.Sources[statement.Source].FetchedAt <= cut) : null;

    private DividendHistory? Dividends(DateTimeOffset cut) => dividends?.Only(notice => dividends.Sources[notice.Source].FetchedAt <= cut);

    private CurveHistory? Curves(DateTimeOffset cut) => curves?.Only(one => curves.Sources[one.Source].FetchedAt <= cut);
}
