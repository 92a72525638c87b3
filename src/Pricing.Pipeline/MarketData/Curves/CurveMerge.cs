using Pricing.Calendars;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>
/// Adds the curves of a file to those stored. One that differs from what is stored is reported, or takes its place where the file may
/// replace it; the replaced one stays readable.
/// </summary>
internal sealed class CurveMerge(CurveHistory? stored)
{
    private readonly SortedDictionary<DateOnly, (YieldCurve Curve, int Source)> curves = new(
        (stored?.Curves ?? []).Index().ToDictionary(
            pair => pair.Item.Date, pair => (pair.Item, stored!.CurveSources[pair.Index])));

    private readonly List<DataSource> sources = [.. stored?.Sources ?? []];
    private readonly List<DateOnly> added = [];
    private readonly RepeatedRows repeated = new(stored?.Sources);
    private readonly List<ReplacedCurve> replaced = [.. stored?.Replaced ?? []];
    private readonly List<string> replacedYields = [];

    /// <summary>What the server said of the history file.</summary>
    public Validators? HistoryFile { get; set; } = stored?.HistoryFile;

    /// <summary>What the server said of the current month's file.</summary>
    public Validators? CurrentMonthFile { get; set; } = stored?.CurrentMonthFile;

    /// <summary>How many curves were new.</summary>
    public int Added => added.Count;

    /// <summary>The dates of the new ones, and of those that are stored from this very source.</summary>
    public IEnumerable<DateOnly> AddedDates => added.Concat(repeated.OwnDates);

    /// <summary>How many were known.</summary>
    public int Repeated => repeated.Others;

    /// <summary>How many are stored from this very source: the answer to that write was lost.</summary>
    public int Own => repeated.Own;

    /// <summary>What was replaced, each as <c>curve 2013-07-11 15Y: 1.275 -> 1.375</c>; also by what is stored from this very source.</summary>
    public IReadOnlyList<string> ReplacedYields => replacedYields;

    /// <summary>Everything that is known now.</summary>
    public CurveHistory Result => new()
    {
        Curves = [.. curves.Values.Select(entry => entry.Curve)],
        CurveSources = [.. curves.Values.Select(entry => entry.Source)],
        Sources = sources,
        Replaced = replaced,
        Damaged = stored?.Damaged ?? [],
        HistoryFile = HistoryFile,
        CurrentMonthFile = CurrentMonthFile,
    };

    /// <summary>Adds a curve; one of a date that the calendar does not know is passed over.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="source">Its source.</param>
    /// <param name="replace">Whether it may take the place of a stored one.</param>
    /// <param name="mayLeaveOut">Whether it may do so where it leaves out tenors of that one.</param>
    /// <returns>How it differs from the stored one, which keeps it out.</returns>
    public IReadOnlyList<Failure> Add(YieldCurve curve, DataSource source, bool replace, bool mayLeaveOut = false)
    {
        // The ministry's history begins in 1974. Nothing is valued before the calendar, and there a stored line is read as damage.
        if (!TokyoCalendar.Coverage.Contains(curve.Date)) return [];

        if (curves.TryGetValue(curve.Date, out var known))
        {
            if (known.Curve.Points.SequenceEqual(curve.Points))
            {
                if (repeated.Count(known.Source, source, curve.Date) && replaced.FindLast(one => one.Curve.Date == curve.Date) is { } before)
                    replacedYields.AddRange(new CurveDifference(before.Curve, curve).ToReplaced());
                return [];
            }

            var difference = new CurveDifference(known.Curve, curve);
            if (!replace) return [difference.ToConflict()];
            if (LaterFile.By(source, sources[known.Source]) is { } later) return [difference.ToConflict(later)];
            if (!mayLeaveOut && difference.ToLeftOut() is { } incomplete) return [incomplete];

            replacedYields.AddRange(difference.ToReplaced());
            replaced.Add(new(known.Curve, known.Source));
        }

        if (sources.Count == 0 || sources[^1] != source) sources.Add(source);
        curves[curve.Date] = (curve, sources.Count - 1);
        added.Add(curve.Date);
        return [];
    }
}
