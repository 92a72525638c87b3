using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.Settings;

namespace Pricing.Pipeline.Tests.MarketData.Fetching;

public sealed class MarketDataOptionsTests
{
    [Theory]
    [InlineData(
        "MarketData:JQuants:RequestsPerMinute", "0", "MarketData:JQuants:RequestsPerMinute = 0:", "between 1 and 500")]
    [InlineData(
        "MarketData:Jgb:AttemptTimeout", "1.00:00:00", "MarketData:Jgb:AttemptTimeout = 1.00:00:00:", "and 00:10:00")]
    [InlineData("MarketData:JQuants:BaseAddress", "http://feed.example/v2", "MarketData:JQuants:BaseAddress = http://feed.example/v2:", "use https")]
    [InlineData(
        "MarketData:Jgb:HistoryAddress", "jgbcm_all.csv", "MarketData:Jgb:HistoryAddress = jgbcm_all.csv:", "absolute")]
    [InlineData("MarketData:Checks:Confirmed:0", "377/2013-07-11", "MarketData:Checks:Confirmed = 377/2013-07-11:", "as 3774/2012-09-26")]
    [InlineData("MarketData:Checks:Confirmed:0", "37740/11 July", "MarketData:Checks:Confirmed = 37740/11 July:", "as 3774/2012-09-26")]
    [InlineData("MarketData:Checks:UsualSplits:0", "1", "MarketData:Checks:UsualSplits = 1:", "above 1")]
    [InlineData("MarketData:Checks:MaximumGapSessions", "0", "MarketData:Checks:MaximumGapSessions = 0:", "between 1 and 250")]
    public void Options_WrongSetting_IsNamedWithItsValueAndWhatIsAllowed(
        string setting, string value, string named, string allowed)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bound(setting, value));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Checks:Confirmed", "3774/2013-06-28", "MarketData:Checks:Confirmed = 3774/2013-06-28: must be a list: MarketData:Checks:Confirmed:0, MarketData:Checks:Confirmed:1, …")]
    [InlineData("Checks:UsualSplits:0", "abc", "MarketData:Checks:UsualSplits:0 = abc: must be a number, such as 0.5.")]
    [InlineData("Checks:Confirmd:0", "3774/2013-06-28", "'Confirmd': no such setting in PriceCheckOptions.")]
    [InlineData("Checks", "3774/2013-06-28", "MarketData:Checks = 3774/2013-06-28: has no value of its own: its settings are MarketData:Checks:…")]
    public void Options_SettingOfAnotherShape_IsNamedAndNotPassedOver(string setting, string value, string defect)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(Configured(new() { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true", [$"MarketData:{setting}"] = value }))
            .AddPipeline()
            .BuildServiceProvider();

        Assert.Equal(defect, Assert.Single(SettingsCheck.Defects(services)));
    }

    [Theory]
    [InlineData("https://user:a-secret@feed.example/v2")]
    [InlineData("https://feed.example/v2?key=a-secret")]
    public void Options_SecretInAnAddress_IsRefusedWithoutShowingIt(string address)
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bound("MarketData:JQuants:BaseAddress", address));

        Assert.Equal(
            "MarketData:JQuants:BaseAddress: must have no user, password or query.", Assert.Single(failure.Failures));
        Assert.DoesNotContain("a-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_AsText_DoNotShowTheKey()
    {
        var options = Bound("MarketData:JQuants:ApiKey", "a-secret");

        Assert.Equal("a-secret", options.JQuants.ApiKey);
        Assert.DoesNotContain("a-secret", options.ToString(), StringComparison.Ordinal);
    }

    private static MarketDataOptions Bound(string setting, string value)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(Configured(new() { [setting] = value }))
            .AddMarketData()
            .BuildServiceProvider();
        return services.GetRequiredService<IOptions<MarketDataOptions>>().Value;
    }

    private static IConfigurationRoot Configured(Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
