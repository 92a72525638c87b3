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
    private readonly Dictionary<DateTimeOffset, MarketFacts> known = [];

    private readonly SortedSet<DateTimeOffset> times =
    [
        .. new[] { prices?.Sources, prices?.Actions?.Sources, dividends?.Sources, curves?.Sources }
            .SelectMany(sources => sources ?? [])
            .Select(source => source.FetchedAt),
    ];

    /// <summary>
    /// The facts as they may have been for a run: as at its end, as at its start, and after each body that came in between,
    /// since a fetch and a file may fall into it.
    /// </summary>
    /// <param name="from">Its start.</param>
    /// <param name="to">Its end.</param>
    public IEnumerable<MarketFacts> Between(DateTimeOffset from, DateTimeOffset to)
    {
        var states = times.Where(time => time > from && time <= to).Reverse().Append(from).Prepend(to).Select(Cut).Distinct();
        foreach (var cut in states) yield return At(cut);
    }

    // What came last before a time; all times with the same one see the same.
    private DateTimeOffset Cut(DateTimeOffset time) => times.Where(came => came <= time).DefaultIfEmpty(DateTimeOffset.MinValue).Max();

    private MarketFacts At(DateTimeOffset cut)
    {
        if (!known.TryGetValue(cut, out var facts)) known[cut] = facts = new(Prices(cut), Dividends(cut), Curves(cut));
        return facts;
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
