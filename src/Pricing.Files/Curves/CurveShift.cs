using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>
/// Curves that are one decimal off those of the same month, 0.106 for 1.060 %, or have their tenors in the opposite order. The
/// limits are those that no two curves of the ministry within that time come near.
/// </summary>
internal static class CurveShift
{
    private const int NearDays = 30;
    private const int NearDaysOfOneTenor = 10;
    private const int FewestToTurn = 3;
    private const decimal Ten = 10m;

    // Near zero a yield is soon ten times as large.
    private const decimal LeastApart = 0.3m;
    private const decimal Fit = 4m;

    /// <summary>What is wrong with a curve beside those around it.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="known">All curves that are known, ascending by date, this one among them.</param>
    /// <returns>What is wrong by most of those around it; null where nothing is, or none is near.</returns>
    public static string? Find(YieldCurve curve, IReadOnlyList<YieldCurve> known)
    {
        Dictionary<string, (int Count, DateOnly Date)> found = new(StringComparer.Ordinal);
        var right = 0;
        foreach (var other in Near(curve, known, NearDays))
        {
            var pairs = Pairs(curve, other);
            if (pairs.Count == 0 || (pairs.Count == 1 && Days(curve, other) > NearDaysOfOneTenor))
                continue;
            if (Against(pairs) is not { } wrong)
                right++;
            else
                found[wrong] = found.TryGetValue(wrong, out var before) ? (before.Count + 1, Nearer(curve, before.Date, other.Date)) : (1, other.Date);
        }

        if (found.Count == 0)
            return null;
        var (what, (count, date)) = found.MaxBy(item => item.Value.Count);
        return count > right ? $"{what} those of {DateText.Of(date)}; look at the decimal point and the columns of both" : null;
    }

    /// <summary>The curves around one, the nearest before it first.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="known">All curves that are known, ascending by date, this one among them.</param>
    /// <param name="days">How far off they are at most.</param>
    public static IEnumerable<YieldCurve> Near(YieldCurve curve, IReadOnlyList<YieldCurve> known, int days)
    {
        var at = DateSearch.IndexOf(known, static other => other.Date, curve.Date);
        for (var before = at - 1; before >= 0 && Days(curve, known[before]) <= days; before--)
            yield return known[before];
        for (var after = at + 1; after < known.Count && Days(curve, known[after]) <= days; after++)
            yield return known[after];
    }

    private static string? Against(List<(decimal Own, decimal Other)> pairs)
    {
        if (pairs.Max(pair => Math.Abs(pair.Own - pair.Other)) < LeastApart)
            return null;
        var apart = Apart(pairs, 1m, 1m);
        if (Fit * Apart(pairs, Ten, 1m) < apart)
            return "the yields are about a tenth of";
        if (Fit * Apart(pairs, 1m, Ten) < apart)
            return "the yields are about ten times";
        var turned = pairs.Zip(Enumerable.Reverse(pairs)).Sum(both => Math.Abs(both.First.Own - both.Second.Other));
        return pairs.Count >= FewestToTurn && Fit * turned < apart ? "the yields stand in the opposite order of" : null;
    }

    private static decimal Apart(List<(decimal Own, decimal Other)> pairs, decimal timesOwn, decimal timesOther) =>
        pairs.Sum(pair => Math.Abs(timesOwn * pair.Own - timesOther * pair.Other));

    private static List<(decimal Own, decimal Other)> Pairs(YieldCurve curve, YieldCurve other)
    {
        List<(decimal, decimal)> pairs = [];
        foreach (var point in curve.Points)
        {
            foreach (var known in other.Points)
            {
                if (known.TenorYears == point.TenorYears)
                    pairs.Add((point.Percent, known.Percent));
            }
        }

        return pairs;
    }

    private static DateOnly Nearer(YieldCurve curve, DateOnly first, DateOnly second) =>
        Math.Abs(first.DayNumber - curve.Date.DayNumber) <= Math.Abs(second.DayNumber - curve.Date.DayNumber) ? first : second;

    private static int Days(YieldCurve curve, YieldCurve other) => Math.Abs(other.Date.DayNumber - curve.Date.DayNumber);
}
