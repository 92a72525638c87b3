using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using Testing;

namespace PricingFunctions.Tests;

public sealed class BlobQuarantineTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task TryOrMove_BatchThatKeepsFailing_IsMovedWithItsReason()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var services = await PipelineHarness.StartAsync(azurite, TimeProvider.System, cancellationToken);
        var storage = services.GetRequiredService<PipelineStorage>();
        var quarantine = services.GetRequiredService<BlobQuarantine>();
        const string name = "batch.csv";
        // A damaged row of the ledger keeps this content from being looked up, however often it is tried.
        await storage.Ledger.AddEntityAsync(new TableEntity("batch", $"{ContentHash.Of("issuer\n")}-unknown"), cancellationToken);
        await storage.GrantBatches.UploadBlobAsync(name, BinaryData.FromString("issuer\n"), cancellationToken);

        var moved = await quarantine.TryOrMoveAsync(new FileDoors(storage).GrantBatches, name, cancellationToken);

        Assert.NotNull(moved);
        Assert.Equal(name, moved.Name);
        Assert.StartsWith(nameof(DamagedContentException), moved.Reason, StringComparison.Ordinal);
        Assert.Equal("issuer\n", await ReadAsync(storage, $"{moved.Batch}/batch", cancellationToken));
        using var reason = JsonDocument.Parse(await ReadAsync(storage, $"{moved.Batch}/reason.json", cancellationToken));
        Assert.Equal(moved.Reason, reason.RootElement.GetProperty("reason").GetString());
        Assert.False(await storage.GrantBatches.GetBlobClient(name).ExistsAsync(cancellationToken));
        Assert.Null(await quarantine.TryOrMoveAsync(new FileDoors(storage).GrantBatches, name, cancellationToken));
    }

    [Fact]
    public async Task TryOrMove_BatchThatIsReadableAgain_IsTakenIn()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var services = await PipelineHarness.StartAsync(azurite, TimeProvider.System, cancellationToken);
        var storage = services.GetRequiredService<PipelineStorage>();
        await storage.GrantBatches.UploadBlobAsync(
            "batch.csv", BinaryData.FromString("no,columns,of,a,batch\n1,2,3,4,5\n"), cancellationToken);

        var moved = await services.GetRequiredService<BlobQuarantine>().TryOrMoveAsync(
            new FileDoors(storage).GrantBatches, "batch.csv", cancellationToken);

        Assert.Null(moved);
        Assert.True(await storage.GrantBatches.GetBlobClient("batch.csv").ExistsAsync(cancellationToken));
        var report = Assert.Single(await services.GetRequiredService<FileReports>().ListAsync(cancellationToken));
        Assert.Equal("batch.csv", report.Name);
    }

    private static async Task<string> ReadAsync(PipelineStorage storage, string blob, CancellationToken cancellationToken)
    {
        var content = await storage.GrantBatchQuarantine.GetBlobClient(blob).DownloadContentAsync(cancellationToken);
        return content.Value.Content.ToString();
    }
}
