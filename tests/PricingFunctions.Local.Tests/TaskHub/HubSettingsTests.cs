using Microsoft.Extensions.Logging.Abstractions;
using PricingFunctions.Local.TaskHub;

namespace PricingFunctions.Local.Tests.TaskHub;

public sealed class HubSettingsTests
{
    [Theory]
    [InlineData(1, "pricinglocal1")]
    [InlineData(4, "pricinglocal4")]
    public void Create_Partitions_AreInTheNameOfTheHubWhichIsTheEngines(int partitions, string name)
    {
        var options = new EngineOptions { Partitions = partitions };
        var engine = HubName.Of(options);
        var settings = new HubSettings(
            new() { ConnectionString = "UseDevelopmentStorage=true" }, engine, new("host-7071"), options, new(TimeProvider.System), NullLoggerFactory.Instance).Create();

        Assert.Equal((name, name, partitions), (engine.Value, settings.TaskHubName, settings.PartitionCount));
        Assert.Equal("host-7071", settings.WorkerId);
        Assert.Equal((true, false), (settings.UseTablePartitionManagement, settings.UseAppLease));
    }

    /// <summary>A killed host is taken for dead, and what it was at given on, within half a minute.</summary>
    [Fact]
    public void Create_Times_LetTheWorkOfAKilledHostGoOnWithinHalfAMinute()
    {
        var settings = new HubSettings(
            new() { AccountName = "account" }, new("hub"), new("host"), new(), new(TimeProvider.System), NullLoggerFactory.Instance).Create();

        Assert.Equal(
            (30, 30), (settings.ControlQueueVisibilityTimeout.TotalSeconds, settings.WorkItemQueueVisibilityTimeout.TotalSeconds));
        Assert.Equal(
            (15, 5, 5), (settings.LeaseInterval.TotalSeconds, settings.LeaseRenewInterval.TotalSeconds, settings.LeaseAcquireInterval.TotalSeconds));
        Assert.Equal((1, 5), (settings.MaxQueuePollingInterval.TotalSeconds, IdlePolling.IdleInterval.TotalSeconds));
    }
}
