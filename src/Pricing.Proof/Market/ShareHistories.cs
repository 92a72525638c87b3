using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;

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

    private readonly SortedSet<DateTimeOffset> priceTimes = TimesOf(prices?.Sources, prices?.Actions?.Sources);
    private readonly SortedSet<DateTimeOffset> dividendTimes = TimesOf(dividends?.Sources);
    private readonly SortedSet<DateTimeOffset> curveTimes = TimesOf(curves?.Sources);

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

    private PriceHistory? Prices(DateTimeOffset cut)
    {
        if (prices is null) return null;

        var facts = prices.Facts.Where(fact => prices.Sources[fact.Source].FetchedAt <= cut).ToList();
        return facts.Count == 0 ? null : prices with { Facts = facts, Actions = Actions(cut) };
    }

    private ActionHistory? Actions(DateTimeOffset cut)
    {
        if (prices?.Actions is not { } actions) return null;

        var (sources, numbers) = Before(actions.Sources, cut);
        StatedAction[] statements =
        [
            .. actions.Statements
                .Where(statement => numbers.ContainsKey(statement.Source))
                .Select(statement => statement with { Source = numbers[statement.Source] }),
        ];
        return statements.Length == 0 ? null : actions with { Statements = statements, Sources = sources };
    }

    private DividendHistory? Dividends(DateTimeOffset cut)
    {
        if (dividends is null) return null;

        var (sources, numbers) = Before(dividends.Sources, cut);
        DividendNotice[] notices =
        [
            .. dividends.Notices
                .Where(notice => numbers.ContainsKey(notice.Source))
                .Select(notice => notice with { Source = numbers[notice.Source] }),
        ];
        return dividends with { Notices = notices, Sources = sources };
    }

    /// <summary>Of each date the curve that stood last before the time.</summary>
    private CurveHistory? Curves(DateTimeOffset cut)
    {
        if (curves is null) return null;

        var stood = new SortedDictionary<DateOnly, (YieldCurve Curve, int Source)>();
        var all = curves.Replaced
            .Select(replaced => (replaced.Curve, replaced.Source))
            .Concat(curves.Curves.Zip(curves.CurveSources));
        foreach (var (curve, source) in all.Where(one => curves.Sources[one.Item2].FetchedAt <= cut)) stood[curve.Date] = (curve, source);
        return stood.Count == 0
            ? null
            : curves with { Curves = [.. stood.Values.Select(one => one.Curve)], CurveSources = [.. stood.Values.Select(one => one.Source)] };
    }

    /// <summary>The bodies that came up to a time, and what their numbers are among them.</summary>
    private static (List<DataSource> Sources, Dictionary<int, int> Numbers) Before(IReadOnlyList<DataSource> all, DateTimeOffset cut)
    {
        var numbers = all.Index().Where(source => source.Item.FetchedAt <= cut).Select(source => source.Index).Index()
            .ToDictionary(pair => pair.Item, pair => pair.Index);
        return ([.. numbers.Keys.Select(index => all[index])], numbers);
    }
}
