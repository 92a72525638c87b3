using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Nights.Watch;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>A run that fails each time: it stands in no other's way, and stays open until it is mended or let be.</summary>
public sealed class FailedNightTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Evening = "2013-07-12T18:00:00+09:00";
    private static readonly DateOnly Friday = new(2013, 7, 12);
    private static readonly NightRun Failing = new(Allotment, 1);

    [Fact]
    public async Task Nights_RunThatFailsEachTime_IsClosedWithItsReasonAndTheNextNightIsOnTime()
    {
        using var samples = new TemporaryFolder();
        await using var host = await FailAsync(samples);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Failed, 1, 0), (run.Status, run.Attempts, run.Rows));
        Assert.StartsWith("PlanNight: ", run.FailureReason, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Friday, 1, Cancellation)).Status);
        Assert.Equal(Friday, (await host.Get<NightLedger>().WatermarkAsync(Cancellation)).DoneThrough);
        var failed = Assert.Single(await FailedAsync(host));
        Assert.Equal((Failing, run.FailureReason, Friday), (failed.ToRun(), failed.Reason, failed.TriedOn));
        Assert.Equal(TimeSpan.FromHours(24), (await host.Get<LagProbe>().MeasureAsync(Cancellation)).Failed);
        var manifest = await host.Storage.RunFiles.GetBlobClient($"{Failing.Folder}/run.json").DownloadContentAsync(Cancellation);
        Assert.Equal(run.FailureReason, JsonNode.Parse(manifest.Value.Content)!["failureReason"]!.ToString());
    }

    [Fact]
    public async Task Nights_FailedRun_IsTriedAgainOnceEachBusinessMorning()
    {
        using var samples = new TemporaryFolder();
        await using var host = await FailAsync(samples);

        // The 12th was a Friday and the 15th a holiday.
        host.Clock.SetUtcNow(At("2013-07-16T09:59:59+09:00"));
        await host.RunNightsAsync(Cancellation);
        Assert.Equal(1, (await host.RunAsync(Allotment, 1, Cancellation)).Attempts);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.RunNightsAsync(Cancellation);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(2, (await host.RunAsync(Allotment, 1, Cancellation)).Attempts);
        Assert.Equal((2, new DateOnly(2013, 7, 16)), Assert.Single((await FailedAsync(host)).Select(run => (run.Attempts, run.TriedOn))));
    }

    /// <summary>The answer that handed it out was lost: nobody tried it, so it is due as before.</summary>
    [Fact]
    public async Task HalfClosed_FailedRunThatIsHandedOut_IsNoneUntilAnEngineIsAtIt()
    {
        using var samples = new TemporaryFolder();
        await using var host = await FailAsync(samples);
        var ledger = host.Get<NightLedger>();
        host.Clock.SetUtcNow(At("2013-07-16T10:00:00+09:00"));

        Assert.Equal(Failing, await ledger.FindDueAsync("test", Cancellation));
        Assert.Empty(await ledger.HalfClosedAsync(Cancellation));
        Assert.Equal(Failing, await ledger.FindDueAsync("test", Cancellation));
        await ledger.TakeAsync(Failing, Cancellation);

        Assert.Equal(Failing, Assert.Single(await ledger.HalfClosedAsync(Cancellation)).ToRun());
    }

    [Fact]
    public async Task Nights_FailedRunThatIsHandedOutAndThenMadeNeedless_IsFailedNoMore()
    {
        using var samples = new TemporaryFolder();
        await using var host = await FailAsync(samples);
        host.Clock.SetUtcNow(At("2013-07-16T10:00:00+09:00"));
        Assert.Equal(Failing, await host.Get<NightLedger>().FindDueAsync("test", Cancellation));

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 2, Cancellation)).Status);
        Assert.Empty(await FailedAsync(host));
        Assert.DoesNotContain(await StorageContent.AllAsync(host.Storage, Cancellation), line => line.Contains("PartitionKey=handed-out", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nights_FailedRunThatIsMended_CompletesAsTheSameVersionAndTakesNoOtherRunsValue()
    {
        using var samples = new TemporaryFolder();
        await using var host = await FailAsync(samples);
        var before = await HistoryAsync(host, "3rd-series");
        await MendAsync(host);

        host.Clock.SetUtcNow(At("2013-07-16T10:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        // The night of the 12th made the grant-date value that this one was to make.
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 2, null), (run.Status, run.Attempts, run.FailureReason));
        Assert.Equal((1, 0, 1), (run.Planned, run.Rows, run.Unchanged));
        Assert.Equal(before, await HistoryAsync(host, "3rd-series"));
        Assert.Empty(await FailedAsync(host));
    }

    [Fact]
    public async Task Nights_FailedWithAPlan_IsTriedAgainFromThatPlan()
    {
        await using var host = (await StartAsync("2013-07-11T18:00:00+09:00", chunkSize: 1)).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(3, Window)), Cancellation);
        var lines = await DamageChunkAsync(host, 1);
        await host.RunNightsAsync(Cancellation);
        var failed = await host.RunAsync(Allotment, 1, Cancellation);
        await host.IngestAsync("more.csv", Batch.Csv(Batch.Grants(5, Window)), Cancellation);
        await host.Storage.RunFiles.GetBlobClient($"{Failing.Folder}/plan.ndjson.gz").UploadAsync(lines, overwrite: true, Cancellation);

        host.Clock.SetUtcNow(At("2013-07-12T10:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        // What the other chunks brought is stored, though one of them failed.
        Assert.Equal((RunStatus.Failed, 3, 2), (failed.Status, failed.Planned, failed.Rows));
        Assert.StartsWith("ValueChunk: ", failed.FailureReason, StringComparison.Ordinal);
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 3, 3), (run.Status, run.Planned, run.Rows));
    }

    [Fact]
    public async Task Cancel_RunThatFailsEachTime_ReachesItAtOnce()
    {
        using var samples = new TemporaryFolder();
        await using var host = await FailAsync(samples);

        await host.Get<RunCancellation>().RequestAsync(Failing, new("wrong", "operator", host.Clock.GetUtcNow()), Cancellation);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Cancelled, "wrong", "operator"), (run.Status, run.CancelReason, run.CancelledBy));
        Assert.Empty(await FailedAsync(host));
    }

    [Fact]
    public async Task Waive_RunThatFailed_IsOpenNoMoreAndNotTriedAgain()
    {
        using var samples = new TemporaryFolder();
        await using var host = await FailAsync(samples);

        await host.Get<RunWaiver>().RequestAsync(Failing, new("no grants then", "controller", host.Clock.GetUtcNow()), Cancellation);
        await host.RunNightsAsync(Cancellation);
        host.Clock.SetUtcNow(At("2013-07-17T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal(
            (RunStatus.Failed, 1, "no grants then", "controller"), (run.Status, run.Attempts, run.WaiveReason, run.WaivedBy));
        Assert.Empty(await FailedAsync(host));
        Assert.Equal(TimeSpan.Zero, (await host.Get<LagProbe>().MeasureAsync(Cancellation)).Failed);
    }

    [Fact]
    public async Task Nights_LaterVersionOfTheWholeDate_ClosesTheFailedOne()
    {
        using var samples = new TemporaryFolder();
        await using var host = await FailAsync(samples);

        await AskAsync(host, "IIJ");
        await host.RunNightsAsync(Cancellation);
        Assert.Single(await FailedAsync(host));
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 3, Cancellation)).Status);
        Assert.Empty(await FailedAsync(host));
    }

    [Fact]
    public async Task Nights_RowOfARunThatCannotBeRead_IsAFailedRunAndCarriedOutTheNextMorning()
    {
        using var samples = new TemporaryFolder();
        await using var host = (await StartAsync(Evening, samples: Market.Extended(samples, ("2013-07-12", 3600m)))).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.Get<NightLedger>().FindDueAsync("test", Cancellation);
        var row = await host.Storage.Runs.QueryAsync<TableEntity>(cancellationToken: Cancellation).SingleAsync(Cancellation);
        row["status"] = "Requestod";
        await host.Storage.Runs.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        await host.RunNightsAsync(Cancellation);
        var failed = Assert.Single(await FailedAsync(host));
        host.Clock.SetUtcNow(At("2013-07-16T10:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        Assert.StartsWith("DamagedData table runs=2013-07-11 ", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Friday, 1, Cancellation)).Status);
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
        Assert.Empty(await FailedAsync(host));
    }

    [Fact]
    public async Task Nights_RunThatAnotherEngineIsAt_IsLeftToItAndTheOthersGoOn()
    {
        using var samples = new TemporaryFolder();
        await using var host = (await StartAsync(Evening, samples: Market.Extended(samples, ("2013-07-12", 3600m)))).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.Get<RunClaim>().TakeAsync(Failing, new("another"), Cancellation);

        await host.RunNightsAsync(Cancellation);
        Assert.Equal(RunStatus.Requested, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Friday, 1, Cancellation)).Status);
        Assert.Null((await host.Get<NightLedger>().WatermarkAsync(Cancellation)).DoneThrough);
        await host.Get<RunClaim>().ReleaseAsync(Failing, "another", Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal(RunStatus.Requested, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
        Assert.Null(await host.Get<NightLedger>().FindDueAsync("test", Cancellation));
        Assert.Equal(Friday, (await host.Get<NightLedger>().WatermarkAsync(Cancellation)).DoneThrough);
    }

    /// <summary>Two nights are due, and the plan of the first cannot be read.</summary>
    private async Task<PipelineHost> FailAsync(TemporaryFolder samples)
    {
        var host = (await StartAsync(Evening, samples: Market.Extended(samples, ("2013-07-12", 3600m)))).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.Storage.RunFiles.GetBlobClient($"{Failing.Folder}/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await host.RunNightsAsync(Cancellation);
        return host;
    }

    private static async Task MendAsync(PipelineHost host) =>
        await host.Storage.RunFiles.DeleteBlobAsync($"{Failing.Folder}/plan.json", cancellationToken: Cancellation);

    /// <summary>Plans the night, and makes one chunk of the plan unreadable; gives the plan as it was.</summary>
    private static async Task<BinaryData> DamageChunkAsync(PipelineHost host, int chunk)
    {
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<PlanNight>().RunAsync(run, Cancellation);
        var index = (await host.Storage.RunFiles.GetBlobClient($"{run.Folder}/plan.index").DownloadContentAsync(Cancellation)).Value.Content.ToString();
        var place = index.Split('\n')[chunk].Split(' ');
        var blob = host.Storage.RunFiles.GetBlobClient($"{run.Folder}/plan.ndjson.gz");
        var plan = (await blob.DownloadContentAsync(Cancellation)).Value.Content;
        var damaged = plan.ToArray();
        damaged.AsSpan(int.Parse(place[0], null), int.Parse(place[1], null)).Fill((byte)'x');
        await blob.UploadAsync(BinaryData.FromBytes(damaged), overwrite: true, Cancellation);
        return plan;
    }

    private static Task<List<FailedRun>> FailedAsync(PipelineHost host) =>
        host.Get<FailedRuns>().ListAsync(Cancellation).ToListAsync(Cancellation).AsTask();
}
