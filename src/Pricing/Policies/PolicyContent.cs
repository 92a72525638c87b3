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

    /// <summary>The policy whose content this is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version.</param>
    /// <param name="content">What <see cref="Of"/> gave.</param>
    /// <returns>The policy, or every failure of its settings.</returns>
    public static Outcome<ValuationPolicy> Read(string name, int version, string content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var lines = content.Split('\n')
            .Select(line => line.Split('=', 2))
            .Where(pair => pair is [_, { Length: > 0 }])
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return new PolicySettings
        {
            Name = name,
            Version = version,
            BasedOn = ShippedPolicies.Continuous.Name,
            RateConvention = Word(nameof(PolicySettings.RateConvention)),
            YieldConvention = Word(nameof(PolicySettings.YieldConvention)),
            ValuePerShareRounding = Word(nameof(PolicySettings.ValuePerShareRounding)),
            ValuePerShareUnit = Number(nameof(PolicySettings.ValuePerShareUnit)),
            AmountPerRightRounding = Word(nameof(PolicySettings.AmountPerRightRounding)),
            AmountPerRightUnit = Number(nameof(PolicySettings.AmountPerRightUnit)),
            ReturnFrequency = Word(nameof(PolicySettings.ReturnFrequency)),
            ReturnType = Word(nameof(PolicySettings.ReturnType)),
            Estimator = Word(nameof(PolicySettings.Estimator)),
            PeriodsPerYear = Word(nameof(PolicySettings.PeriodsPerYear)) is { } periods ? double.Parse(periods, CultureInfo.InvariantCulture) : null,
            LastPeriod = Word(nameof(PolicySettings.LastPeriod)),
            MinimumReturns = (int?)Number(nameof(PolicySettings.MinimumReturns)),
            MinimumWindowYears = (int?)Number(nameof(PolicySettings.MinimumWindowYears)),
            NoClose = Word(nameof(PolicySettings.NoClose)),
            DividendYear = Word(nameof(PolicySettings.DividendYear)),
            CountCommemorative = Word(nameof(PolicySettings.CountCommemorative)) is { } counts ? counts == "true" : null,
            Tenor = Word(nameof(PolicySettings.Tenor)),
            MaximumCurveAgeDays = (int?)Number(nameof(PolicySettings.MaximumCurveAgeDays)),
            YearCount = Word(nameof(PolicySettings.YearCount)),
            RemeasuredTerm = Word(nameof(PolicySettings.RemeasuredTerm)),
        }.ToPolicy();

        string? Word(string setting) => lines.GetValueOrDefault(setting);

        decimal? Number(string setting) => Word(setting) is { } text ? DecimalText.Parse(text) : null;
    }

    private static string Text(decimal? number) => number is { } value ? DecimalText.Of(value) : "";
}
