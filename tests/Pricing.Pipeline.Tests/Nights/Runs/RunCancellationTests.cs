using Azure.Core;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Runs;

public sealed class RunCancellationTests(AzuriteFixture azurite) : NightTests(azurite)
{
    [Fact]
    public async Task Cancel_BeforeTheFirstWave_ClosesTheRunAndTheNextNightsGoOn()
    {
        using var samples = new TemporaryFolder();
        var hook = new StorageHook();
        await using var host = await StartAsync(
            "2013-07-12T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)), hook: hook);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        var run = new NightRun(Allotment, 1);
        hook.Once(
            request => request.Method == RequestMethod.Put && request.Uri.Path.EndsWith($"{run.Folder}/plan.json", StringComparison.Ordinal),
            () => host.Get<RunCancellation>().RequestAsync(run, new("wrong closes", "operator", host.Clock.GetUtcNow()), Cancellation));

        await host.RunNightsAsync(Cancellation);
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var cancelled = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Cancelled, 1, 0), (cancelled.Status, cancelled.Planned, cancelled.Rows));
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(new(2013, 7, 12), 1, Cancellation)).Status);
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 2, Cancellation)).Status);
        await host.Get<RunClaim>().TakeAsync(new(Allotment, 1), new("another"), Cancellation);
    }

    [Fact]
    public async Task Cancel_AskedForBeforeTheStart_ClosesTheRunWithoutAPlanAndSaysWhoAsked()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        var due = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<RunCancellation>().RequestAsync(due, new("wrong closes", "operator", host.Clock.GetUtcNow()), Cancellation);
        await host.Get<RunCancellation>().RequestAsync(due, new("again", "another", host.Clock.GetUtcNow()), Cancellation);

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal(
            (RunStatus.Cancelled, 0, 0, "wrong closes", "operator"),
            (run.Status, run.Planned, run.Rows, run.CancelReason, run.CancelledBy));
        Assert.Null(await host.Get<NightLedger>().FindDueAsync("test", Cancellation));
    }
}
