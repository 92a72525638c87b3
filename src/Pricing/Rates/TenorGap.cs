namespace Pricing.Rates;

/// <summary>
/// That a yield is not the one that a whole curve of its date gives: the curve lacks a published tenor next to the term, so a yield of
/// another term stands in its place. A curve of other tenors lacks none where its own are as near.
/// </summary>
/// <param name="Taken">The tenors in years that the yield is read off: one, or the two that it lies between.</param>
/// <param name="Missing">The published tenors in years that a whole curve has there and this one lacks: one or two.</param>
public sealed record TenorGap(IReadOnlyList<decimal> Taken, IReadOnlyList<decimal> Missing)
{
    private const string Between = "..";

    private static volatile Reading? last;

    /// <summary>Looks whether the curve that a yield was read off lacks a tenor for it.</summary>
    /// <param name="found">The yield.</param>
    /// <returns>What it lacks; null where it lacks nothing.</returns>
    public static TenorGap? Of(CurveYield found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return Of(found.Lower.TenorYears, found.Upper.TenorYears, found.Years, found.CurveDate);
    }

    /// <summary>Looks whether the curve that a stored rate was read off lacked a tenor for it.</summary>
    /// <param name="tenors">The tenors as <see cref="CurveYield.Tenors"/> writes them.</param>
    /// <param name="years">The term in years, as text.</param>
    /// <param name="curveDate">The date of the curve; null where the rate is of none.</param>
    /// <returns>What it lacked; null where it lacked nothing, where the rate is of no curve, or the texts are not of that form.</returns>
    public static TenorGap? Read(string tenors, string years, DateOnly? curveDate)
    {
        ArgumentNullException.ThrowIfNull(tenors);
        if (curveDate is not { } date) return null;

        // Values of one night nearly all have the same term and curve.
        if (last is { } known && known.Date == date && known.Tenors == tenors && known.Years == years) return known.Gap;

        var gap = Read(tenors, years, date);
        last = new(tenors, years, date, gap);
        return gap;
    }

    private static TenorGap? Read(string tenors, string years, DateOnly date)
    {
        if (DecimalText.ParseRatio(years) is not { } term) return null;

        var parts = tenors.Split(' ')[0].Split(Between);
        return YearsOf(parts[0]) is { } lower && YearsOf(parts[^1]) is { } upper ? Of(lower, upper, term, date) : null;
    }

    /// <summary>The missing tenors as text: <c>7y, 8y</c>.</summary>
    public string MissingText => string.Join(", ", Missing.Select(tenor => $"{DecimalText.Of(tenor)}y"));

    private static TenorGap? Of(decimal lower, decimal upper, Ratio years, DateOnly date)
    {
        var published = PublishedTenors.On(date);
        if (lower != upper)
            return Inside(published, lower, upper, years) is { Count: > 0 } missing ? new([lower, upper], missing) : null;

        var nearest = Nearest(published, years);
        return IsFarther(lower, nearest, years) ? new([lower], [nearest]) : null;
    }

    /// <summary>Whether one tenor alone is farther from the term than the published one next to it; of two as near the longer counts.</summary>
    private static bool IsFarther(decimal taken, decimal published, Ratio years)
    {
        var side = years.Plus(years).Compare(taken + published);
        return taken > published ? side < 0 : taken < published && side >= 0;
    }

    private static decimal Nearest(ReadOnlySpan<decimal> published, Ratio years)
    {
        var nearest = published[0];
        foreach (var tenor in published[1..])
        {
            if (years.Plus(years).Compare(nearest + tenor) >= 0) nearest = tenor;
        }

        return nearest;
    }

    /// <summary>The published neighbours of the term that lie between the two tenors taken.</summary>
    private static List<decimal> Inside(ReadOnlySpan<decimal> published, decimal lower, decimal upper, Ratio years)
    {
        decimal? below = null, above = null;
        foreach (var tenor in published)
        {
            var side = years.Compare(tenor);
            if (side >= 0) below = tenor;
            if (side <= 0) above ??= tenor;
        }

        List<decimal> missing = [];
        if (below > lower) missing.Add(below.Value);
        if (above < upper && above != below) missing.Add(above.Value);
        return missing;
    }

    /// <summary>What was read last.</summary>
    private sealed record Reading(string Tenors, string Years, DateOnly Date, TenorGap? Gap);

    private static decimal? YearsOf(string tenor) => tenor.EndsWith('y') ? DecimalText.Parse(tenor[..^1]) : null;
}
