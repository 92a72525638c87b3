using Pricing.Pipeline.Ingestion;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Ingestion;

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
    public async Task Ingest_BlobReplacedWhileItIsRead_GivesNoReportAndTheNextSweepTakesTheNewOne()
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

        Assert.Null(report);
        Assert.Null(await Host.Get<BatchLedger>().FindAsync(ContentHash.Of(old), Cancellation));
        Assert.Equal((1, 1), (Assert.Single(swept).Rows, swept[0].Stored));
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
}
