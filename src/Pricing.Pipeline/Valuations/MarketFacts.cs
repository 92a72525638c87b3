using System.Collections.Concurrent;
using Pricing.Actions;
using Pricing.Calendars;
using Pricing.Dividends;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Pipeline.Valuations;

/// <summary>
/// What is stored of one share and of the curves, read once for all grants on it. What follows from it is computed once
/// for all grants that ask for the same.
/// </summary>
/// <param name="prices">The share's prices; null where none are stored.</param>
/// <param name="dividends">The share's dividends; null where none are stored.</param>
/// <param name="curves">The curves; null where none are stored.</param>
public sealed class MarketFacts(PriceHistory? prices, DividendHistory? dividends, CurveHistory? curves)
{
    private readonly ConcurrentDictionary<SigmaQuestion, Outcome<VolatilityEstimate>> sigmas = [];
    private readonly ConcurrentDictionary<(PriceCheck Check, DateWindow Window), IReadOnlyList<Failure>> suspects = [];
    private readonly ConcurrentDictionary<(PriceCheck Check, DateOnly Date), Failure?> beyondLimit = [];
    private readonly ConcurrentDictionary<(PriceCheck Check, SigmaQuestion Question), IReadOnlyList<Failure>> holes = [];
    private readonly ConcurrentDictionary<DateOnly, IReadOnlyList<ShareSplit>> splitsUntil = [];
    private readonly ConcurrentDictionary<(DateOnly Date, DividendRule Rule), Outcome<DividendPerShare>> dividendsPerShare = [];
    private readonly ConcurrentDictionary<SourceQuestion, IReadOnlyList<DataSource>> sources = [];

    private readonly Lazy<IReadOnlyList<(DateOnly ExDate, DateOnly Close, Failure Failure)>> splitsNotShown = new(() => prices is null ? [] : SplitsShown.Against(prices));
    private readonly Lazy<IReadOnlyList<DateOnly>> withoutRow = new(() => WithoutRow(prices?.Days ?? []));
    private readonly Lazy<IReadOnlyList<DateOnly>> withoutClose = new(() => [.. (prices?.Days ?? []).Where(day => day.Close is null).Select(day => day.Date)]);

    /// <summary>All that is stored, where some of it does not count for the issuer whose facts these are; else these facts.</summary>
    public MarketFacts Whole
    {
        get => field ?? this;
        init;
    }

    /// <summary>The share's prices, where any are stored.</summary>
    public PriceHistory? Prices => prices;

    /// <summary>The share's dividends, where any are stored.</summary>
    public DividendHistory? Dividends => dividends;

    /// <summary>The curves with those that were replaced, where any are stored.</summary>
    public CurveHistory? CurveHistory => curves;

    /// <summary>The raw closes, ascending.</summary>
    public IReadOnlyList<ClosingPrice> Closes { get; } = prices?.Closes ?? [];

    /// <summary>The corporate actions, by ex-date.</summary>
    public IReadOnlyList<CorporateAction> Actions { get; } = prices?.Known.All ?? [];

    /// <summary>The splits, by ex-date.</summary>
    public IReadOnlyList<ShareSplit> Splits { get; } = prices?.Splits ?? [];

    /// <summary>The curves, ascending.</summary>
    public IReadOnlyList<YieldCurve> Curves { get; } = curves?.Curves ?? [];

    /// <summary>What of the share's prices and dividends cannot be read: no grant on it can be valued.</summary>
    public IReadOnlyList<Failure> ShareDamage { get; init; } = [];

    /// <summary>Why the curves cannot be read at all; empty where they can.</summary>
    public IReadOnlyList<Failure> CurvesDamage { get; init; } = [];

    /// <summary>What speaks against a curve: a line that cannot be read may hold a nearer one.</summary>
    /// <param name="after">The date of the curve; null where none was found.</param>
    /// <param name="date">The measurement date.</param>
    public IEnumerable<Failure> HiddenCurves(DateOnly? after, DateOnly date) =>
        curves?.Hiding(after ?? TokyoCalendar.Coverage.From, date).Select(MarketBlobs.Damage) ?? [];

    /// <summary>D as it was known on a date, on the basis of that date's share price.</summary>
    /// <param name="date">The date.</param>
    /// <param name="rule">What counts.</param>
    public Outcome<DividendPerShare> Dividend(DateOnly date, DividendRule rule) => dividendsPerShare.GetOrAdd(
        (date, rule),
        static (asked, facts) => facts.Restate(asked.Date, asked.Rule),
        this);

