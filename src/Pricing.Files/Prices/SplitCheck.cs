using System.Globalization;
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
                JudgeSplit(before, day, stated, ratio, deviation, defects, notices);
            (before, split, ratio) = (day, null, 1.0);
        }

        if (split is { MustShow: true } open)
            defects.Add(NotShown(open));
    }

    private static void JudgeSplit(
        PriceRow? before, PriceRow after, PriceRow split, double ratio, double deviation, DefectList defects, ICollection<string> notices)
    {
        if (before is not { } last)
        {
            if (split.MustShow)
                defects.Add(NotShown(split));
            return;
        }

        var jump = Judge(
            last.Close!.Value, after.Close!.Value, ratio, after.Date.DayNumber - last.Date.DayNumber, deviation);
        var seen = string.Create(
            CultureInfo.InvariantCulture,
            $"{split.Code} on {split.Date:yyyy-MM-dd}: the closes go from {last.Close} to {after.Close} at a split of {split.NewPerOld} new shares for one old");
        if (jump == SplitJump.Undecided && !split.MustShow)
            notices.Add($"{seen}; the split is too small to tell whether they are raw");
        else if (jump != SplitJump.Shown)
            defects.Add(Defect(split, $"{seen}: {Reason(jump)}"));
    }

    private static SplitJump Judge(decimal before, decimal after, double newPerOld, int days, double deviation)
    {
        var jump = Math.Log((double)after / (double)before);
        var ratio = Math.Log(newPerOld);
        var (raw, adjusted, opposite) = (Math.Abs(jump + ratio), Math.Abs(jump), Math.Abs(jump - ratio));
        var spread = Math.Sqrt(Math.Max(1, days * 5 / 7.0));
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

    private static FileDefect NotShown(PriceRow split) => Defect(split, string.Create(
        CultureInfo.InvariantCulture,
        $"{split.Code} on {split.Date:yyyy-MM-dd}: closes of this source are adjusted for splits, and the file has none on both sides that show they are not; take the raw closes"));

    private static FileDefect Defect(PriceRow split, string reason) => new(split.Line, null, new(
        ReasonCode.SuspectPrice, "Close", split.Close?.ToString(CultureInfo.InvariantCulture) ?? "", reason));

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
