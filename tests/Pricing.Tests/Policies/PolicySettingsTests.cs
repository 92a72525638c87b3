using Pricing.Dividends;
using Pricing.Grants.Measurements;
using Pricing.Policies;
using Pricing.Rates;
using Pricing.Volatility;

namespace Pricing.Tests.Policies;

public sealed class PolicySettingsTests
{
    [Fact]
    public void ToPolicy_NothingDiffers_IsTheBaseUnderAnotherName() => Assert.Equal(
        ShippedPolicies.IijPractice with { Name = "house-rule", Version = 2 },
        new PolicySettings { Name = "house-rule", Version = 2, BasedOn = "iij-practice" }.ToPolicy().Value);

    [Fact]
    public void ToPolicy_EverySetting_IsRead()
    {
        var settings = new PolicySettings
        {
            Name = "house-rule-2",
            Version = 7,
            BasedOn = "continuous",
            RateConvention = "semi-annual",
            YieldConvention = "annual-discount",
            ValuePerShareRounding = "none",
            ValuePerShareUnit = 0.001m,
            AmountPerRightRounding = "up",
            AmountPerRightUnit = 100m,
            ReturnFrequency = "daily",
            ReturnType = "total",
            Estimator = "population",
            PeriodsPerYear = 250,
            LastPeriod = "drop",
            MinimumReturns = 2,
            MinimumWindowYears = 0,
            NoClose = "refuse",
            DividendYear = "in-progress",
            CountCommemorative = false,
            Tenor = "nearest",
            MaximumCurveAgeDays = 0,
            YearCount = "actual36525",
            RemeasuredTerm = "midpoint-of-remaining",
        };

        var expected = new ValuationPolicy
        {
            Name = "house-rule-2",
            Version = 7,
            Rate = RateConvention.SemiAnnual,
            DividendYield = YieldConvention.AnnualDiscount,
            ValuePerShare = new(RoundingMode.None, 0.001m),
            AmountPerRight = new(RoundingMode.Up, 100m),
            Volatility = new()
            {
                ReturnFrequency = ReturnFrequency.Daily,
                ReturnType = ReturnType.Total,
                Estimator = DeviationEstimator.Population,
                PeriodsPerYear = 250,
                LastPeriod = LastPeriodRule.Drop,
                MinimumReturns = 2,
                MinimumWindowYears = 0,
            },
            NoClose = NoCloseRule.Refuse,
            Dividend = new(false, DividendYear.InProgress),
            Curve = new(TenorRule.Nearest, 0),
            Term = new(YearCount.Actual36525, RemainingTermRule.MidpointOfRemaining),
        };
        Assert.Equal(expected, settings.ToPolicy().Value);
    }

    // The factor of weeks would give a wrong sigma of months without a sign of it.
    [Fact]
    public void ToPolicy_AnotherFrequencyWithoutItsPeriods_AsksForThem()
    {
        var settings = new PolicySettings { Name = "house", Version = 1, BasedOn = "continuous", ReturnFrequency = "monthly" };

        Assert.Equal(
            "InvalidField house.PeriodsPerYear=: must be set for monthly returns", Assert.Single(settings.ToPolicy().Failures).ToString());
        Assert.Equal(12, (settings with { PeriodsPerYear = 12 }).ToPolicy().Value.Volatility.PeriodsPerYear);
        Assert.Equal(52, (settings with { ReturnFrequency = "weekly" }).ToPolicy().Value.Volatility.PeriodsPerYear);
    }

    [Fact]
    public void ToPolicy_BadSettings_AreAllNamedWithTheirValues()
    {
        var settings = new PolicySettings
        {
            Name = "House",
            Version = 0,
            BasedOn = "release-text",
            RateConvention = "Annual",
            ValuePerShareUnit = 0m,
            AmountPerRightUnit = -1m,
            ReturnFrequency = "yearly",
            PeriodsPerYear = 0,
            MinimumReturns = 1,
            MinimumWindowYears = 101,
            MaximumCurveAgeDays = -1,
        };

        Assert.Equal(
            [
                "InvalidField House.RateConvention=Annual: must be one of continuous, annual, semi-annual",
                "InvalidField House.ReturnFrequency=yearly: must be one of daily, weekly, monthly",
                "InvalidField House.Name=House: must be lower-case letters, digits and hyphens",
                "InvalidField House.Version=0: must be at least 1",
                "InvalidField House.ValuePerShareUnit=0: must be above 0",
                "InvalidField House.AmountPerRightUnit=-1: must be above 0",
                "InvalidField House.MaximumCurveAgeDays=-1: must be at least 0",
                "InvalidField House.PeriodsPerYear=0: must be finite and above 0",
                "InvalidField House.MinimumReturns=1: must be at least 2",
                "InvalidField House.MinimumWindowYears=101: must be in 0..100",
            ],
            settings.ToPolicy().Failures.Select(failure => failure.ToString()));
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("house-rule", "house-rule")]
    public void ToPolicy_UnknownBase_IsUnknownPolicy(string? basedOn, string value) => Assert.Equal(
        $"UnknownPolicy house.BasedOn={value}: shipped policies are release-text, iij-practice, continuous, annual-discount",
        new PolicySettings { Name = "house", BasedOn = basedOn }.ToPolicy().Failures.Single().ToString());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a_b")]
    public void ToPolicy_BadName_IsRefused(string? name) => Assert.Equal(
        ReasonCode.InvalidField,
        new PolicySettings { Name = name, BasedOn = "continuous" }.ToPolicy().Failures.Single().Code);
}
