using MathNet.Numerics.Statistics;

namespace Pricing.Volatility;

/// <summary>Historical volatility from closes (release, section 12, item 5).</summary>
public static class VolatilityEstimator
{
    /// <summary>
    /// Estimates sigma: the last close of each period inside the window, logarithmic returns between consecutive ones,
    /// their standard deviation times the square root of the periods a year. The next return spans a period without
    /// a close.
    /// </summary>
    /// <param name="sample">Closes, splits, window and exclusions.</param>
    /// <param name="method">The settings.</param>
    /// <returns>
    /// The estimate; <see cref="ReasonCode.TooFewReturns"/> with the number there was;
    /// <see cref="ReasonCode.InvalidField"/> for each bad close, split, dividend, window or setting, and for splits whose
    /// product leaves the range of a double.
    /// </returns>
    public static Outcome<VolatilityEstimate> Estimate(PriceSample sample, VolatilityMethod method)
    {
        var failures = SampleCheck.Failures(sample, method).ToList();
        if (failures.Count > 0)
            return failures;

        var closes = PeriodCloses.Select(sample, method);
        var series = ReturnSeries.Build(closes, sample, method.ReturnType);
        if (series.Returns.Count < method.MinimumReturns)
            return TooFew(series, sample.Window, method.MinimumReturns);

        var estimate = Summarize(series, sample, method);
        return double.IsFinite(estimate.Sigma)
            ? estimate
            : Invalid.Field("split_factor", sample.Window, "the splits take the adjusted closes out of range");
    }

    /// <summary>Sigma once more, from the closes and dividends that an estimate says it stands on.</summary>
    /// <param name="estimate">The estimate.</param>
    /// <returns>Sigma, by the same operations in the same order.</returns>
    /// <exception cref="KeyNotFoundException">A return names a date of which the estimate has no close.</exception>
    public static double Again(VolatilityEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        var closes = estimate.ClosesUsed.ToDictionary(close => close.Date, close => close.AdjustedClose);
        var returns = estimate.LogReturns.Select(item => Math.Log((closes[item.To] + item.Dividend) / closes[item.From]));
        return Deviation(returns, estimate.Method) * Math.Sqrt(estimate.Method.PeriodsPerYear);
    }

    private static double Deviation(IEnumerable<double> returns, VolatilityMethod method) =>
        method.Estimator == DeviationEstimator.Sample ? returns.StandardDeviation() : returns.PopulationStandardDeviation();

    private static VolatilityEstimate Summarize(ReturnSeries series, PriceSample sample, VolatilityMethod method)
    {
        var deviation = Deviation(series.Returns.Select(item => item.Value), method);
        var factor = Math.Sqrt(method.PeriodsPerYear);
        return new VolatilityEstimate
        {
            Sigma = deviation * factor,
            Deviation = deviation,
            AnnualFactor = factor,
            LogReturns = series.Returns,
            ClosesUsed = series.Closes,
            Window = sample.Window,
            Exclusions = sample.Exclusions,
            ExcludedReturns = series.Excluded,
            Method = method,
        };
    }

    private static Failure TooFew(ReturnSeries series, DateWindow window, int minimum) => new(
        ReasonCode.TooFewReturns,
        "window",
        window.ToString(),
        $"{series.Returns.Count} returns, {series.Excluded} more fell to exclusions; at least {minimum} are needed");
}
