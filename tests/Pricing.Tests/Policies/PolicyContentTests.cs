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

    public static TheoryData<string> Shipped => [.. ShippedPolicies.All.Select(policy => policy.Name)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void Read_WhatOfGave_IsThePolicy(string name)
    {
        var policy = ShippedPolicies.All.Single(item => item.Name == name);

        AssertRead(policy with { Version = 3 });
        AssertRead(policy with
        {
            Name = "house",
            Version = 4,
            ValuePerShare = new(RoundingMode.Up, 0.001m),
            AmountPerRight = new(RoundingMode.Nearest, 100m),
            Volatility = policy.Volatility with { PeriodsPerYear = 52.1775, MinimumReturns = 30, MinimumWindowYears = 2 },
            Dividend = policy.Dividend with { CountCommemorative = !policy.Dividend.CountCommemorative },
            Curve = policy.Curve with { MaximumAgeDays = 3 },
        });
    }

    [Fact]
    public void Read_NoPolicy_NamesTheSetting()
    {
        var content = PolicyContent.Of(ShippedPolicies.Continuous);

        Assert.Equal(
            "house.RateConvention",
            Assert.Single(PolicyContent.Read("house", 1, content.Replace("RateConvention=continuous", "RateConvention=daily", StringComparison.Ordinal)).Failures).Field);
    }

    private static void AssertRead(ValuationPolicy policy) =>
        Assert.Equal(policy, PolicyContent.Read(policy.Name, policy.Version, PolicyContent.Of(policy)).Value);
}