    private Outcome<DividendPerShare> Restate(DateOnly date, DividendRule rule)
    {
        var known = Dividends?.KnownOn(date) ?? [];
        var found = FiscalYearDividend.Restate(known, Splits, date, rule);
        return found.IsSuccess || known.Count > 0 || !HasInterim(date)
            ? found
            : found.Failures.Select(failure => failure with
            {
                Reason = "only interim dividends are stored up to it, and a final one shows which fiscal year they belong to; take in the final dividend of the last fiscal year",
            }).ToList();
    }

    private bool HasInterim(DateOnly date) =>
        Dividends?.Notices.Any(notice => notice is { IsFinal: false, Rate: not null } && notice.PublishedOn <= date) ?? false;

    /// <summary>Where prices and corporate actions contradict each other up to a date.</summary>
    /// <param name="date">The date.</param>
    public IEnumerable<Failure> ActionConflicts(DateOnly date) => prices?.Known.Conflicts
        .Where(conflict => conflict.From <= date)
        .Select(conflict => conflict.Failure) ?? [];

    /// <summary>The volatility of a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="exclusions">Periods left out.</param>
    /// <param name="method">The method.</param>
    public Outcome<VolatilityEstimate> Sigma(
        DateWindow window, IReadOnlyList<DateWindow> exclusions, VolatilityMethod method)
    {
        return sigmas.GetOrAdd(new(window, exclusions, method), static (asked, facts) => VolatilityEstimator.Estimate(
            new PriceSample
            {
                Closes = facts.Closes,
                Splits = facts.Splits,
                Dividends = facts.Dividends?.KnownOn(asked.Window.To) ?? [],
                Window = asked.Window,
                Exclusions = asked.Exclusions,
            },
            asked.Method!), this);
    }

    /// <summary>What speaks against using the closes of a window before somebody has looked at them.</summary>
    /// <param name="window">First date used, and the measurement date.</param>
    /// <param name="check">The check.</param>
    public IReadOnlyList<Failure> Suspects(DateWindow window, PriceCheck check)
    {
        return suspects.GetOrAdd((check, window), static (asked, prices) => prices is null
            ? []
            : [.. asked.Check.Check(prices, asked.Window).Where(failure => failure.Code == ReasonCode.SuspectPrice)], Prices);
    }

    /// <summary>What speaks against a close that is S, by itself.</summary>
    /// <param name="date">The date of the close.</param>
    /// <param name="check">The check.</param>
    public Failure? BeyondLimit(DateOnly date, PriceCheck check) => beyondLimit.GetOrAdd(
        (check, date), static (asked, prices) => prices is null ? null : asked.Check.BeyondLimit(prices, asked.Date), Prices);

    /// <summary>The splits that count for a value and that the closes do not show: closes and dividends stand on different share bases.</summary>
    /// <param name="first">The first ex-date that counts.</param>
    /// <param name="date">The measurement date.</param>
    /// <param name="check">Knows the closes that somebody confirmed.</param>
    public IEnumerable<Failure> SplitsNotShown(DateOnly first, DateOnly date, PriceCheck check) =>
        from split in splitsNotShown.Value
        where split.ExDate >= first && split.ExDate <= date && split.Close <= date && !check.IsConfirmed(prices!.Code, split.Close)
        select split.Failure;

    /// <summary>The holes in the closes of a volatility's window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="exclusions">Periods left out.</param>
    /// <param name="method">The method.</param>
    /// <param name="check">The check.</param>
    public IReadOnlyList<Failure> Holes(DateWindow window, IReadOnlyList<DateWindow> exclusions, VolatilityMethod method, PriceCheck check) =>
        holes.GetOrAdd((check, new(window, exclusions, method)), static (asked, facts) => facts.Holes(asked.Question, asked.Check), this);

    private IReadOnlyList<Failure> Holes(SigmaQuestion asked, PriceCheck check)
    {
        if (Prices is null) return [];

        IReadOnlyList<Failure> found = [.. check.Holes(Prices.Code, Closes, asked.Window, asked.Exclusions)];
        return found.Count == 0 && SparseWindow.Of(Prices, withoutRow.Value, asked.Window, asked.Exclusions, asked.Method.ReturnFrequency) is { } sparse
            ? [sparse]
            : found;
    }

