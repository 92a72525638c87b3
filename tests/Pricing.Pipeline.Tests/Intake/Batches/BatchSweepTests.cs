using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

public sealed class BatchSweepTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    [Fact]
    public async Task Ingest_NameAsLongAsABlobsCanBe_IsLookedAtOnce()
    {
        var name = new string('/', 3) + new string('第', 300);
        await Host.IngestAsync(name, Batch.Csv(Batch.Grants(1)), Cancellation);

        Assert.Equal([name], (await Host.Get<BatchLedger>().SeenBlobsAsync(Cancellation)).Keys);
    }

    [Fact]
    public async Task Ingest_BlobThatIsGone_IsNoReport() =>
        Assert.Null(await Host.Get<BatchIngestor>().IngestAsync("never.csv", Cancellation));

    [Fact]
    public async Task Ingest_BlobReplacedWhileItIsRead_TakesTheOldOneInWholeAndTheNextSweepTheNewOne()
    {
        // Longer than the 4 MiB that are read at once, so that the rest is asked for after the first rows are stored.
        var blob = Host.Storage.GrantBatches.GetBlobClient("batch.csv");
        var old = Batch.Csv(Batch.Grants(4000, $"title={new string('x', 2000)}"));
        await blob.UploadAsync(BinaryData.FromString(old), Cancellation);
        var reading = Host.Get<BatchIngestor>().IngestAsync("batch.csv", Cancellation);
        await Eventually.TrueAsync(
            "the first rows are stored", async () => await GrantAsync(Batch.Id(0)) is not null, Cancellation);

        await blob.UploadAsync(BinaryData.FromString(Batch.Csv(Batch.Grant())), overwrite: true, Cancellation);
        var report = await reading;
        var swept = await Host.Get<BatchSweep>().SweepAsync(Cancellation);

        Assert.Equal((ContentHash.Of(old), 4000, 4000), (report!.Batch, report.Rows, report.Stored));
        Assert.Equal((1, 1), (Assert.Single(swept).Rows, swept[0].Stored));
        Assert.Empty(await Host.Get<BatchSweep>().SweepAsync(Cancellation));
        var snapshots = Host.Storage.GrantBatches.GetBlobsAsync(
            BlobTraits.None, BlobStates.Snapshots, prefix: null, Cancellation);
        Assert.Null((await snapshots.SingleAsync(Cancellation)).Snapshot);
    }

    [Fact]
    public async Task Sweep_NewReplacedAndRepeatedBlobs_TakesEachContentInOnce()
    {
        var container = Host.Storage.GrantBatches;
        await container.UploadBlobAsync("one.csv", BinaryData.FromString(Batch.Csv(Batch.Grants(1))), Cancellation);
        await container.UploadBlobAsync("same.csv", BinaryData.FromString(Batch.Csv(Batch.Grants(1))), Cancellation);
        var sweep = Host.Get<BatchSweep>();

        var first = await sweep.SweepAsync(Cancellation);
        var second = await sweep.SweepAsync(Cancellation);
        await container.GetBlobClient("one.csv").UploadAsync(BinaryData.FromString(Batch.Csv(Batch.Grants(2))), overwrite: true, Cancellation);
        var third = await sweep.SweepAsync(Cancellation);
        await using var restarted = Host.Another();
        var fourth = await restarted.Get<BatchSweep>().SweepAsync(Cancellation);

        Assert.Equal("one.csv", Assert.Single(first).Name);
        Assert.Empty(second);
        Assert.Equal((1, 1), (Assert.Single(third).Stored, third[0].Unchanged));
        Assert.Empty(fourth);
    }

    [Fact]
    public async Task Sweep_BlobThatNoTriggerSaw_IsTakenInOnceByWhicheverSweepComesFirst()
    {
        await Host.Storage.GrantBatches.UploadBlobAsync("lost.csv", BinaryData.FromString(Batch.Csv(Batch.Grants(2))), Cancellation);
        await using var instance = Host.Another();

        // The app makes a sweep for each occurrence of its timer, on whichever instance it fires.
        var first = await new BatchSweep(instance.Storage, instance.Get<BatchLedger>(), instance.Get<BatchIngestor>()).SweepAsync(Cancellation);
        var second = await new BatchSweep(Host.Storage, Host.Get<BatchLedger>(), Host.Get<BatchIngestor>()).SweepAsync(Cancellation);

        Assert.Equal(("lost.csv", 2), (Assert.Single(first).Name, first[0].Stored));
        Assert.Empty(second);
        Assert.NotNull(await GrantAsync(Batch.Id(1)));
    }
}
