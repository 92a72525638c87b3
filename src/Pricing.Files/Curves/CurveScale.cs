using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>
/// Yields that are written as fractions, 0.00818 for 0.818 %, or a hundred times too large. A single yield near zero is ordinary, so
/// a curve is judged by all of its tenors, and by the curves around it. The limits are those that no curve which the ministry
/// published from 1974 to 2026 goes beyond.
/// </summary>
public static class CurveScale
{
    /// <summary>The largest yield in percent that is taken without a reason, as a stated rate's.</summary>
    public const decimal MostPercent = 15m;

    /// <summary>The largest fraction that a yield can be: the highest one published is 12.145 %.</summary>
    public const decimal MostFraction = 0.13m;

    /// <summary>A curve with short and long tenors has never been nearer to zero at all of them, in percent.</summary>
    public const decimal LeastOfLongCurve = 0.05m;

    private const int ShortTenor = 5;
    private const int LongTenor = 10;
    private const int PublishedDecimals = 3;
    private const decimal Hundred = 100m;

    // With one tenor alone, a yield near zero may be a hundredth of what it was some weeks ago.
    private const int NearDays = 366;
    private const int NearDaysOfOneTenor = 10;

    /// <summary>
    /// Yields that are no percentages by all that is known, and that are not said to be meant: each with its own row and column; of a curve
    /// that is wrong as a whole the largest one of each row.
    /// </summary>
    /// <param name="curves">The curves of a file; of one that is not taken those that can be read.</param>
    /// <param name="stored">The curves that are stored, ascending; those of the file's own dates do not count.</param>
    public static IReadOnlyList<FileDefect> Against(IReadOnlyList<StatedCurve> curves, IReadOnlyList<YieldCurve> stored)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(stored);
        var own = curves.Select(curve => curve.Curve.Date).ToHashSet();

        // A yield that can be none says nothing of the others.
        List<(StatedCurve Stated, YieldCurve Judged)> all =
        [
            .. curves.Select(curve => (curve, curve.MeantReason is null && curve.Curve.Points.Any(IsBeyond)
                ? curve.Curve with { Points = [.. curve.Curve.Points.Where(point => !IsBeyond(point))] }
                : curve.Curve)),
        ];
        List<YieldCurve> known = [.. stored.Where(curve => !own.Contains(curve.Date)), .. all.Select(Trusted)];
        known.Sort((a, b) => a.Date.CompareTo(b.Date));
        return
        [
            .. from item in all
               where item.Stated.MeantReason is null
               from wrong in Wrong(item.Stated, item.Judged, known)
               orderby wrong.Yield.Line
               select wrong.Yield.Defect(ReasonCode.ImplausibleValue, $"{DateText.Of(item.Stated.Curve.Date)}: {wrong.Reason}; {(wrong.IsWhole ? "if they are meant, say why in meant_reason" : "if it is meant, say why in meant_reason")}"),
        ];
    }

    // What stands alone in one curve must not speak against the others.
    private static YieldCurve Trusted((StatedCurve Stated, YieldCurve Judged) curve) => curve.Stated.MeantReason is null && CurveSpike.Beyond(curve.Judged) is { Count: > 0 } wrong
        ? curve.Judged with { Points = [.. curve.Judged.Points.Except(wrong.Select(one => one.Yield))] }
        : curve.Judged;

    private static bool IsBeyond(CurvePoint point) => Math.Abs(point.Percent) > MostPercent;

    private static IEnumerable<(StatedYield Yield, string Reason, bool IsWhole)> Wrong(StatedCurve stated, YieldCurve judged, List<YieldCurve> known)
    {
        foreach (var yield in stated.Yields.Where(yield => IsBeyond(yield.Point)))
            yield return (yield, $"the yield of {DecimalText.Of(yield.Point.TenorYears)} years is beyond {DecimalText.Of(MostPercent)} %; yields are percentages, 0.818 for 0.818 %", IsWhole: false);
        if (judged.Points.Count == 0)
            yield break;
        if ((Fractions(judged, stated.HasPercentSign, known) ?? CurveShift.Find(judged, known)) is { } wrong)
        {
            foreach (var row in judged.Points.Select(point => Of(stated, point)).GroupBy(yield => yield.Line))
                yield return (row.MaxBy(yield => Math.Abs(yield.Point.Percent)), wrong, IsWhole: true);
            yield break;
        }

        foreach (var (point, reason) in CurveSpike.Find(judged, known))
            yield return (Of(stated, point), reason, IsWhole: false);
    }

    private static StatedYield Of(StatedCurve stated, CurvePoint point) => stated.Yields.First(yield => yield.Point == point);

    private static string? Fractions(YieldCurve curve, bool hasPercentSign, List<YieldCurve> known)
    {
        if (hasPercentSign
            || curve.Points.All(point => point.Percent == 0m)
            || curve.Points.Any(point => Math.Abs(point.Percent) > MostFraction))
        {
            return null;
        }

        const string fractions = "the yields look like fractions; write percentages, 0.818 for 0.818 %";
        if (curve.Points.Any(point => DecimalText.Trim(point.Percent).Scale > PublishedDecimals))
            return $"{fractions} (they are all near zero and have more than {PublishedDecimals} decimals)";
        if (Around(known, curve).FirstOrDefault(other => IsHundredth(curve, other)) is { } hundredfold)
            return $"{fractions} (those of {DateText.Of(hundredfold.Date)} are about a hundred times as large)";
        return curve.Points.Any(point => point.TenorYears <= ShortTenor) && curve.Points.Any(point => point.TenorYears >= LongTenor)
            && curve.Points.All(point => Math.Abs(point.Percent) < LeastOfLongCurve)
            ? $"{fractions} (short and long ones are all below {DecimalText.Of(LeastOfLongCurve)})"
            : null;
    }

    private static IEnumerable<YieldCurve> Around(List<YieldCurve> known, YieldCurve curve)
    {
        var at = DateSearch.IndexOf(known, static other => other.Date, curve.Date);
        if (at > 0)
            yield return known[at - 1];
        if (at + 1 < known.Count)
            yield return known[at + 1];
    }

    private static bool IsHundredth(YieldCurve curve, YieldCurve other)
    {
        var (asTheyAre, asFractions, count) = (0m, 0m, 0);
        foreach (var point in curve.Points)
        {
            if (!other.Points.Any(known => known.TenorYears == point.TenorYears))
                continue;
            var known = other.Points.First(known => known.TenorYears == point.TenorYears).Percent;
            asTheyAre += Math.Abs(known - point.Percent);
            asFractions += Math.Abs(known - Hundred * point.Percent);
            count++;
        }

        var days = Math.Abs(other.Date.DayNumber - curve.Date.DayNumber);
        return count > 0 && days <= (count == 1 ? NearDaysOfOneTenor : NearDays) && 2 * asFractions < asTheyAre;
    }
}
