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
    private readonly RepeatedRows repeated = new(stored?.Sources);

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

    /// <summary>Everything that is known now.</summary>
    /// <param name="through">The date that the feed was asked up to for all notices.</param>
    public DividendHistory Result(DateOnly through) => new()
    {
        Code = code,
        Through = through,
        Sources = sources,
        Notices =
        [
            .. notices.Values
                .OrderBy(notice => notice.PublishedOn)
                .ThenBy(notice => notice.PublishedAt, StringComparer.Ordinal)
                .ThenBy(notice => notice.Reference, StringComparer.Ordinal),
        ],
    };

    /// <summary>Adds one notice.</summary>
    /// <param name="notice">The notice; its source number does not count.</param>
    /// <param name="source">Its source.</param>
    /// <param name="replace">Whether it may correct the stored one of its number.</param>
    /// <returns>What differs from the stored one of its number, and keeps it out.</returns>
    public IReadOnlyList<Failure> Add(DividendNotice notice, DataSource source, bool replace)
    {
        if (!notices.ContainsKey(notice.Reference))
            Keep(notice, source);
        else if (SaysTheSame(LastWord(notice.Reference), notice))
            repeated.Count(LastWord(notice.Reference).Source, source, notice.PublishedOn);
        else if (replace)
            Keep(Correction(notice), source);
        else
            return [.. Differences(LastWord(notice.Reference), notice)];
        return [];
    }

    private IEnumerable<Failure> Differences(DividendNotice known, DividendNotice stated)
    {
        (string Field, string Stated, string Stored)[] fields =
        [
            ("amount", Text(stated.Rate), Text(known.Rate)),
            ("commemorative_part", Text(stated.OccasionalRate), Text(known.OccasionalRate)),
            ("record_date", Text(stated.RecordDate), Text(known.RecordDate)),
            ("ex_date", Text(stated.ExDate), Text(known.ExDate)),
        ];
        var differences = fields.Where(field => field.Stated != field.Stored).ToList();
        if (differences.Count == 0) differences.Add(("RefNo", stated.Reference, "another notice of this number"));
        return differences.Select(field => new Failure(
            ReasonCode.ConflictingData,
            field.Field,
            field.Stated,
            $"{field.Stored} is stored for the {(known.IsFinal ? "final" : "interim")} dividend of {SecurityCode.Shown(code)} with the record date "
            + $"{Text(known.RecordDate)}, announced on {DateText.Of(known.PublishedOn)}, and stays"));
    }

    private static string Text(decimal? amount) => amount is { } known ? DecimalText.Of(known) : "none";

    private static string Text(DateOnly? date) => date is { } known ? DateText.Of(known) : "none";

    private static bool SaysTheSame(DividendNotice known, DividendNotice stated) => known == stated with
    {
        ExDate = stated.KnownExDate == known.KnownExDate ? known.ExDate : stated.ExDate,
        Reference = known.Reference,
        RefersTo = known.RefersTo,
        Status = known.Status,
        Source = known.Source,
    };

    private static string CorrectionOf(string reference, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{reference}#{number:D4}");

    private int Corrections(string reference)
    {
        var number = 0;
        while (notices.ContainsKey(CorrectionOf(reference, number + 1)))
            number++;
        return number;
    }

    private DividendNotice LastWord(string reference) =>
        Corrections(reference) is > 0 and var number ? notices[CorrectionOf(reference, number)] : notices[reference];

    private DividendNotice Correction(DividendNotice notice) => notice with
    {
        Reference = CorrectionOf(notice.Reference, Corrections(notice.Reference) + 1),
        RefersTo = notice.Reference,
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
