using Pricing.Files.WholeFiles;

namespace Pricing.Files.Prices;

/// <summary>
/// Whether closes are raw: at a split they jump by about its ratio. Closes that do not are adjusted already, and would be
/// adjusted a second time.
/// </summary>
public static class SplitCheck
{
    private const int FewestReturns = 20;
    private const double UsualDeviation = 0.03;
    private const double LeastDeviation = 0.005;

    // A normal's deviation over its median absolute value.
    private const double Normal = 1.4826;

    // Beyond this many deviations an ordinary day does not explain what is seen.
    private const double Ordinary = 2.5;

    // A day's price limits leave less; a jump farther from the ratio is something else.
    private const double Tolerance = 0.4;

    // A date that was mistaken for the ex-date, by some days, a month or a year, is looked for.
    private const int FarthestMistake = 370;

    /// <summary>
    /// Judges closes and splits that come from several places. What stands on line 0 is stored already; a split is judged where it, or a
    /// close beside it, is new.
    /// </summary>
    /// <param name="rows">The rows, those of the file with the splits that it states.</param>
    /// <param name="splits">Splits that are stated elsewhere; on line 0 one that is stored.</param>
    /// <param name="notices">Where to note what cannot be told.</param>
    /// <returns>A defect for each split that the closes do not show.</returns>
    public static IReadOnlyList<FileDefect> Against(
        IReadOnlyList<PriceRow> rows, IEnumerable<KnownSplit> splits, ICollection<string> notices)
    {
        ArgumentNullException.ThrowIfNull(notices);
        var defects = new DefectList();
        var known = splits.ToLookup(split => split.Code, StringComparer.Ordinal);
        foreach (var share in rows.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            var days = Sorted(share);
            List<PriceRow> stated = [.. known[share.Key].Where(split => split.ExDate <= days[^1].Date).Select(split => Row(split, days))];
            if (stated.Count > 0 || days.Exists(day => day.NewPerOld is not null))
                JudgeShare(Sorted([.. stated, .. days]), defects, notices);
        }

        return defects.Kept;
    }

    private static PriceRow Row(KnownSplit split, List<PriceRow> days) => new(
        split.Line > 0 ? split.Line : days.First(row => row.Date >= split.ExDate).Line,
        split.Code,
        split.ExDate,
        Close: null,
        split.NewPerOld,
        BasePrice: null,
        Volume: null);

    internal static void Judge(List<PriceRow> rows, DefectList defects, List<string> notices)
    {
        var split = rows.Where(row => row.NewPerOld is not null).Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        if (split.Count == 0)
            return;
        foreach (var share in rows.Where(row => split.Contains(row.Code)).GroupBy(row => row.Code, StringComparer.Ordinal))
            JudgeShare(Sorted(share), defects, notices);
    }

    private static List<PriceRow> Sorted(IEnumerable<PriceRow> rows) => [.. rows.OrderBy(row => row.Date)];

    private static void JudgeShare(List<PriceRow> days, DefectList defects, ICollection<string> notices)
    {
        var deviation = Deviation(days);
        PriceRow? before = null;
        PriceRow? split = null;
        var ratio = 1.0;
        foreach (var day in days)
        {
            if (day.NewPerOld is { } newPerOld)
            {
                ratio *= newPerOld.ToDouble();

                // Of several between the same closes the first is named; one that is stored is nobody's row.
                split = split is { } earlier
                    ? (earlier.Line > 0 || day.Line == 0 ? earlier : day) with { MustShow = earlier.MustShow || day.MustShow }
                    : day;
            }

            if (day.Close is null)
                continue;
            if (split is { } stated && (stated.Line > 0 || day.Line > 0 || before is { Line: > 0 }))
                JudgeSplit(days, before, day, stated, ratio, deviation, defects, notices);
            (before, split, ratio) = (day, null, 1.0);
        }

        if (split is { MustShow: true } open)
            defects.Add(NotShown(open));
    }

    private static void JudgeSplit(
        List<PriceRow> days,
        PriceRow? before,
        PriceRow after,
        PriceRow split,
        double ratio,
        double deviation,
        DefectList defects,
        ICollection<string> notices)
    {
        if (before is not { } last)
        {
            if (split.MustShow)
                defects.Add(NotShown(split));
            return;
        }

        var jump = Judge(last, after, ratio, deviation);
        var seen = $"{SecurityCode.Shown(split.Code)} on {DateText.Of(split.Date)}: the closes go from {Closes(last, after)} at a split of {split.NewPerOld} new shares for one old";
        if (jump == SplitJump.Undecided && !split.MustShow)
            notices.Add($"{seen}; the split is too small to tell whether they are raw");
        else if (jump != SplitJump.Shown)
            defects.Add(Defect(split, "Close", DecimalText.Of(after.Close!.Value), $"{seen}: {Elsewhere(days, split, ratio, deviation) ?? Reason(jump)}"));
    }

