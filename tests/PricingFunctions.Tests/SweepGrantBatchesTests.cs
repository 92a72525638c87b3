using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using PricingFunctions.Triggers;
using Testing;

namespace PricingFunctions.Tests;

public sealed class SweepGrantBatchesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Run_FileThatFailsEachTime_HoldsUpNoOtherAndIsInQuarantineInTheEnd()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var clock = new FakeTimeProvider(new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero));
        await using var services = await PipelineHarness.StartAsync(azurite, clock, cancellationToken);
        var storage = services.GetRequiredService<PipelineStorage>();
        const string bad = "issuer,grant_id\n";
        await storage.Ledger.AddEntityAsync(new TableEntity("batch", UnknownId(bad)), cancellationToken);
        await storage.GrantBatches.UploadBlobAsync("bad.csv", BinaryData.FromString(bad), cancellationToken);
        await storage.GrantBatches.UploadBlobAsync("good.csv", BinaryData.FromString("issuer\nIIJ\n"), cancellationToken);
        await storage.PriceFiles.UploadBlobAsync("3774.csv", BinaryData.FromString("Date,Close\n2012-09-25,392000\n"), cancellationToken);
        var sweep = new SweepGrantBatches(services);

        for (var occurrence = 0; occurrence < 12; occurrence++)
        {
            await sweep.RunAsync(null!, cancellationToken);
            clock.Advance(TimeSpan.FromMinutes(5));
        }

        var reports = services.GetRequiredService<FileReports>();
        Assert.NotNull((await reports.FindAsync(UnknownId("issuer\nIIJ\n"), cancellationToken))!.Defect);
        Assert.Equal(1, (await reports.FindAsync($"{ContentHash.Of("Date,Close\n2012-09-25,392000\n")}-prices-37740", cancellationToken))!.Stored);
        Assert.False(await storage.GrantBatches.GetBlobClient("bad.csv").ExistsAsync(cancellationToken));
        Assert.True(await storage.GrantBatchQuarantine.GetBlobClient($"{ContentHash.Of(bad)}/reason.json").ExistsAsync(cancellationToken));
    }

    private static string UnknownId(string content) => $"{ContentHash.Of(content)}-unknown";
}
