using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>
/// Yields of a curve that stand alone: 6.680 between 0.596 and 0.764. The limits are those that no curve of the ministry from 1974 to
/// 2026 comes near: there one yield is at most 0.673 beyond both of its neighbours, and within ten days at most 1.026 off the way of
/// the others.
/// </summary>
internal static class CurveSpike
{
    private const decimal MostBeyond = 1m;
    private const decimal MostApart = 1.5m;
    private const int NearDays = 10;
    private const int FewestTenors = 3;

    /// <summary>What is wrong with yields of a curve, beside their neighbours and the curves around it.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="known">All curves that are known, ascending by date, this one among them.</param>
    /// <returns>The yields that are wrong, each with the reason; none where nothing is.</returns>
    public static IReadOnlyList<(CurvePoint Yield, string Reason)> Find(YieldCurve curve, IReadOnlyList<YieldCurve> known)
    {
        var found = Beyond(curve);
        var left = curve;
        foreach (var (yield, _) in found)
            left = Without(left, yield);
        while (Apart(left, known) is { } wrong)
        {
            found.Add(wrong);
            left = Without(left, wrong.Yield);
        }

        return found;
    }

    /// <summary>The yields that are far beyond both of their neighbours.</summary>
    /// <param name="curve">The curve.</param>
    /// <returns>The yields, the farthest first; what stands beside a wrong one is judged as if that one lay between its neighbours.</returns>
    public static List<(CurvePoint Yield, string Reason)> Beyond(YieldCurve curve)
    {
        List<(CurvePoint, string)> found = [];
        var yields = curve.Points.Select(point => point.Percent).ToArray();
        var isFound = new bool[yields.Length];
        while (Farthest(yields, isFound) is { } at)
        {
            found.Add((curve.Points[at], $"{Named(curve.Points[at])} is far from those of its neighbours, {DecimalText.Of(curve.Points[at - 1].Percent)} and {DecimalText.Of(curve.Points[at + 1].Percent)}; look at its decimal point"));
            isFound[at] = true;
            yields[at] = (yields[at - 1] + yields[at + 1]) / 2;
        }

        return found;
    }

    private static int? Farthest(decimal[] yields, bool[] isFound)
    {
        int? farthest = null;
        var most = MostBeyond;
        for (var at = 1; at + 1 < yields.Length; at++)
        {
            var (before, own, after) = (yields[at - 1], yields[at], yields[at + 1]);
            var beyond = Math.Max(own - Math.Max(before, after), Math.Min(before, after) - own);
            if (!isFound[at] && beyond > most)
                (farthest, most) = (at, beyond);
        }

        return farthest;
    }

    private static (CurvePoint Yield, string Reason)? Apart(YieldCurve curve, IReadOnlyList<YieldCurve> known)
    {
        // Most curves are like the one before and the one after them, and nothing more has to be looked at.
        List<YieldCurve> near = [.. CurveShift.Near(curve, known, NearDays)];
        var after = near.FindIndex(other => other.Date > curve.Date);
        if ((near.Count == 0 || Alone(curve, near[0]) is null) && (after < 0 || Alone(curve, near[after]) is null))
            return null;

        List<(CurvePoint Yield, string Reason)?> found = [.. near.Select(other => Alone(curve, other))];
        return 2 * found.Count(wrong => wrong is not null) > found.Count ? found.Find(wrong => wrong is not null) : null;
    }

    private static (CurvePoint Yield, string Reason)? Alone(YieldCurve curve, YieldCurve other)
    {
        var moves = curve.Points
            .Join(other.Points, own => own.TenorYears, point => point.TenorYears, (own, point) => (Own: own, point.Percent, By: own.Percent - point.Percent))
            .OrderBy(move => move.By).ToList();
        if (moves.Count < FewestTenors)
            return null;
        var middle = moves[moves.Count / 2].By;
        var most = moves.MaxBy(move => Math.Abs(move.By - middle));
        return Math.Abs(most.By - middle) > MostApart
            ? (most.Own, $"{Named(most.Own)} is far from the {DecimalText.Of(most.Percent)} of {DateText.Of(other.Date)}, and the others are not; look at its decimal point")
            : null;
    }

    private static YieldCurve Without(YieldCurve curve, CurvePoint yield) => curve with { Points = [.. curve.Points.Where(point => point != yield)] };

    private static string Named(CurvePoint point) => $"the yield {DecimalText.Of(point.Percent)} of {DecimalText.Of(point.TenorYears)} years";
}
