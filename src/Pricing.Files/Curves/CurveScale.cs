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

    /// <summary>Curves whose yields are no percentages by all that is known, and that are not said to be meant.</summary>
    /// <param name="curves">The curves of a file.</param>
    /// <param name="stored">The curves that are stored, ascending; those of the file's own dates do not count.</param>
    public static IReadOnlyList<FileDefect> Against(IReadOnlyList<StatedCurve> curves, IReadOnlyList<YieldCurve> stored)
    {
        ArgumentNullException.ThrowIfNull(curves);
        ArgumentNullException.ThrowIfNull(stored);
        var own = curves.Select(curve => curve.Curve.Date).ToHashSet();
        List<YieldCurve> known = [.. stored.Where(curve => !own.Contains(curve.Date)), .. curves.Select(curve => curve.Curve)];
        known.Sort((a, b) => a.Date.CompareTo(b.Date));
        return
        [
            .. from stated in curves
               where stated.MeantReason is null
               let wrong = Wrong(stated, known)
               where wrong is not null
               select new FileDefect(stated.Line, null, new(
                   ReasonCode.ImplausibleValue,
                   "percent",
                   DecimalText.Of(Largest(stated.Curve)),
                   $"{DateText.Of(stated.Curve.Date)}: {wrong}; if they are meant, say why in meant_reason")),
        ];
    }

    private static string? Wrong(StatedCurve stated, List<YieldCurve> known)
    {
        var curve = stated.Curve;
        if (curve.Points.Any(point => Math.Abs(point.Percent) > MostPercent))
            return $"a yield is beyond {DecimalText.Of(MostPercent)} %; yields are percentages, 0.818 for 0.818 %";
        return Fractions(stated, known) ?? CurveShift.Find(curve, known) ?? CurveSpike.Find(curve, known);
    }

    private static string? Fractions(StatedCurve stated, List<YieldCurve> known)
    {
        var curve = stated.Curve;
        if (stated.HasPercentSign
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
            && Math.Abs(Largest(curve)) < LeastOfLongCurve
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

    private static decimal Largest(YieldCurve curve) => curve.Points.MaxBy(point => Math.Abs(point.Percent)).Percent;
}
