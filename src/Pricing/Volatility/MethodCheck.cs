namespace Pricing.Volatility;

/// <summary>The ranges of a volatility method's settings.</summary>
internal static class MethodCheck
{
    private const int MostWindowYears = 100;

    public static IEnumerable<Failure> Failures(VolatilityMethod method) =>
    [
        .. ChoiceCheck.Failures(nameof(VolatilityMethod.ReturnFrequency), method.ReturnFrequency),
        .. ChoiceCheck.Failures(nameof(VolatilityMethod.ReturnType), method.ReturnType),
        .. ChoiceCheck.Failures(nameof(VolatilityMethod.Estimator), method.Estimator),
        .. ChoiceCheck.Failures(nameof(VolatilityMethod.LastPeriod), method.LastPeriod),
        .. Ranges(method),
    ];

    private static IEnumerable<Failure> Ranges(VolatilityMethod method)
    {
        if (!double.IsFinite(method.PeriodsPerYear) || method.PeriodsPerYear <= 0)
        {
            yield return Invalid.Field(
                nameof(VolatilityMethod.PeriodsPerYear), Text.Of(method.PeriodsPerYear), "must be finite and above 0");
        }

        if (method.MinimumReturns < 2)
        {
            yield return Invalid.Field(
                nameof(VolatilityMethod.MinimumReturns), method.MinimumReturns, "must be at least 2");
        }

        if (method.MinimumWindowYears is < 0 or > MostWindowYears)
        {
            yield return Invalid.Field(
                nameof(VolatilityMethod.MinimumWindowYears),
                method.MinimumWindowYears,
                $"must be in 0..{MostWindowYears}");
        }
    }
}
