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

    [Theory]
    [InlineData("Night:DueTime", "six", "must be a time of the day from 00:00 to 23:59:59, such as 18:00.")]
    [InlineData("Night:DueTime", "25:00", "must be a time of the day from 00:00 to 23:59:59, such as 18:00.")]
    [InlineData("Night:FirstDate", "2013-13-01", "must be a date, such as 2013-07-11.")]
    [InlineData("Night:LongestRun", "an hour's time", "must be a time span as hours:minutes:seconds, such as 02:00:00, with days as 1.00:00:00.")]
    [InlineData("Valuation:ChunkSize", "", "must be a whole number, such as 4.")]
    [InlineData("Valuation:ChunkSize", "99999999999", "must be a whole number, such as 4.")]
    [InlineData("Waiting:Days", "1.5", "must be a whole number, such as 4.")]
    [InlineData("Ingestion:Buckets:IIJ", "four", "must be a whole number, such as 4.")]
    [InlineData("Ingestion:Buckets", "4", "must be a value for each name: Ingestion:Buckets:NAME, …")]
    public async Task Defects_ValueOfAnotherType_NamesSettingValueAndWhatIsAllowed(string name, string value, string allowed)
    {
        await using var services = Services(new() { ["AzureWebJobsStorage"] = Storage, [name] = value });

        Assert.Equal($"{name} = {value}: {allowed}", Assert.Single(SettingsCheck.Defects(services)));
    }

    [Fact]
    public async Task Defects_NameThatIsNoSetting_IsSaid()
    {
        await using var services = Services(new() { ["AzureWebJobsStorage"] = Storage, ["Night:DueTimes"] = "18:00" });

        Assert.Equal("'DueTimes': no such setting in NightOptions.", Assert.Single(SettingsCheck.Defects(services)));
    }

    [Theory]
    [InlineData("Sources", "x", "Sources = x: has no value of its own: its settings are Sources:…")]
    [InlineData("Policies", "x", "Policies = x: has no value of its own: its settings are Policies:…")]
    [InlineData("Night", "x", "Night = x: has no value of its own: its settings are Night:…")]
    [InlineData("MarketData", "x", "MarketData = x: has no value of its own: its settings are MarketData:…")]
    [InlineData("Sources:file", "x", "Sources:file = x: has no value of its own: its settings are Sources:file:…")]
    [InlineData("Source:file:Licence", "x", "Source: no such section; Sources is one.")]
    [InlineData("MarketDta:Jgb:Enabled", "x", "MarketDta: no such section; MarketData is one.")]
    [InlineData("Sources:fille:Licence", "x", "Sources:fille: no such feed; file is one.")]
    [InlineData("MarketData:Checks:Confirmed:a", "3774/2012-09-26", "MarketData:Checks:Confirmed:a = 3774/2012-09-26: a is no place in a list; its entries are MarketData:Checks:Confirmed:0, MarketData:Checks:Confirmed:1, …")]
    [InlineData("MarketData:Checks:Confirmed:-1", "3774/2012-09-26", "MarketData:Checks:Confirmed:-1 = 3774/2012-09-26: -1 is no place in a list; its entries are MarketData:Checks:Confirmed:0, MarketData:Checks:Confirmed:1, …")]
    [InlineData("MarketData:Checks:UsualSplits:x", "2", "MarketData:Checks:UsualSplits:x = 2: x is no place in a list; its entries are MarketData:Checks:UsualSplits:0, MarketData:Checks:UsualSplits:1, …")]
    public async Task Defects_WhatWouldPassInSilence_IsSaid(string name, string value, string defect)
    {
        await using var services = Services(new() { ["AzureWebJobsStorage"] = Storage, [name] = value });

        Assert.Equal(defect, Assert.Single(SettingsCheck.Defects(services)));
    }

    [Theory]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    [InlineData("ConnectionStrings:Source")]
    [InlineData("Source")]
    [InlineData("Sources:corporate:Licence")]
    [InlineData("AzureWebJobs:Api:Disabled")]
    public async Task Defects_SettingsOfOthers_None(string name)
    {
        await using var services = Services(new() { ["AzureWebJobsStorage"] = Storage, [name] = "x" });

        Assert.Empty(SettingsCheck.Defects(services));
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddLogging()
        .AddPipeline()
        .BuildServiceProvider();
}
