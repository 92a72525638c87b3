using System.Globalization;

namespace Pricing.Policies;

/// <summary>
/// What a policy says, as one text: equal for two policies exactly where they value alike. Name and version are not in
/// it. The text is hashed and stored, so it must not change by itself: a setting that is added is written only where it
/// departs from what was done without it.
/// </summary>
public static class PolicyContent
{
    /// <summary>The content of a policy: a line <c>Setting=value</c> for each of <see cref="PolicySettings"/>.</summary>
    /// <param name="policy">The policy.</param>
    public static string Of(ValuationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);

        var method = policy.Volatility;
        (string Name, string Value)[] settings =
        [
            (nameof(PolicySettings.RateConvention), SettingWords.Of(policy.Rate)),
            (nameof(PolicySettings.YieldConvention), SettingWords.Of(policy.DividendYield)),
            (nameof(PolicySettings.ValuePerShareRounding), SettingWords.Of(policy.ValuePerShare.Mode)),
            (nameof(PolicySettings.ValuePerShareUnit), Text(policy.ValuePerShare.Unit)),
            (nameof(PolicySettings.AmountPerRightRounding), SettingWords.Of(policy.AmountPerRight.Mode)),
            (nameof(PolicySettings.AmountPerRightUnit), Text(policy.AmountPerRight.Unit)),
            (nameof(PolicySettings.ReturnFrequency), SettingWords.Of(method.ReturnFrequency)),
            (nameof(PolicySettings.ReturnType), SettingWords.Of(method.ReturnType)),
            (nameof(PolicySettings.Estimator), SettingWords.Of(method.Estimator)),
            (nameof(PolicySettings.PeriodsPerYear), method.PeriodsPerYear.ToString("R", CultureInfo.InvariantCulture)),
            (nameof(PolicySettings.LastPeriod), SettingWords.Of(method.LastPeriod)),
            (nameof(PolicySettings.MinimumReturns), Text(method.MinimumReturns)),
            (nameof(PolicySettings.MinimumWindowYears), Text(method.MinimumWindowYears)),
            (nameof(PolicySettings.NoClose), SettingWords.Of(policy.NoClose)),
            (nameof(PolicySettings.DividendYear), SettingWords.Of(policy.Dividend.Year)),
            (nameof(PolicySettings.CountCommemorative), policy.Dividend.CountCommemorative ? "true" : "false"),
            (nameof(PolicySettings.Tenor), SettingWords.Of(policy.Curve.Tenor)),
            (nameof(PolicySettings.MaximumCurveAgeDays), Text(policy.Curve.MaximumAgeDays)),
            (nameof(PolicySettings.YearCount), SettingWords.Of(policy.Term.YearCount)),
            (nameof(PolicySettings.RemeasuredTerm), SettingWords.Of(policy.Term.Remeasured)),
        ];
        return string.Join('\n', settings.Select(setting => $"{setting.Name}={setting.Value}"));
    }

    private static string Text(decimal? number) => number is { } value ? DecimalText.Of(value) : "";
}
