using System.Text;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using PricingFunctions.Triggers;
using Testing;

namespace PricingFunctions.Tests;

/// <summary>Files that are sent over HTTP: kept, then taken in by a message, or by the sweep where that is lost.</summary>
public sealed class SentFileTests(AzuriteFixture azurite)
{
    private const string Closes = "Date,Close\n2012-09-25,392000\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_KeptFile_IsAMessageThatTakesItIn()
    {
        var clock = new FakeTimeProvider(new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
        await using var services = await PipelineHarness.StartAsync(azurite, clock, Cancellation);
        var record = await KeepAsync(services);
        var connection = AzuriteFixture.AccountOf(services.GetRequiredService<PipelineStorage>()).ConnectionString!;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [StorageOptions.Section] = connection })
            .Build();

        await new SentFileMessages(configuration).AddAsync(record, Cancellation);
        var message = (await new QueueClient(connection, SentFileMessages.Name).ReceiveMessageAsync(cancellationToken: Cancellation)).Value;
        var key = Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString()));
        await Function(services).RunAsync(key, Cancellation);

        Assert.Equal(record.Key, key);
        Assert.Equal(1, (await services.GetRequiredService<FileReports>().FindAsync(key, Cancellation))!.Stored);
    }

    [Fact]
    public async Task Run_FileOfWhichTheMessageIsLost_IsTakenInByTheSweep()
    {
        var clock = new FakeTimeProvider(new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
        await using var services = await PipelineHarness.StartAsync(azurite, clock, Cancellation);
        var record = await KeepAsync(services);

        clock.Advance(TimeSpan.FromMinutes(15));
        await new SweepGrantBatches(services).RunAsync(null!, Cancellation);

        Assert.Equal(1, (await services.GetRequiredService<FileReports>().FindAsync(record.Key, Cancellation))!.Stored);
    }

    [Fact]
    public async Task Run_KeyOfNoFile_IsPassedOver()
    {
        await using var services = await PipelineHarness.StartAsync(azurite, TimeProvider.System, Cancellation);

        await Function(services).RunAsync("nothing", Cancellation);

        Assert.Empty(await services.GetRequiredService<FileReports>().ListAsync(Cancellation));
    }

    private static TakeInSentFile Function(ServiceProvider services) =>
        new(services.GetRequiredService<FileRecords>(), services.GetRequiredService<OpenFiles>());

    private static async Task<FileRecord> KeepAsync(ServiceProvider services)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Closes));
        return (await services.GetRequiredService<FileIntake>().KeepAsync(content, new() { Name = "3774.csv", Door = "http" }, Cancellation)).Value;
    }
}
