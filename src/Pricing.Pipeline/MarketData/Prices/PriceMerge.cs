using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>Adds what a source says to what is stored. What is stored is never changed; what differs is reported.</summary>
internal sealed class PriceMerge
{
    private const string Close = "close";
    private const string SplitFactor = "split_factor";
    private const string BasePrice = "base_price";

    private readonly string code;
    private readonly List<PriceFact> facts;
    private readonly List<DateOnly> added = [];
    private readonly List<string> replaced = [];
    private readonly List<DataSource> sources;
    private readonly RepeatedRows repeated;
    private readonly Dictionary<DateOnly, PriceDay> days;
    private readonly Dictionary<DataSource, int> sourceNumbers;

    /// <param name="code">The security code, five characters.</param>
    /// <param name="stored">What is stored; null for nothing.</param>
    public PriceMerge(string code, PriceHistory? stored)
    {
        this.code = code;
        Covered = stored?.Covered;
        facts = [.. stored?.Facts ?? []];
        sources = [.. stored?.Sources ?? []];
        days = (stored?.Days ?? []).ToDictionary(day => day.Date);
        repeated = new(stored?.Sources);
        sourceNumbers = sources.Index().DistinctBy(pair => pair.Item).ToDictionary(pair => pair.Item, pair => pair.Index);
    }

    /// <summary>What the feed was asked for in whole.</summary>
    public PriceSpan? Covered { get; private set; }

    /// <summary>Whether that is more than is stored.</summary>
    public bool CoversMore { get; private set; }

    /// <summary>How many facts were new.</summary>
    public int Added => added.Count;

    /// <summary>The dates of the new facts, and of those that are stored from this very source.</summary>
    public IEnumerable<DateOnly> AddedDates => added.Concat(repeated.OwnDates);

    /// <summary>What was replaced, each as <c>3774 2013-07-05 close: 3340 -> 3300</c>.</summary>
    public IReadOnlyList<string> Replaced => replaced;

    /// <summary>How many rows said what is known.</summary>
    public int Repeated => repeated.Others;

    /// <summary>How many rows are stored from this very source: the answer to that write was lost.</summary>
    public int Own => repeated.Own;

    /// <summary>Everything that is known now.</summary>
    public PriceHistory Result =>
        new() { Code = code, Sources = sources, Facts = [.. facts.OrderBy(fact => fact.Date)], Covered = Covered };

    /// <summary>Notes which dates a feed was asked for in whole.</summary>
    /// <param name="span">The dates; null where they are some prices of it.</param>
    public void Cover(PriceSpan? span)
    {
        if (span is not { } asked) return;

        var all = Covered?.With(asked) ?? asked;
        CoversMore = all != Covered;
        Covered = all;
    }

    /// <summary>Adds one statement.</summary>
    /// <param name="stated">The statement; its source number does not count.</param>
    /// <param name="source">Its source.</param>
    /// <param name="replace">Whether it may replace what is stored.</param>
    /// <returns>What differs from what is stored, and keeps the statement out.</returns>
    public IReadOnlyList<Failure> Add(PriceFact stated, DataSource source, bool replace)
    {
        if (!days.TryGetValue(stated.Date, out var day))
        {
            Keep(stated with { Replaces = false }, source, null);
            return [];
        }

        var conflicts = Differences(day, stated, facts);
        if (conflicts.Count > 0 && Against(conflicts, day.Date, source, replace) is { Count: > 0 } against) return against;

        replaced.AddRange(conflicts.Select(conflict => conflict.ToReplaced(code, day.Date)));
        var news = stated with
        {
            Close = stated.Close == day.Close ? null : stated.Close,
            NoTrade = stated.NoTrade && day.Close is not null,
            SplitNewPerOld = stated.SplitNewPerOld == day.SplitNewPerOld ? null : stated.SplitNewPerOld,
            BasePrice = stated.BasePrice == day.BasePrice ? null : stated.BasePrice,
            Replaces = conflicts.Count > 0,
        };
        if (news is not { Close: null, NoTrade: false, SplitNewPerOld: null, BasePrice: null })
            Keep(news, source, day);
        else
            Repeat(source, stated.Date);
        return [];
    }

    /// <summary>Counts a statement that says what is known. Where it is stored from this very source, it also tells again what it replaced then.</summary>
    private void Repeat(DataSource source, DateOnly date)
    {
        var own = sourceNumbers.TryGetValue(source, out var number) ? facts.FindIndex(fact => fact.Source == number && fact.Date == date) : -1;
        if (!repeated.Count(own < 0 ? -1 : number, source, date) || !facts[own].Replaces) return;

        // Within a date the facts stand in the order in which they were learnt.
        List<PriceFact> earlier = [.. facts.Take(own).Where(fact => fact.Date == date)];
        if (PriceDays.Of(earlier) is [var before])
            replaced.AddRange(Differences(before, facts[own], earlier).Select(difference => difference.ToReplaced(code, date)));
    }

    /// <summary>Which differences keep a statement out: all where it may not replace, else those from what a file states that came later.</summary>
    private List<Failure> Against(List<ChangedFigure> conflicts, DateOnly date, DataSource source, bool replace)
    {
        var what = $"{SecurityCode.Shown(code)} on {DateText.Of(date)}";
        if (!replace) return [.. conflicts.Select(conflict => conflict.ToConflict(what))];

        return
        [
            .. from conflict in conflicts
               let later = LaterFile.By(source, SourceOf(conflict, date))
               where later is not null
               select conflict.ToConflict($"{what}, {later}"),
        ];
    }

    // Within a date the last fact that states a figure is the one that counts.
    private DataSource SourceOf(ChangedFigure figure, DateOnly date) => sources[facts.FindLast(fact => fact.Date == date && figure.Field switch
    {
        SplitFactor => fact.SplitNewPerOld is not null,
        BasePrice => fact.BasePrice is not null,
        _ => fact.Close is not null || fact.NoTrade,
    }).Source];

    private int NumberOf(DataSource source)
    {
        if (!sourceNumbers.TryGetValue(source, out var number))
        {
            sourceNumbers[source] = number = sources.Count;
            sources.Add(source);
        }

        return number;
    }

    private void Keep(PriceFact fact, DataSource source, PriceDay? day)
    {
        var number = NumberOf(source);
        fact = fact with { Source = number };
        facts.Add(fact);
        days[fact.Date] = day is { } known
            ? PriceDays.With(known, fact)
            : new(fact.Date, fact.Close, fact.SplitNewPerOld, fact.BasePrice, number);
        added.Add(fact.Date);
    }

    private static List<ChangedFigure> Differences(PriceDay day, PriceFact stated, List<PriceFact> facts)
    {
        List<ChangedFigure> differences = [];
        if (day.Close is null && stated.Close is { } traded && facts.Exists(fact => fact.NoTrade && fact.Date == day.Date))
            differences.Add(new(Close, ChangedFigure.None, DecimalText.Of(traded)));

        if (day.Close is { } close && (stated.NoTrade || (stated.Close is { } other && other != close)))
            differences.Add(new(Close, DecimalText.Of(close), stated.Close is { } price ? DecimalText.Of(price) : ChangedFigure.None));

        if (day.SplitNewPerOld is { } split && stated.SplitNewPerOld is { } ratio && ratio != split)
            differences.Add(new(SplitFactor, DecimalText.Of(split), DecimalText.Of(ratio)));
        if (day.BasePrice is { } basePrice && stated.BasePrice is { } otherBase && otherBase != basePrice)
            differences.Add(new(BasePrice, DecimalText.Of(basePrice), DecimalText.Of(otherBase)));
        return differences;
    }
}
