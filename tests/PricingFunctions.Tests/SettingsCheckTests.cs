using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline;
using Pricing.Pipeline.Settings;
using PricingFunctions.Local;

namespace PricingFunctions.Tests;

public sealed class SettingsCheckTests
{
    private const string Storage = "UseDevelopmentStorage=true";

    [Fact]
    public async Task Defects_SettingsOfTheSampleFile_None()
    {
        var file = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(RepositoryRoot.Find(), "local.settings.sample.json"))
            .Build();
        const string Values = "Values:";
        var sample = file.AsEnumerable(makePathsRelative: false)
            .Where(setting => setting.Key.StartsWith(Values, StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key[Values.Length..], setting => setting.Value);
        await using var services = Services(sample);

        Assert.Equal(Storage, sample["AzureWebJobsStorage"]);
        Assert.Empty(SettingsCheck.Defects(services));
    }

    [Fact]
    public async Task Defects_WrongInEverySection_NamesThemAll()
    {
        await using var services = Services(new()
        {
            ["Night:FirstDate"] = "2026-07-01",
            ["Night:LastDate"] = "2026-06-30",
            ["Night:LongestRun"] = "00:00:01",
            ["Ingestion:Buckets:IIJ"] = "100",
            ["Valuation:ChunkSize"] = "0",
            ["MarketData:JQuants:RequestsPerMinute"] = "501",
            ["MarketData:Jgb:HistoryAddress"] = "http://example.com/curves.csv",
        });

        var defects = SettingsCheck.Defects(services);

        string[] names =
        [
            "Night:LastDate = 2026-06-30",
            "Night:LongestRun = 00:00:01",
            "Ingestion:Buckets:IIJ = 100",
            "Valuation:ChunkSize = 0",
            "MarketData:JQuants:RequestsPerMinute = 501",
            "MarketData:Jgb:HistoryAddress = http://example.com/curves.csv",
            "AzureWebJobsStorage",
        ];
        Assert.All(names, name => Assert.Contains(defects, defect => defect.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(names.Length, defects.Count);
    }

    [Fact]
    public async Task Defects_ValueOfAnotherType_NamesSettingAndValue()
    {
        await using var services = Services(new() { ["AzureWebJobsStorage"] = Storage, ["Night:DueTime"] = "six" });

        var defect = Assert.Single(SettingsCheck.Defects(services));
        Assert.Contains("Night:DueTime", defect, StringComparison.Ordinal);
        Assert.Contains("six", defect, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddLogging()
        .AddPipeline()
        .BuildServiceProvider();
}