    /// <summary>What the rows of a volatility's window lack, between the first and the last row that is stored.</summary>
    /// <param name="window">The window.</param>
    /// <param name="exclusions">Periods left out.</param>
    public WindowRows RowsOf(DateWindow window, IReadOnlyList<DateWindow> exclusions)
    {
        return new(Count(withoutRow.Value), Count(withoutClose.Value));

        int Count(IReadOnlyList<DateOnly> sessions) =>
            sessions.Count(date => window.Contains(date) && !exclusions.Any(left => left.Contains(date)));
    }

    private static List<DateOnly> WithoutRow(IReadOnlyList<PriceDay> days)
    {
        var (missing, before) = (new List<DateOnly>(), DateOnly.MaxValue);
        foreach (var day in days)
        {
            for (var date = before; date.DayNumber + 1 < day.Date.DayNumber;)
            {
                date = date.AddDays(1);
                if (TokyoCalendar.Coverage.Contains(date) && TokyoCalendar.IsSession(date)) missing.Add(date);
            }

            before = day.Date;
        }

        return missing;
    }

    /// <summary>The body that a curve came from.</summary>
    /// <param name="date">The curve's date.</param>
    /// <returns>The body; null where no curve of that date is stored.</returns>
    public DataSource? CurveSource(DateOnly date) => curves?.SourceOf(date);

    /// <summary>The splits whose ex-date is on or before a date, by ex-date.</summary>
    /// <param name="date">The date.</param>
    public IReadOnlyList<ShareSplit> SplitsUntil(DateOnly date) => splitsUntil.GetOrAdd(
        date, static (until, splits) => [.. splits.Where(split => split.ExDate <= until)], Splits);

    /// <summary>The bodies that a value's inputs come from, each once.</summary>
    /// <param name="value">The value.</param>
    public IReadOnlyList<DataSource> SourcesOf(GrantValue value) => sources.GetOrAdd(
        new(value.Volatility, value.SharePrice!.Date, value.Task.MeasurementDate, value.Curve?.Curve.Date, value.Dividend is not null), FindSources);

    private IReadOnlyList<DataSource> FindSources(SourceQuestion of)
    {
        var used = new List<DataSource>();
        if (of.Sigma is { } sigma) used.AddRange(prices?.SourcesOf(sigma.ClosesUsed.Select(close => close.Date)) ?? []);
        used.AddRange(prices?.SourcesOf([of.Price]) ?? []);
        used.AddRange(prices?.Actions?.Sources ?? []);
        if (of.Curve is { } date && curves!.SourceOf(date) is { } source) used.Add(source);
        if (of.HasDividend || of.Sigma?.Method.ReturnType == ReturnType.Total) used.AddRange(dividends?.Sources ?? []);
        if (prices is not null) used.AddRange(BesideCloses(prices, of));
        return [.. used.Distinct()];
    }

    /// <summary>The bodies of what is no close: that there was no trade on the measurement date, the base price that stands for it, and the splits.</summary>
    private static IEnumerable<DataSource> BesideCloses(PriceHistory prices, SourceQuestion of) => prices.Facts
        .Where(fact => (fact.NoTrade && fact.Date == of.Measurement)
            || (fact.BasePrice is not null && fact.Date == of.Price && of.Price > of.Measurement)
            || (fact.SplitNewPerOld is not null && fact.Date <= of.Measurement))
        .Select(fact => prices.Sources[fact.Source]);

    /// <summary>What the bodies of a value depend on.</summary>
    /// <param name="Sigma">The volatility; null for none.</param>
    /// <param name="Price">The date of S.</param>
    /// <param name="Measurement">The measurement date.</param>
    /// <param name="Curve">The date of the curve; null for none.</param>
    /// <param name="HasDividend">Whether D follows from the records.</param>
    private readonly record struct SourceQuestion(VolatilityEstimate? Sigma, DateOnly Price, DateOnly Measurement, DateOnly? Curve, bool HasDividend);

    /// <summary>What a volatility depends on; lists are equal where what they hold is.</summary>
    private readonly record struct SigmaQuestion(DateWindow Window, IReadOnlyList<DateWindow> Exclusions, VolatilityMethod Method)
    {
        public bool Equals(SigmaQuestion other) =>
            Window == other.Window && Method == other.Method && Exclusions.SequenceEqual(other.Exclusions);

        public override int GetHashCode() => HashCode.Combine(Window, Exclusions.Count);
    }
}
