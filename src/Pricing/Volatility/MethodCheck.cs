using Pricing.Policies;

namespace Pricing.Volatility;

/// <summary>The ranges of a volatility method's settings.</summary>
internal static class MethodCheck
{
    private const int MostWindowYears = 100;

    public static IEnumerable<Failure> Failures(VolatilityMethod method) =>
    [
        .. ChoiceCheck.Failures(nameof(PolicySettings.ReturnFrequency), method.Frequency),
        .. ChoiceCheck.Failures(nameof(PolicySettings.ReturnType), method.ReturnType),
        .. ChoiceCheck.Failures(nameof(PolicySettings.Estimator), method.Estimator),
        .. ChoiceCheck.Failures(nameof(PolicySettings.LastPeriod), method.LastPeriod),
        .. Ranges(method),
    ];

    private static IEnumerable<Failure> Ranges(VolatilityMethod method)
    {
        if (!double.IsFinite(method.PeriodsPerYear) || method.PeriodsPerYear <= 0)
        {
            yield return Invalid.Field(
                nameof(PolicySettings.PeriodsPerYear), Text.Of(method.PeriodsPerYear), "must be finite and above 0");
        }

        if (method.MinimumReturns < 2)
        {
            yield return Invalid.Field(
                nameof(PolicySettings.MinimumReturns), method.MinimumReturns, "must be at least 2");
        }

        if (method.MinimumWindowYears is < 0 or > MostWindowYears)
        {
            yield return Invalid.Field(
                nameof(PolicySettings.MinimumWindowYears),
                method.MinimumWindowYears,
                $"must be in 0..{MostWindowYears}");
        }
    }
}
