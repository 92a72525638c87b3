namespace Pricing.Volatility;

/// <summary>The ranges of a volatility method's settings.</summary>
internal static class MethodCheck
{
    public static IEnumerable<Failure> Failures(VolatilityMethod method)
    {
        if (!double.IsFinite(method.PeriodsPerYear) || method.PeriodsPerYear <= 0)
            yield return Invalid.Field("periods_per_year", Text.Of(method.PeriodsPerYear), "must be finite and above 0");
        if (method.MinimumReturns < 2)
            yield return Invalid.Field("minimum_returns", method.MinimumReturns, "must be at least 2");
        if (method.MinimumWindowYears < 0)
            yield return Invalid.Field("minimum_window_years", method.MinimumWindowYears, "must be at least 0");
    }
}
