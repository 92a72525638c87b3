using System.Globalization;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>
/// Adds notices to those stored. A notice is known by its own number and never changes; what corrects it is another,
/// be it one of the feed or one made here for a file that may replace what is stored.
/// </summary>
internal sealed class NoticeMerge(string code, DividendHistory? stored)
{
    private readonly List<DataSource> sources = [.. stored?.Sources ?? []];
    private readonly List<DateOnly> added = [];
    private readonly List<string> replaced = [];
    private readonly RepeatedRows repeated = new(stored?.Sources);

    private readonly Lazy<ILookup<DateOnly, DividendNotice>> standing =
        new(() => NoticeResolution.Standing(stored?.Notices ?? []).ToLookup(notice => notice.PublishedOn));

    private readonly Dictionary<string, DividendNotice> notices =
        (stored?.Notices ?? []).ToDictionary(notice => notice.Reference, StringComparer.Ordinal);

    /// <summary>How many notices were new.</summary>
    public int Added => added.Count;

    /// <summary>The days on which the new ones, and those that are stored from this very source, were announced.</summary>
    public IEnumerable<DateOnly> AddedDates => added.Concat(repeated.OwnDates);

    /// <summary>How many notices are known.</summary>
    public int Repeated => repeated.Others;

    /// <summary>How many are stored from this very source: the answer to that write was lost.</summary>
    public int Own => repeated.Own;

    /// <summary>What was replaced, each as <c>3774 2013-03-31 amount: 10 -> 12</c> with the record date; also by what is stored from this very source.</summary>
    public IReadOnlyList<string> Replaced => replaced;

    /// <summary>Everything that is known now.</summary>
    /// <param name="through">The date that the feed was asked up to for all notices.</param>
    public DividendHistory Result(DateOnly through) => new()
    {
        Code = code,
        Through = through,
        Sources = sources,
        Notices = Ordered(),
    };

    /// <summary>Adds one notice.</summary>
    /// <param name="notice">The notice; its source number does not count.</param>
    /// <param name="source">Its source.</param>
    /// <param name="replace">Whether it may correct the stored one of its number, or the one of another source on the same day.</param>
    /// <returns>What differs from the stored one, and keeps it out.</returns>
    public IReadOnlyList<Failure> Add(DividendNotice notice, DataSource source, bool replace)
    {
        var own = notices.ContainsKey(notice.Reference) ? LastWord(notice.Reference) : null;
        if (own is not null && SaysTheSame(own, notice))
        {
            if (repeated.Count(own.Source, source, notice.PublishedOn) && CorrectedBy(own) is { } before) NoteReplaced(before, own);
            return [];
        }

        if (own is not null && SaysTheSame(own, AsFarAsKnown(own, notice)))
        {
            // That it states the fiscal year now contradicts nothing.
            Keep(Correction(notice, own), source);
            return [];
        }

        if ((AnnouncedOtherwise(notice, source) ?? own) is not { } known)
        {
            Keep(notice, source);
            return [];
        }

        if (!replace) return [.. Conflicts(known, notice)];
        if (LaterFile.By(source, sources[known.Source]) is { } later) return [.. Conflicts(known, notice, later)];

        NoteReplaced(known, notice);
        Keep(Correction(notice, known), source);
        return [];
    }

    /// <summary>What a feed or another file announced of a dividend that a file announces on the same day with other figures.</summary>
    private DividendNotice? AnnouncedOtherwise(DividendNotice notice, DataSource source) => !source.IsFile ? null
        : standing.Value[notice.PublishedOn].FirstOrDefault(last => last.IsAnnouncedWith(notice)
            && last.Number != notice.Reference
            && !SaysTheSame(last, AsFarAsKnown(last, notice) with { PublishedAt = last.PublishedAt }));

    private IEnumerable<Failure> Conflicts(DividendNotice known, DividendNotice stated, string? by = null)
    {
        var what = $"the {(known.IsFinal ? "final" : "interim")} dividend of {SecurityCode.Shown(code)} with the record date "
            + $"{Text(known.RecordDate)}, announced on {DateText.Of(known.PublishedOn)},{(by is null ? "" : $" {by}")}";
        return Differences(known, stated)
            .DefaultIfEmpty(new("RefNo", "another notice of this number", stated.Reference))
            .Select(difference => difference.ToConflict(what));
    }

