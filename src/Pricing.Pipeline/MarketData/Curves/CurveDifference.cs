using System.Globalization;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>How a stated curve differs from the stored one of its date.</summary>
/// <param name="stored">The stored one.</param>
/// <param name="stated">The stated one.</param>
internal sealed class CurveDifference(YieldCurve stored, YieldCurve stated)
{
    private const int MostShown = 5;
    private const string Curve = "curve";

    private readonly List<(decimal Years, decimal? Stored, decimal? Stated)> yields =
    [
        .. from years in stored.Points.Concat(stated.Points).Select(point => point.TenorYears).Distinct().Order()
           let before = Of(stored, years)
           let after = Of(stated, years)
           where before != after
           select (years, before, after),
    ];

    /// <summary>The field of a failure that names a yield.</summary>
    /// <param name="years">Its tenor.</param>
    public static string FieldOf(decimal years) => $"yield {DecimalText.Of(years)}y";

    /// <summary>That the stored one stays: with the yields that differ, the shortest first, of many the first ones.</summary>
    /// <param name="by">By what it is stored, where that is why; null where it stays because the other may not replace it.</param>
    public Failure ToConflict(string? by = null)
    {
        var (years, _, sent) = yields.FirstOrDefault(yield => yield.Stated is not null, yields[0]);
        var more = yields.Count - MostShown;
        return new(
            ReasonCode.ConflictingData,
            FieldOf(years),
            Text(sent),
            $"another curve is stored for {DateText.Of(stored.Date)}{(by is null ? "" : $", {by}")} and stays (stored / sent): "
            + string.Join(", ", yields.Take(MostShown).Select(yield => $"{Name(yield.Years)} {Text(yield.Stored)} / {Text(yield.Stated)}"))
            + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {more} more") : ""));
    }

    /// <summary>
    /// That the stored one stays because the stated one leaves out tenors of it: it would take the place of the whole curve, and a value for
    /// a period near those would stand on a yield of another.
    /// </summary>
    /// <returns>The failure; null where the stated one has every tenor of the stored one.</returns>
    public Failure? ToLeftOut()
    {
        List<decimal> leftOut = [.. yields.Where(yield => yield.Stated is null).Select(yield => yield.Years)];
        return leftOut.Count == 0 ? null : new(
            ReasonCode.ConflictingData,
            FieldOf(leftOut[0]),
            ChangedFigure.None,
            $"the stored curve of {DateText.Of(stored.Date)} has yields of {string.Join(", ", leftOut.Select(DecimalText.Of))} years too, and a curve is replaced as a whole; "
            + "send all its yields, those that stay too, or say in meant_reason why these are left out");
    }

    /// <summary>What of the stored one was replaced, each as <c>curve 2013-07-11 15Y: 1.275 -> 1.375</c>.</summary>
    public IEnumerable<string> ToReplaced() => yields.Select(yield =>
        new ChangedFigure(Name(yield.Years), Text(yield.Stored), Text(yield.Stated)).ToReplaced(Curve, stored.Date));

    private static string Name(decimal years) => $"{DecimalText.Of(years)}Y";

    private static string Text(decimal? percent) => percent is { } known ? DecimalText.Of(known) : ChangedFigure.None;

    private static decimal? Of(YieldCurve curve, decimal years) =>
        curve.Points.Where(point => point.TenorYears == years).Select(point => (decimal?)point.Percent).FirstOrDefault();
}
