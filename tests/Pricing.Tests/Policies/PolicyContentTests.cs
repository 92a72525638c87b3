using Pricing.Policies;

namespace Pricing.Tests.Policies;

public sealed class PolicyContentTests
{
    public static TheoryData<string> Settings =>
    [
        .. typeof(PolicySettings).GetProperties()
            .Select(property => property.Name)
            .Except([nameof(PolicySettings.Name), nameof(PolicySettings.Version), nameof(PolicySettings.BasedOn)]),
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Of_AnySetting_IsInTheContent(string setting) =>
        Assert.Contains(PolicyContent.Of(ShippedPolicies.Continuous).Split('\n'), line => line.StartsWith($"{setting}=", StringComparison.Ordinal));

    [Fact]
    public void Of_SamePolicyUnderAnotherNameAndVersion_IsTheSame() => Assert.Equal(
        PolicyContent.Of(ShippedPolicies.Continuous),
        PolicyContent.Of(ShippedPolicies.Continuous with { Name = "other", Version = 7 }));

    [Fact]
    public void Of_OtherRounding_IsAnother() => Assert.NotEqual(
        PolicyContent.Of(ShippedPolicies.Continuous),
        PolicyContent.Of(ShippedPolicies.Continuous with { ValuePerShare = new(RoundingMode.Up) }));

    /// <summary>Hashes of these texts are stored: one that changes by itself keeps hosts from starting.</summary>
    [Fact]
    public void Of_ShippedPolicy_StaysAsItIs() => Assert.Equal(
        """
        RateConvention=annual
        YieldConvention=annual
        ValuePerShareRounding=nearest
        ValuePerShareUnit=
        AmountPerRightRounding=none
        AmountPerRightUnit=
        ReturnFrequency=weekly
        ReturnType=price
        Estimator=sample
        PeriodsPerYear=52
        LastPeriod=keep
        MinimumReturns=20
        MinimumWindowYears=1
        NoClose=next-base-price
        DividendYear=last-ended
        CountCommemorative=true
        Tenor=linear
        MaximumCurveAgeDays=7
        YearCount=anniversary
        RemeasuredTerm=elapsed
        """.ReplaceLineEndings("\n"),
        PolicyContent.Of(ShippedPolicies.All.Single(policy => policy.Name == "iij-practice")));
}
