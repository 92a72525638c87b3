using Pricing.Calendars;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>Every government bond curve that is stored.</summary>
public sealed record CurveHistory
{
    /// <summary>The curves, one a date, ascending.</summary>
    public required IReadOnlyList<YieldCurve> Curves { get; init; }

    /// <summary>For each curve, the index of its source.</summary>
    public required IReadOnlyList<int> CurveSources { get; init; }

    /// <summary>The lines that cannot be read, in their order.</summary>
    public IReadOnlyList<DamagedCurve> Damaged { get; init; } = [];

    /// <summary>The curves that others took the place of, in the order in which that happened.</summary>
    public IReadOnlyList<ReplacedCurve> Replaced { get; init; } = [];

    /// <summary>The bodies that the curves come from.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>What the server said of the history file that was read last; null where none was.</summary>
    public Validators? HistoryFile { get; init; }

    /// <summary>What the server said of the current month's file that was read last; null where none was.</summary>
    public Validators? CurrentMonthFile { get; init; }

    /// <summary>The source of a curve.</summary>
    /// <param name="date">The curve's date.</param>
    /// <returns>The source, or null where no curve has that date.</returns>
    public DataSource? SourceOf(DateOnly date)
    {
        var index = DateSearch.IndexOf(Curves, static curve => curve.Date, date);
        return index < 0 ? null : Sources[CurveSources[index]];
    }

    /// <summary>
    /// The damaged lines that may hold a curve of some business dates: one that is missing must not be taken for one
    /// that was not published.
    /// </summary>
    /// <param name="after">The date before the first of them.</param>
    /// <param name="through">The last of them.</param>
    public IEnumerable<DamagedCurve> Hiding(DateOnly after, DateOnly through) =>
        Damaged.Where(damaged => TokyoCalendar.NextBusinessDate(Later(damaged.After, after)) is var first
            && first <= through
            && first < (Next(damaged) ?? DateOnly.MaxValue));

    private DateOnly? Next(DamagedCurve damaged)
    {
        if (damaged.After is not { } before) return Curves.Count == 0 ? null : Curves[0].Date;
        var index = DateSearch.IndexOf(Curves, static curve => curve.Date, before) + 1;
        return index < Curves.Count ? Curves[index].Date : null;
    }

    private static DateOnly Later(DateOnly? a, DateOnly b) => a > b ? a.Value : b;

    /// <summary>
    /// The date of the last curve that no file brought, also one that a file's took the place of; null where there is none. A feed leaves
    /// out no date, a file may. One that a file had brought before the feed stays the file's.
    /// </summary>
    public DateOnly? LastOfFeed
    {
        get
        {
            var last = Curves.Count - 1;
            while (last >= 0 && Sources[CurveSources[last]].IsFile) last--;
            return Replaced
                .Where(replaced => !Sources[replaced.Source].IsFile)
                .Select(replaced => (DateOnly?)replaced.Curve.Date)
                .Append(last < 0 ? null : Curves[last].Date)
                .Max();
        }
    }

    /// <summary>
    /// Whether a curve of the date is stored, or a later one that proves that none was published. One of a file proves it where no
    /// business date without a curve lies before it, up to the date.
    /// </summary>
    /// <param name="date">The date.</param>
    public bool Settles(DateOnly date)
    {
        if (Curves.Count == 0 || Curves[^1].Date < date) return false;
        if (LastOfFeed >= date) return true;

        var index = DateSearch.IndexOf(Curves, static curve => curve.Date, date);
        return index >= 0
            || (~index > 0
                && Curves[~index - 1].Date is var before
                && TokyoCalendar.Coverage.Contains(before)
                && TokyoCalendar.NextBusinessDate(before) > date);
    }

    /// <summary>The curves and those that they took the place of, of each date the first one first, each with the index of its source.</summary>
    public IEnumerable<ReplacedCurve> All => Replaced.Concat(Curves.Zip(CurveSources, (curve, source) => new ReplacedCurve(curve, source)));

    /// <summary>The curves of one date, the first one first; the last one stands.</summary>
    /// <param name="date">The date.</param>
    public IEnumerable<ReplacedCurve> Of(DateOnly date) => All.Where(one => one.Curve.Date == date);

    /// <summary>The history as it is where some of its curves do not count: of each date the last one stands that does.</summary>
    /// <param name="counts">Whether a curve counts.</param>
    /// <returns>The history; null where no curve is left.</returns>
    public CurveHistory? Only(Func<ReplacedCurve, bool> counts)
    {
        var all = All.ToList();
        var left = all.Where(counts).ToList();
        if (left.Count == all.Count) return this;

        var stands = new SortedDictionary<DateOnly, ReplacedCurve>();
        var replaced = new List<ReplacedCurve>();
        foreach (var one in left)
        {
            if (stands.TryGetValue(one.Curve.Date, out var before)) replaced.Add(before);
            stands[one.Curve.Date] = one;
        }

        return stands.Count == 0
            ? null
            : this with
            {
                Curves = [.. stands.Values.Select(one => one.Curve)],
                CurveSources = [.. stands.Values.Select(one => one.Source)],
                Replaced = replaced,
            };
    }
}