    /// <summary>Where the closes jump by the ratio instead: the split was given another date than its ex-date.</summary>
    private static string? Elsewhere(List<PriceRow> days, PriceRow split, double ratio, double deviation)
    {
        List<PriceRow> closes = [.. days.Where(day => day.Close is not null)];
        var splits = days.Where(day => day.NewPerOld is not null).Select(day => day.Date).ToHashSet();
        var jumps =
            from pair in closes.Zip(closes.Skip(1))
            where Math.Abs(pair.Second.Date.DayNumber - split.Date.DayNumber) <= FarthestMistake
                && !splits.Contains(pair.Second.Date)
                && Judge(pair.First, pair.Second, ratio, deviation) == SplitJump.Shown
                && IsThatOf(ratio, pair.First, pair.Second, Ordinary * deviation * Spread(pair.First, pair.Second))
            orderby Math.Abs(pair.Second.Date.DayNumber - split.Date.DayNumber)
            select $"they jump by that ratio on {DateText.Of(pair.Second.Date)}, from {Closes(pair.First, pair.Second)}; give the split that ex-date";
        return jumps.FirstOrDefault();
    }

    private static bool IsThatOf(double ratio, PriceRow before, PriceRow after, double ordinary) =>
        Math.Abs(Change(before, after)) > ordinary && Math.Abs(Change(before, after) + Math.Log(ratio)) <= ordinary;

    private static double Change(PriceRow before, PriceRow after) => Math.Log((double)after.Close!.Value / (double)before.Close!.Value);

    private static double Spread(PriceRow before, PriceRow after) =>
        Math.Sqrt(Math.Max(1, (after.Date.DayNumber - before.Date.DayNumber) * 5 / 7.0));

    private static string Closes(PriceRow before, PriceRow after) =>
        $"{DecimalText.Of(before.Close!.Value)} to {DecimalText.Of(after.Close!.Value)}";

    private static SplitJump Judge(PriceRow before, PriceRow after, double newPerOld, double deviation)
    {
        var jump = Change(before, after);
        var ratio = Math.Log(newPerOld);
        var (raw, adjusted, opposite) = (Math.Abs(jump + ratio), Math.Abs(jump), Math.Abs(jump - ratio));
        var spread = Spread(before, after);
        if (raw <= adjusted && raw <= opposite)
            return raw <= Tolerance * spread ? SplitJump.Shown : SplitJump.Other;
        if (raw <= Ordinary * deviation * spread)
            return SplitJump.Undecided;
        return opposite < adjusted ? SplitJump.Opposite : SplitJump.Adjusted;
    }

    private static string Reason(SplitJump jump) => jump switch
    {
        SplitJump.Opposite => "they jump the other way; turn the factor round",
        SplitJump.Other => "they jump by another ratio; correct the factor or the closes",
        _ => "they are adjusted for it; take the raw closes",
    };

    private static FileDefect NotShown(PriceRow split) => Defect(
        split,
        "StockSplits",
        split.NewPerOld.ToString() ?? "",
        $"{SecurityCode.Shown(split.Code)} on {DateText.Of(split.Date)}: closes of this source are adjusted for splits, and the file has none on both sides that show they are not; take the raw closes");

    private static FileDefect Defect(PriceRow split, string field, string value, string reason) =>
        new(split.Line, null, new(ReasonCode.SuspectPrice, field, value, reason));

    // The median of the absolute returns does not grow with the jump looked for.
    private static double Deviation(List<PriceRow> days)
    {
        var sizes = new List<double>();
        decimal? last = null;
        foreach (var day in days)
        {
            if (day.NewPerOld is not null)
                last = null;
            if (day.Close is not { } close)
                continue;
            if (last is { } before)
                sizes.Add(Math.Abs(Math.Log((double)close / (double)before)));
            last = close;
        }

        if (sizes.Count < FewestReturns)
            return UsualDeviation;
        sizes.Sort();
        return Math.Max(LeastDeviation, Normal * sizes[sizes.Count / 2]);
    }
}
