namespace Pricing.Rates;

/// <summary>Which curve counts for a measurement date.</summary>
public static class CurveSelection
{
    /// <summary>
    /// Selects the curve dated the measurement date, else the last before it, not older than the policy allows.
    /// </summary>
    /// <param name="curves">The curves known so far, by ascending date, one a date.</param>
    /// <param name="measurementDate">The measurement date.</param>
    /// <param name="policy">How old a curve may be.</param>
    /// <returns>The curve, and whether it is final; or <see cref="ReasonCode.NoCurve"/>.</returns>
    public static Outcome<SelectedCurve> Select(
        IReadOnlyList<YieldCurve> curves,
        DateOnly measurementDate,
        CurvePolicy policy)
    {
        var after = CountUpTo(curves, measurementDate);
        if (after == 0)
            return NoCurve(measurementDate, "no curve is dated on or before it");

        var curve = curves[after - 1];
        var selected = new SelectedCurve(curve, measurementDate, curve.Date == measurementDate || after < curves.Count);
        return selected.AgeDays <= policy.MaximumAgeDays
            ? selected
            : NoCurve(
                measurementDate,
                $"the last curve, of {Text.Of(curve.Date)}, is {selected.AgeDays} days old; "
                + $"at most {policy.MaximumAgeDays} are allowed");
    }

    /// <summary>The rate of the curve that counts, for a period.</summary>
    /// <param name="curves">As for <see cref="Select"/>.</param>
    /// <param name="measurementDate">The measurement date.</param>
    /// <param name="years">The period in years.</param>
    /// <param name="policy">How old a curve may be, and what counts between its tenors.</param>
    /// <returns>The rate as a fraction per year; null where no curve counts, or it has no yield for the period.</returns>
    public static decimal? RateOf(
        IReadOnlyList<YieldCurve> curves, DateOnly measurementDate, Ratio years, CurvePolicy policy) =>
        Select(curves, measurementDate, policy).TryGet(out var selected)
        && selected.Curve.At(years, policy.Tenor).TryGet(out var found)
            ? found.Rate
            : null;

    private static int CountUpTo(IReadOnlyList<YieldCurve> curves, DateOnly date)
    {
        var (low, high) = (0, curves.Count);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (curves[middle].Date <= date)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static Failure NoCurve(DateOnly measurementDate, string reason) =>
        new(ReasonCode.NoCurve, "measurement_date", Text.Of(measurementDate), reason);
}
