using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Settings;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Controls.Changes;

public sealed class SettingsLogTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset At = new(2026, 4, 1, 9, 30, 15, 123, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OfHosts_LogsWhatChangedWithBeforeAndAfterAndNothingElse()
    {
        const string confirmed = "MarketData:Checks:Confirmed";
        await using var first = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), At, cancellationToken: Cancellation);
        await using var same = first.Another();
        await using var other = first.Another(settings: new Dictionary<string, string?>
        {
            [$"{confirmed}:0"] = "3774/2012-09-26",
            ["MarketData:JQuants:ApiKey"] = "another secret",
            ["Sources:j-quants:MayPublish"] = "true",
            ["Sources:j-quants:ConfirmedBy"] = "legal",
            ["Sources:j-quants:ConfirmedOn"] = "2026-03-31",
            ["Policies:0:Name"] = "ours",
            ["Policies:0:BasedOn"] = "continuous",
            ["Ingestion:Buckets:IIJ"] = "3",
        });

        foreach (var host in new[] { first, same, other, other }) await host.Get<CurrentSettings>().StartAsync(Cancellation);

        var log = await new SettingsLog(first.Storage).ListAsync(Cancellation);
        Assert.Equal([(1, ""), (2, log[0].Hash)], log.Select(change => (change.Number, change.Previous)));
        Assert.All(log, change => Assert.Equal((CodeVersion.Current, At), (change.Release, change.At)));
        Assert.Empty(log[0].Changes);
        Assert.Equal(other.Get<CurrentSettings>().Snapshot.Hash, log[1].Settings);
        Assert.Contains(new(confirmed, "", "3774/2012-09-26"), log[1].Changes);
        Assert.Contains(new("Sources:j-quants:MayPublish", "false", "true"), log[1].Changes);
        Assert.Contains(new("Policies:ours:Estimator", null, "sample"), log[1].Changes);
        Assert.DoesNotContain(log[1].After, setting => setting.Value.Contains("secret", StringComparison.Ordinal) || setting.Key.StartsWith("Ingestion", StringComparison.Ordinal));
        Assert.Equal(SettingTexts.Set, log[1].After["MarketData:JQuants:ApiKey"]);
    }

    [Fact]
    public async Task Append_OfManyAtOnce_LogsEachChangeOnceAndInOneChain()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var logs = new[] { new SettingsLog(storage), new SettingsLog(storage) };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => logs[number % 2].AppendAsync(Snapshot("1"), At, Cancellation)));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => logs[number % 2].AppendAsync(Snapshot($"{number % 4 / 2}"), At, Cancellation)));

        var read = await new SettingsLog(storage).ListAsync(Cancellation);
        Assert.Equal(Snapshot("1").Hash, read[0].Settings);
        Assert.InRange(read.Count, 2, 9);
        Assert.All(read.Zip(read.Skip(1)), pair => Assert.NotEqual(pair.First.Settings, pair.Second.Settings));
    }

    [Fact]
    public async Task Start_WithADamagedLog_IsNoReasonToStayDownButNothingIsValued()
    {
        await using var host = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), At, cancellationToken: Cancellation);
        await host.Storage.Logs.GetBlobClient("settings/000001.json").UploadAsync(BinaryData.FromString("{}"), Cancellation);

        await host.Get<CurrentSettings>().StartAsync(Cancellation);

        await Assert.ThrowsAsync<DamagedContentException>(() => host.Get<CurrentSettings>().HashAsync(Cancellation));
    }

    /// <summary>So that a setting that is added is logged, unless somebody decides that it moves nothing.</summary>
    [Fact]
    public async Task Settings_OfAHost_AreLoggedBySectionAndOfASecretOnlyThatItIsSet()
    {
        await using var host = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), At, cancellationToken: Cancellation);

        var names = host.Get<CurrentSettings>().Snapshot.Texts.Keys.ToList();

        Assert.Equal(["MarketData", "Night", "Policies", "Sources", "Waiting"], names.Select(name => name.Split(':')[0]).Distinct());
        string[] few = ["MarketData:Checks:MaximumAgeSessions", "MarketData:JQuants:BaseAddress", "MarketData:Jgb:Enabled", "Night:Schedule", "Policies:iij-practice:Version", "Waiting:Days"];
        Assert.Superset(few.ToHashSet(), names.ToHashSet());
    }

    private static SettingsSnapshot Snapshot(string text) => new(new Dictionary<string, string> { ["A:B"] = text });
}
