using System.Text;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Doors;

public sealed class BlobSweepTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static BlobSweep Afresh(PipelineHost host) => new(
        host.Get<SeenBlobs>(),
        host.Get<BlobIntake>(),
        host.Get<FailedTries>(),
        host.Get<BlobQuarantine>(),
        new(),
        host.Clock,
        Microsoft.Extensions.Logging.Abstractions.NullLogger<BlobSweep>.Instance);

    private static bool IsTransaction(Request request) => request.Uri.Path.EndsWith("/$batch", StringComparison.Ordinal);

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
    public async Task Ingest_ContainerOfReportsIsGone_IsNotTheBatchThatIsGone()
    {
        await Host.Storage.GrantBatchReports.DeleteAsync(cancellationToken: Cancellation);

        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant()), Cancellation));

        Assert.Equal((404, "ContainerNotFound"), (failure.Status, failure.ErrorCode));
    }

    [Fact]
    public async Task Sweep_FileThatFailsEachTime_HoldsUpNoOtherAndIsInQuarantineAfterLongerAndLongerWaits()
    {
        var bad = Batch.Csv(Batch.Grant()).Split('\n')[0] + "\n";
        await DamageAsync(bad);
        await Host.Storage.GrantBatches.UploadBlobAsync("bad.csv", BinaryData.FromString(bad), Cancellation);
        await Host.Storage.GrantBatches.UploadBlobAsync("good.csv", BinaryData.FromString(Batch.Csv(Batch.Grant())), Cancellation);
        var sweep = Host.Get<BlobSweep>();
        var reports = new List<string>();
        foreach (var wait in new[] { 0, 5, 10, 60, 300, 900 })
        {
            Host.Clock.Advance(TimeSpan.FromSeconds(wait));
            reports.AddRange((await sweep.SweepAsync(Door, Cancellation)).Select(report => report.Name));
            var isThere = await Host.Storage.GrantBatches.GetBlobClient("bad.csv").ExistsAsync(Cancellation);
            Assert.Equal(wait < 900, isThere.Value);
        }

        Assert.Equal(["good.csv"], reports);
        var reason = await Host.Storage.GrantBatchQuarantine.GetBlobClient($"{ContentHash.Of(bad)}/reason.json").DownloadContentAsync(Cancellation);
        Assert.Contains(nameof(DamagedContentException), reason.Value.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_LongFileUnderWay_DoesNotHoldUpOneThatIsDroppedLater()
    {
        // The long file stands still at its first rows until the short one is through.
        var (hook, free) = (new StorageHook(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var host = Host.Another(hook.On(Host.Storage));
        hook.Once(IsTransaction, () => free.Task.WaitAsync(Patience, Cancellation));
        await host.Storage.GrantBatches.UploadBlobAsync("long.csv", BinaryData.FromString(Batch.Csv(Batch.Grants(1000))), Cancellation);
        var sweep = host.Get<BlobSweep>();
        var first = Assert.Single(await sweep.StartAsync(Door, Cancellation));
        await Eventually.TrueAsync("its first rows are stored", async () => await GrantAsync(Batch.Id(0)) is not null, Cancellation);
        await host.Storage.GrantBatches.UploadBlobAsync("short.csv", BinaryData.FromString(Batch.Csv(Batch.Grant("issuer=Other"))), Cancellation);

        var both = await sweep.StartAsync(Door, Cancellation);
        var ended = await Task.WhenAny(both);

        Assert.Contains(first, both);
        Assert.Equal(("short.csv", 1), ((await ended)!.Name, (await ended)!.Stored));
        Assert.False(first.IsCompleted);
        free.SetResult();
        await sweep.IdleAsync();
        Assert.Equal(1000, (await first)!.Stored);
    }

    [Fact]
    public async Task Finish_FileThatWasKeptAndNotTakenIn_IsTakenInLater()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Batch.Csv(Batch.Grant())));
        var kept = await Host.Get<FileIntake>().KeepAsync(content, new() { Name = "batch.csv", Door = "http" }, Cancellation);
        Assert.Equal(0, await Host.Get<OpenFiles>().FinishAsync(Cancellation));
        Host.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(1, await Host.Get<OpenFiles>().FinishAsync(Cancellation));

        Assert.NotNull(await GrantAsync("3rd-series"));
        Assert.Equal(FileState.Done, (await Host.Get<FileRecords>().FindAsync(kept.Value.Key, Cancellation))!.State);
        Assert.Equal(0, await Host.Get<OpenFiles>().FinishAsync(Cancellation));
    }

    [Fact]
    public async Task Finish_KeptFileThatFailsEachTime_IsGivenUpWithItsReason()
    {
        var bad = Batch.Csv(Batch.Grant()).Split('\n')[0] + "\n";
        await DamageAsync(bad);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(bad));
        var kept = await Host.Get<FileIntake>().KeepAsync(content, new() { Name = "batch.csv", Door = "http" }, Cancellation);
        for (var day = 0; day < 5; day++)
        {
            Host.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(0, await Host.Get<OpenFiles>().FinishAsync(Cancellation));
        }

        var record = (await Host.Get<FileRecords>().FindAsync(kept.Value.Key, Cancellation))!;
        Assert.Equal(FileState.GivenUp, record.State);
        Assert.StartsWith(nameof(DamagedContentException), record.GivenUpFor, StringComparison.Ordinal);
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

        Assert.Contains(Assert.Single(first).Name, new[] { "one.csv", "same.csv" });
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
        var first = await Afresh(instance).SweepAsync(Door, Cancellation);
        var second = await Afresh(Host).SweepAsync(Door, Cancellation);

        Assert.Equal(("lost.csv", 2), (Assert.Single(first).Name, first[0].Stored));
        Assert.Empty(second);
        Assert.NotNull(await GrantAsync(Batch.Id(1)));
    }

    /// <summary>A damaged row of the ledger keeps this content from being looked up, however often it is tried.</summary>
    private async Task DamageAsync(string content) =>
        await Host.Storage.Ledger.AddEntityAsync(new TableEntity("batch", $"{ContentHash.Of(content)}-grants"), Cancellation);
}
