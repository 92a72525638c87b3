using Pricing.Volatility;

namespace Pricing.Policies;

/// <summary>The ranges of a policy's settings.</summary>
public static class PolicyCheck
{
    /// <summary>Checks a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>
    /// One <see cref="ReasonCode.InvalidField"/> for each setting out of range, its field <c>name.Setting</c> as in
    /// <see cref="PolicySettings"/>; empty where the policy can be used.
    /// </returns>
    public static IReadOnlyList<Failure> Failures(ValuationPolicy policy) =>
    [
        .. Own(policy)
            .Concat(Choices(policy))
            .Concat(MethodCheck.Failures(policy.Volatility))
            .Select(failure => failure with { Field = $"{policy.Name}.{failure.Field}" }),
    ];

    private static IEnumerable<Failure> Own(ValuationPolicy policy)
    {
        if (!IsName(policy.Name))
        {
            yield return Invalid.Field(
                nameof(PolicySettings.Name), policy.Name, "must be lower-case letters, digits and hyphens");
        }

        if (policy.Version < 1)
            yield return Invalid.Field(nameof(PolicySettings.Version), policy.Version, "must be at least 1");
        if (policy.ValuePerShare.Unit is <= 0 and { } share)
            yield return Invalid.Field(nameof(PolicySettings.ValuePerShareUnit), share, "must be above 0");
        if (policy.AmountPerRight.Unit is <= 0 and { } right)
            yield return Invalid.Field(nameof(PolicySettings.AmountPerRightUnit), right, "must be above 0");
        if (policy.Curve.MaximumAgeDays < 0)
        {
            yield return Invalid.Field(
                nameof(PolicySettings.MaximumCurveAgeDays), policy.Curve.MaximumAgeDays, "must be at least 0");
        }
    }

    private static IEnumerable<Failure> Choices(ValuationPolicy policy) =>
    [
        .. ChoiceCheck.Failures(nameof(PolicySettings.RateConvention), policy.Rate),
        .. ChoiceCheck.Failures(nameof(PolicySettings.YieldConvention), policy.DividendYield),
        .. ChoiceCheck.Failures(nameof(PolicySettings.ValuePerShareRounding), policy.ValuePerShare.Mode),
        .. ChoiceCheck.Failures(nameof(PolicySettings.AmountPerRightRounding), policy.AmountPerRight.Mode),
        .. ChoiceCheck.Failures(nameof(PolicySettings.NoClose), policy.NoClose),
        .. ChoiceCheck.Failures(nameof(PolicySettings.DividendYear), policy.Dividend.Year),
        .. ChoiceCheck.Failures(nameof(PolicySettings.Tenor), policy.Curve.Tenor),
        .. ChoiceCheck.Failures(nameof(PolicySettings.YearCount), policy.Term.YearCount),
        .. ChoiceCheck.Failures(nameof(PolicySettings.RemeasuredTerm), policy.Term.Remeasured),
    ];

    private static bool IsName(string name) =>
        name.Length > 0
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');
}
