using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.Sources;
using Pricing.Volatility;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>Everything stored about the prices of one share.</summary>
public sealed record PriceHistory
{
    private readonly IReadOnlyList<PriceFact> facts = [];
    private KnownActions? known;

    /// <summary>The security code, five characters.</summary>
    public required string Code { get; init; }

    /// <summary>The bodies that the facts come from.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>The facts by ascending date, in the order they were learnt within a date.</summary>
    public required IReadOnlyList<PriceFact> Facts
    {
        get => facts;
        init
        {
            facts = value;
            known = null;
            Days = PriceDays.Of(value);
        }
    }

    /// <summary>
    /// The dates that the feed was asked for in whole; null where nothing says so: no feed was asked, or it was stored in the first layout.
    /// </summary>
    public PriceSpan? Covered { get; init; }

    /// <summary>One entry a date, ascending: its facts taken together, the later ones over the earlier ones.</summary>
    public IReadOnlyList<PriceDay> Days { get; private init; } = [];

    /// <summary>The raw closes, ascending; dates without a trade are absent.</summary>
    public IReadOnlyList<ClosingPrice> Closes => PriceDays.ClosesOf(Days);

    /// <summary>What was stated of the share's corporate actions; null where nothing was.</summary>
    public ActionHistory? Actions
    {
        get;
        init
        {
            field = value;
            known = null;
        }
    }

    /// <summary>
    /// The corporate actions, from the prices and from what was stated of them. A price feed knows neither record nor
    /// effective date.
    /// </summary>
    public KnownActions Known => known ??= KnownOf();

    /// <summary>The splits and consolidations by ascending ex-date.</summary>
    public IReadOnlyList<ShareSplit> Splits => Known.Splits;

    /// <summary>Finds a date.</summary>
    /// <param name="date">The date.</param>
    /// <returns>What is known of it, or null where nothing is.</returns>
    public PriceDay? Find(DateOnly date) =>
        DateSearch.IndexOf(Days, static day => day.Date, date) is >= 0 and var index ? Days[index] : null;

    /// <summary>Where the days from a date on begin.</summary>
    /// <param name="date">The date.</param>
    /// <returns>The place of the first day on or after it in <see cref="Days"/>; their number where none is.</returns>
    internal int PlaceFrom(DateOnly date)
    {
        var place = DateSearch.IndexOf(Days, static day => day.Date, date);
        return place < 0 ? ~place : place;
    }

    /// <summary>The last date with a close before a date.</summary>
    /// <param name="date">The date.</param>
    /// <returns>What is known of it; null where there is none.</returns>
    public PriceDay? LastCloseBefore(DateOnly date)
    {
        for (var index = Days.Count - 1; index >= 0; index--)
        {
            if (Days[index] is { Close: not null } day && day.Date < date) return day;
        }

        return null;
    }

    /// <summary>The bodies that some dates come from.</summary>
    /// <param name="dates">The dates, ascending; of one of which nothing is known there is no body.</param>
    /// <returns>Each body once.</returns>
    public IReadOnlyList<DataSource> SourcesOf(IEnumerable<DateOnly> dates)
    {
        var used = new List<DataSource>();
        var seen = new HashSet<DataSource>();
        var place = -1;
        foreach (var date in dates)
        {
            if (place < 0) place = PlaceFrom(date);
            while (place < Days.Count && Days[place].Date < date) place++;
            if (place < Days.Count && Days[place] is var day && day.Date == date && SourceOf(day) is var source && seen.Add(source)) used.Add(source);
        }

        return used;
    }

    /// <summary>The source of a date's close.</summary>
    /// <param name="day">A day of this history.</param>
    public DataSource SourceOf(PriceDay day) => Sources[day.Source];

    /// <summary>The history as it is where some of its facts do not count. What was stated of corporate actions stays.</summary>
    /// <param name="counts">Whether a fact counts.</param>
    /// <returns>The history; null where no fact is left.</returns>
    public PriceHistory? Only(Func<PriceFact, bool> counts)
    {
        var left = Facts.Where(counts).ToList();
        return left.Count == 0 ? null : left.Count == Facts.Count ? this : this with { Facts = left };
    }

    private KnownActions KnownOf()
    {
        var together = KnownActions.Of(
            [
                .. Days
                    .Where(day => day.SplitNewPerOld is not null)
                    .Select(day => new ShareSplit { ExDate = day.Date, NewPerOld = day.SplitNewPerOld!.Value }),
            ],
            Actions?.Actions ?? []);
        return together with { Conflicts = [.. together.Conflicts, .. Actions?.OpenPairs ?? []] };
    }
}
