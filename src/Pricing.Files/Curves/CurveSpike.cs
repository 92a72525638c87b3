using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>
/// One yield of a curve that stands alone: 6.680 between 0.596 and 0.764. The limits are those that no curve of the ministry from 1974 to
/// 2026 comes near: there one yield is at most 0.673 beyond both of its neighbours, and within ten days at most 1.026 off the way of
/// the others.
/// </summary>
internal static class CurveSpike
{
    private const decimal MostBeyond = 1m;
    private const decimal MostApart = 1.5m;
    private const int NearDays = 10;
    private const int FewestTenors = 3;

    /// <summary>What is wrong with a yield of a curve, beside its neighbours and the curves around it.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="known">All curves that are known, ascending by date, this one among them.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? Find(YieldCurve curve, IReadOnlyList<YieldCurve> known) => Beyond(curve) ?? Apart(curve, known);

    private static string? Beyond(YieldCurve curve)
    {
        for (var at = 1; at + 1 < curve.Points.Count; at++)
        {
            var (before, own, after) = (curve.Points[at - 1], curve.Points[at], curve.Points[at + 1]);
            if (own.Percent - Math.Max(before.Percent, after.Percent) > MostBeyond || Math.Min(before.Percent, after.Percent) - own.Percent > MostBeyond)
                return $"{Named(own)} is far from those of its neighbours, {DecimalText.Of(before.Percent)} and {DecimalText.Of(after.Percent)}; look at its decimal point";
        }

        return null;
    }

    private static string? Apart(YieldCurve curve, IReadOnlyList<YieldCurve> known)
    {
        // Most curves are like the one before and the one after them, and nothing more has to be looked at.
        List<YieldCurve> near = [.. CurveShift.Near(curve, known, NearDays)];
        var after = near.FindIndex(other => other.Date > curve.Date);
        if ((near.Count == 0 || Alone(curve, near[0]) is null) && (after < 0 || Alone(curve, near[after]) is null))
            return null;

        List<string?> found = [.. near.Select(other => Alone(curve, other))];
        return 2 * found.Count(wrong => wrong is not null) > found.Count ? found.Find(wrong => wrong is not null) : null;
    }

    private static string? Alone(YieldCurve curve, YieldCurve other)
    {
        var moves = curve.Points
            .Join(other.Points, own => own.TenorYears, point => point.TenorYears, (own, point) => (Own: own, point.Percent, By: own.Percent - point.Percent))
            .OrderBy(move => move.By).ToList();
        if (moves.Count < FewestTenors)
            return null;
        var middle = moves[moves.Count / 2].By;
        var most = moves.MaxBy(move => Math.Abs(move.By - middle));
        return Math.Abs(most.By - middle) > MostApart
            ? $"{Named(most.Own)} is far from the {DecimalText.Of(most.Percent)} of {DateText.Of(other.Date)}, and the others are not; look at its decimal point"
            : null;
    }

    private static string Named(CurvePoint point) => $"the yield {DecimalText.Of(point.Percent)} of {DecimalText.Of(point.TenorYears)} years";
}
