using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Doors;

public sealed class BlobSweepTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private FileDoor Door => Host.Get<FileDoors>().GrantBatches;

    [Fact]
    public async Task Ingest_NameAsLongAsABlobsCanBe_IsLookedAtOnce()
    {
        var name = new string('/', 3) + new string('第', 300);
        await Host.IngestAsync(name, Batch.Csv(Batch.Grants(1)), Cancellation);

        Assert.Equal([name], (await Host.Get<SeenBlobs>().ListAsync(Door, Cancellation)).Select(blob => blob.Name));
    }

    [Fact]
    public async Task Ingest_BlobThatIsGone_IsNoReport() =>
        Assert.Null(await Host.Get<BlobIntake>().IngestAsync(Door, "never.csv", Cancellation));

    [Fact]
    public async Task Ingest_BlobReplacedWhileItIsRead_TakesTheOldOneInWholeAndTheNextSweepTheNewOne()
    {
        // Longer than the 4 MiB that are read at once, so that the rest is asked for after the first rows are stored.
        var blob = Host.Storage.GrantBatches.GetBlobClient("batch.csv");
        var old = Batch.Csv(Batch.Grants(4000, $"title={new string('x', 2000)}"));
        await blob.UploadAsync(BinaryData.FromString(old), Cancellation);
        var reading = Host.Get<BlobIntake>().IngestAsync(Door, "batch.csv", Cancellation);
        await Eventually.TrueAsync(
            "the first rows are stored", async () => await GrantAsync(Batch.Id(0)) is not null, Cancellation);

        await blob.UploadAsync(BinaryData.FromString(Batch.Csv(Batch.Grant())), overwrite: true, Cancellation);
        var report = await reading;
        var swept = await Host.Get<BlobSweep>().SweepAsync(Door, Cancellation);

        Assert.Equal((ContentHash.Of(old), 4000, 4000), (report!.Sha256, report.Rows, report.Stored));
        Assert.Equal((1, 1), (Assert.Single(swept).Rows, swept[0].Stored));
        Assert.Empty(await Host.Get<BlobSweep>().SweepAsync(Door, Cancellation));
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
        var sweep = Host.Get<BlobSweep>();

        var first = await sweep.SweepAsync(Door, Cancellation);
        var second = await sweep.SweepAsync(Door, Cancellation);
        await container.GetBlobClient("one.csv").UploadAsync(BinaryData.FromString(Batch.Csv(Batch.Grants(2))), overwrite: true, Cancellation);
        var third = await sweep.SweepAsync(Door, Cancellation);
        await using var restarted = Host.Another();
        var fourth = await restarted.Get<BlobSweep>().SweepAsync(Door, Cancellation);

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
        var first = await new BlobSweep(instance.Get<SeenBlobs>(), instance.Get<BlobIntake>()).SweepAsync(Door, Cancellation);
        var second = await new BlobSweep(Host.Get<SeenBlobs>(), Host.Get<BlobIntake>()).SweepAsync(Door, Cancellation);

        Assert.Equal(("lost.csv", 2), (Assert.Single(first).Name, first[0].Stored));
        Assert.Empty(second);
        Assert.NotNull(await GrantAsync(Batch.Id(1)));
    }
}
