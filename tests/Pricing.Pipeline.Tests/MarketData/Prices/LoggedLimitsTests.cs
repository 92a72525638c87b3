using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Settings;
using Pricing.Policies;

namespace Pricing.Pipeline.Tests.MarketData.Prices;

public sealed class LoggedLimitsTests
{
    private static readonly PriceCheckOptions Own = new()
    {
        MaximumAgeSessions = 2,
        MaximumGapSessions = 30,
        SuspectDeviations = 4.5,
        UsualSplits = [1.5m, 3],
        SplitTolerance = 0.05,
        Confirmed = ["3774/2012-09-26", "37740/2012-10-03"],
    };

    [Fact]
    public void Of_WhatWasLoggedOfLimits_IsTheSameLimits()
    {
        var logged = Logged(Own);

        var read = LoggedLimits.Of(logged)!;

        Assert.Equal(logged, Logged(read));
        Assert.Equal(Logged(new()), Logged(LoggedLimits.Of(Logged(new()))!));
    }

    [Theory]
    [InlineData("MarketData:Checks:Another", "1")]
    [InlineData("MarketData:Checks:SuspectDeviations", "many")]
    [InlineData("MarketData:Checks:UsualSplits", "2; three")]
    public void Of_WhatThisVersionCannotRead_IsNone(string name, string text) =>
        Assert.Null(LoggedLimits.Of(new Dictionary<string, string>(Logged(Own)) { [name] = text }));

    [Fact]
    public void Of_SettingsWithoutLimits_IsNone() => Assert.Null(LoggedLimits.Of(new Dictionary<string, string>()));

    [Fact]
    public void OfTexts_WhatWasLoggedOfPolicies_IsTheSamePolicies()
    {
        var logged = ConfiguredPolicies.TextsOf(new PolicyCatalog([ShippedPolicies.Continuous with { Name = "own", Version = 3 }])).ToDictionary();

        Assert.Equal(logged, ConfiguredPolicies.TextsOf(ConfiguredPolicies.OfTexts(logged)!).ToDictionary());
        Assert.Null(ConfiguredPolicies.OfTexts(new Dictionary<string, string>()));
    }

    private static Dictionary<string, string> Logged(PriceCheckOptions limits) =>
        SettingTexts.Of(new MarketDataOptions { Checks = limits }, MarketDataOptions.Section).ToDictionary();
}