    private void NoteReplaced(DividendNotice known, DividendNotice stated) => replaced.AddRange(
        Differences(known, stated).Select(difference => difference.ToReplaced(code, known.RecordDate ?? known.TermMonth)));

    private static IEnumerable<ChangedFigure> Differences(DividendNotice known, DividendNotice stated) =>
        new ChangedFigure[]
        {
            new("amount", Text(known.Rate), Text(stated.Rate)),
            new("commemorative_part", Text(known.OccasionalRate), Text(stated.OccasionalRate)),
            new("record_date", Text(known.RecordDate), Text(stated.RecordDate)),
            new("ex_date", Text(known.ExDate), Text(stated.ExDate)),
            new("fiscal_year_end", Text(known.FiscalYearEnd), Text(stated.FiscalYearEnd)),
        }.Where(figure => figure.Stated != figure.Stored);

    private static string Text(decimal? amount) => amount is { } known ? DecimalText.Of(known) : ChangedFigure.None;

    private static string Text(DateOnly? date) => date is { } known ? DateText.Of(known) : ChangedFigure.None;

    // A file has no time of day, and a feed no end of the fiscal year.
    private static bool SaysTheSame(DividendNotice known, DividendNotice stated) => known == stated with
    {
        ExDate = stated.KnownExDate == known.KnownExDate ? known.ExDate : stated.ExDate,
        FiscalYearEnd = stated.FiscalYearEnd ?? known.FiscalYearEnd,
        PublishedAt = stated.PublishedAt == DividendNotice.NoTime ? known.PublishedAt : stated.PublishedAt,
        Reference = known.Reference,
        RefersTo = known.RefersTo,
        Status = known.Status,
        Source = known.Source,
    };

    /// <summary>What is stated, without the end of the fiscal year where none is known: that contradicts nothing.</summary>
    private static DividendNotice AsFarAsKnown(DividendNotice known, DividendNotice stated) =>
        known.FiscalYearEnd is null ? stated with { FiscalYearEnd = null } : stated;

    private static string CorrectionOf(string reference, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{reference}{DividendNotice.CorrectionMark}{number:D4}");

    private List<DividendNotice> Ordered() =>
    [
        .. notices.Values
            .OrderBy(notice => notice.PublishedOn)
            .ThenBy(notice => notice.PublishedAt, StringComparer.Ordinal)
            .ThenBy(notice => notice.Reference, StringComparer.Ordinal),
    ];

    private int Corrections(string reference)
    {
        var number = 0;
        while (notices.ContainsKey(CorrectionOf(reference, number + 1)))
            number++;
        return number;
    }

    private DividendNotice LastWord(string reference) => Word(reference, Corrections(reference));

    private DividendNotice Word(string reference, int number) => notices[number > 0 ? CorrectionOf(reference, number) : reference];

    /// <summary>The notice that a correction took the place of; null where it is no correction.</summary>
    private DividendNotice? CorrectedBy(DividendNotice correction)
    {
        if (correction.Status != NoticeStatus.Correction) return null;
        if (correction.Reference == correction.Number || correction.Number != correction.RefersTo) return notices.GetValueOrDefault(correction.RefersTo);

        // An earlier version let every correction of a number refer to its first notice, whichever it took the place of.
        return Word(correction.Number, Corrections(correction.Number) - 1);
    }

    /// <summary>The notice as a correction of what is known, at whose time it stands where it has none.</summary>
    private DividendNotice Correction(DividendNotice notice, DividendNotice known) => notice with
    {
        Reference = notices.ContainsKey(notice.Reference) ? CorrectionOf(notice.Reference, Corrections(notice.Reference) + 1) : notice.Reference,
        RefersTo = known.Reference,
        PublishedAt = notice.PublishedAt == DividendNotice.NoTime ? known.PublishedAt : notice.PublishedAt,
        Status = NoticeStatus.Correction,
    };

    private void Keep(DividendNotice notice, DataSource source)
    {
        var number = sources.IndexOf(source);
        if (number < 0)
        {
            number = sources.Count;
            sources.Add(source);
        }

        notices[notice.Reference] = notice with { Source = number };
        added.Add(notice.PublishedOn);
    }
}
