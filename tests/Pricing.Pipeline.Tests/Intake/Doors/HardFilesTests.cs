using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Doors;

public sealed class HardFilesTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private FileDoor Door => Host.Get<FileDoors>().GrantBatches;

    [Fact]
    public async Task Ingest_EventOfAnUnknownGrantWithALongText_WaitsOrIsRefusedAlone()
    {
        var report = await Host.IngestAsync(
            "events.csv", Batch.Csv(Batch.Event("none", 1, reference: new string('株', 40_000)), Batch.Event("none", 2)), Cancellation);

        Assert.Equal((2, 2), (report.Rows, report.Waiting + report.Rejected));
    }

    [Fact]
    public async Task Ingest_PricesUnderANameAsLongAsABlobsCanBe_AreTakenIn()
    {
        var name = new string('価', 1000) + ".csv";
        var door = Host.Get<FileDoors>().PriceFiles;
        await Host.Storage.PriceFiles.UploadBlobAsync(name, BinaryData.FromString("Code,Date,Close\n3774,2013-07-10,3235\n"), Cancellation);

        var report = Assert.Single(await Host.Get<BlobSweep>().SweepAsync(door, Cancellation));

        Assert.Equal(1, report.Stored);
        var kept = await Host.Storage.RawMarketData.GetBlobClient(report.Sha256).GetPropertiesAsync(cancellationToken: Cancellation);
        Assert.InRange(kept.Value.Metadata.Sum(header => header.Key.Length + header.Value.Length), 1, 8192);
    }

    [Theory]
    [InlineData("..", false)]
    [InlineData(".", false)]
    [InlineData("a/../b.csv", false)]
    [InlineData("../intake/b.csv", false)]
    [InlineData("/b.csv", true)]
    [InlineData("///b.csv", true)]
    [InlineData("a//b.csv", true)]
    [InlineData("...", true)]
    [InlineData("%2E%2E", true)]
    [InlineData("a%2Fb?c#d\\e 価格😀.csv", true)]
    public void IsAddress_NameOfABlob_IsWhetherItsAddressIsItsOwn(string name, bool expected) =>
        Assert.Equal(expected, BlobIntake.IsAddress(Door, name));

    [Fact]
    public async Task Ingest_NameThatLeadsToAnotherContainer_TakesNothingFromThereAndPutsNothingAside()
    {
        var (name, content) = (ContentHash.Of("kept"), BinaryData.FromString("kept"));
        await Host.Storage.Intake.UploadBlobAsync(name, content, Cancellation);

        var report = await Host.Get<BlobIntake>().IngestAsync(Door, $"../intake/{name}", Cancellation);
        var aside = await Host.Get<BlobQuarantine>().MoveAsync(Door, $"../intake/{name}", new IOException(), Cancellation);

        Assert.Null(report);
        Assert.Null(aside);
        Assert.True(await Host.Storage.Intake.GetBlobClient(name).ExistsAsync(Cancellation));
    }

    [Fact]
    public async Task Ingest_BucketsOfOneIssuerThatCannotBeRead_RefusesItsRowsOnly()
    {
        await Host.Storage.Ledger.AddEntityAsync(new TableEntity("issuer", "Bad") { ["Buckets"] = "two" }, Cancellation);

        var report = await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant("issuer=Bad"), Batch.Grant()), Cancellation);
        var events = await Host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 1, issuer: "Bad"), Batch.Event("3rd-series", 1)), Cancellation);

        Assert.Equal((1, 1), (report.Stored, report.Rejected));
        Assert.Equal((1, 1), (events.Stored, events.Rejected));
    }

    [Fact]
    public async Task GoRound_RecordOfAFileThatCannotBeRead_StopsNothing()
    {
        await Host.Storage.Ledger.AddEntityAsync(new TableEntity("file", "bad") { ["state"] = "Kept" }, Cancellation);
        await Host.Storage.Ledger.AddEntityAsync(new TableEntity("batch", "bad"), Cancellation);
        await Host.Storage.Ledger.AddEntityAsync(new TableEntity("blob", "bad") { ["BlobName"] = 4 }, Cancellation);
        await Host.Storage.GrantBatches.UploadBlobAsync("good.csv", BinaryData.FromString(Batch.Csv(Batch.Grant())), Cancellation);

        await Host.Get<DoorWatch>().GoRoundAsync(Cancellation);

        Assert.NotNull(await GrantAsync("3rd-series"));
        Assert.Single(await Host.Get<FileReports>().ListAsync(Cancellation));
    }

    [Fact]
    public async Task GoRound_OneDoorIsGone_TheOtherIsLookedAt()
    {
        await Host.Storage.GrantBatches.DeleteAsync(cancellationToken: Cancellation);
        await Host.Storage.PriceFiles.UploadBlobAsync("good.csv", BinaryData.FromString(Batch.Csv(Batch.Grant())), Cancellation);

        await Host.Get<DoorWatch>().GoRoundAsync(Cancellation);

        Assert.NotNull(await GrantAsync("3rd-series"));
    }

    [Fact]
    public async Task Ingest_DocumentOfFatesLeasedByOthers_ComesToAnEnd()
    {
        var events = await Host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 1), Batch.Event("other", 1)), Cancellation);
        await Host.IngestAsync("other.csv", Batch.Csv(Batch.Grant("grant_id=other")), Cancellation);
        var later = Host.Storage.GrantBatchReports.GetBlobClient($"{events.Batch}/later.ndjson");
        await later.GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: Cancellation);

        var report = await Host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant()), Cancellation).WaitAsync(TimeSpan.FromSeconds(60), Cancellation);

        Assert.Equal(1, report.Stored);
        Assert.Equal(0, await Host.Get<WaitingStore>().CountAsync(Cancellation));
    }

    [Fact]
    public async Task Sweep_FileThatCannotBePutAsideEither_IsNotTriedAllTheTime()
    {
        var bad = Batch.Csv(Batch.Grant()).Split('\n')[0] + "\n";
        await Host.Storage.Ledger.AddEntityAsync(new TableEntity("batch", $"{ContentHash.Of(bad)}-grants"), Cancellation);
        await Host.Storage.GrantBatchQuarantine.DeleteAsync(cancellationToken: Cancellation);
        await Host.Storage.GrantBatches.UploadBlobAsync("bad.csv", BinaryData.FromString(bad), Cancellation);
        var sweep = Host.Get<BlobSweep>();
        foreach (var wait in new[] { 0, 10, 60, 300, 900 })
        {
            Host.Clock.Advance(TimeSpan.FromSeconds(wait));
            await sweep.SweepAsync(Door, Cancellation);
        }

        var what = $"{Door.Name}/bad.csv@{SeenBlobs.Text((await Host.Storage.GrantBatches.GetBlobClient("bad.csv").GetPropertiesAsync(cancellationToken: Cancellation)).Value.ETag)}";
        Assert.True(Host.Get<FailedTries>().IsTooEarly(await Host.Get<FailedTries>().FindAsync(what, Cancellation)));
    }
}
