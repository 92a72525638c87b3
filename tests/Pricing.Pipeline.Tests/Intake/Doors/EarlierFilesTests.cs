using System.Text;
using Azure;
using Azure.Core;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Doors;

/// <summary>A file that came before a night is planned is in the plan in whole, or the run says that it waits.</summary>
public sealed class EarlierFilesTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static bool IsTransaction(Request request) => request.Uri.Path.EndsWith("/$batch", StringComparison.Ordinal);

    [Fact]
    public async Task Night_TimerThatFiresWhileAFileIsHalfTakenIn_PlansAllOfIt()
    {
        var (hook, free) = (new StorageHook(), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var host = await StartAsync(YearsLater, hook: hook);
        hook.Once(IsTransaction, () => free.Task.WaitAsync(Patience, Cancellation));
        await host.Storage.GrantBatches.UploadBlobAsync("long.csv", BinaryData.FromString(Batch.Csv(Batch.Grants(250, Window))), Cancellation);
        var taking = Assert.Single(await host.Get<BlobSweep>().StartAsync(host.Get<FileDoors>().GrantBatches, Cancellation));
        await Eventually.TrueAsync(
            "the first rows are stored", async () => await host.Storage.Grants.QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: Cancellation).AnyAsync(Cancellation), Cancellation);

        var night = host.RunNightsAsync(Cancellation);
        await Eventually.TrueAsync(
            "the night has started", async () => await host.Get<RunStore>().AllAsync(Cancellation).AnyAsync(run => run.Status == RunStatus.Running, Cancellation), Cancellation);
        free.SetResult();
        await night;

        Assert.Equal(250, (await taking)!.Stored);
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 250, 0), (run.Status, run.Planned, run.FilesWaiting));
    }

    [Fact]
    public async Task Night_AfterAProcessThatEndedWhileItTookAFileIn_PlansTheFile()
    {
        await using var host = await StartAsync(YearsLater);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Batch.Csv(Batch.Grants(3, Window))));
        await host.Get<FileIntake>().KeepAsync(content, new() { Name = "batch.csv", Door = "http" }, Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal((3, 0), ((await host.RunAsync(Allotment, 1, Cancellation)).Planned, (await host.RunAsync(Allotment, 1, Cancellation)).FilesWaiting));
    }

    [Fact]
    public async Task Night_FilesThatCannotBeTakenIn_SaysHowManyWait()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("good.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Batch.Csv(Batch.Grant("grant_id=kept"))));
        var kept = await host.Get<FileIntake>().KeepAsync(content, new() { Name = "batch.csv", Door = "http" }, Cancellation);
        await host.Storage.Intake.GetBlobClient(kept.Value.Sha256).UploadAsync(BinaryData.FromString("else"), overwrite: true, Cancellation);

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 2, 1), (run.Status, run.Planned, run.FilesWaiting));
    }

    [Fact]
    public async Task Sweep_StorageThatIsAwayEachTime_NeverGivesTheFileUp()
    {
        var (hook, isAway) = (new StorageHook(), true);
        await using var host = await StartAsync(YearsLater, hook: hook);
        hook.Each(request => IsTransaction(request) && isAway, () => throw new RequestFailedException(503, "busy"));
        await host.Storage.GrantBatches.UploadBlobAsync("batch.csv", BinaryData.FromString(Batch.Csv(Batch.Grant())), Cancellation);
        var (sweep, door) = (host.Get<BlobSweep>(), host.Get<FileDoors>().GrantBatches);
        for (var number = 0; number < 12; number++)
        {
            Assert.Empty(await sweep.SweepAsync(door, Cancellation));
            host.Clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Null(await host.Get<BlobQuarantine>().TryOrMoveAsync(door, "batch.csv", Cancellation));
        isAway = false;

        Assert.Equal(1, Assert.Single(await sweep.SweepAsync(door, Cancellation)).Stored);
        Assert.False(await host.Storage.GrantBatchQuarantine.GetBlobsAsync(cancellationToken: Cancellation).AnyAsync(Cancellation));
        Assert.All(await host.Get<FileRecords>().RecentAsync(sha256: null, Cancellation), record => Assert.Equal(FileState.Done, record.State));
    }

    [Fact]
    public async Task GoRound_SnapshotThatAnEndedProcessLeft_IsTakenAwayOnceNobodyCanReadItAnyMore()
    {
        await using var host = await StartAsync(YearsLater);
        var blob = host.Storage.GrantBatches.GetBlobClient("batch.csv");
        await blob.UploadAsync(BinaryData.FromString(Batch.Csv(Batch.Grant())), Cancellation);
        var left = (await blob.CreateSnapshotAsync(new Dictionary<string, string> { ["pricing_reads"] = "true" }, cancellationToken: Cancellation)).Value.Snapshot;
        await blob.CreateSnapshotAsync(cancellationToken: Cancellation);
        host.Clock.SetUtcNow(DateTimeOffset.Parse(left, null).AddMinutes(59));
        await host.Get<DoorWatch>().GoRoundAsync(Cancellation);
        Assert.Equal(3, await CountAsync());

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await host.Get<DoorWatch>().GoRoundAsync(Cancellation);

        Assert.Equal(2, await CountAsync());

        ValueTask<int> CountAsync() =>
            host.Storage.GrantBatches.GetBlobsAsync(BlobTraits.None, BlobStates.Snapshots, prefix: null, Cancellation).CountAsync(Cancellation);
    }
}
