using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Closings;

/// <summary>Runs of later dates, of which nobody can say whether they make a value of the period; and values that a run left open.</summary>
public sealed class OpenRunsTests(AzuriteFixture azurite) : ClosingTests(azurite)
{
    private static readonly DateOnly PeriodEnd = new(2014, 3, 31);
    private static readonly NightRun Later = new(new(2014, 4, 1), 1);
    private static readonly string[] Refused = ["through=2014-03-31: the run 2014-04-01 v1 is not at its end, and may make values of the period"];

    [Fact]
    public async Task Close_WhileALaterRunIsBeingPlanned_IsRefused()
    {
        await using var host = await ValuedAsync();
        var running = Asked with { Date = Later.Date, AskedAt = host.Clock.GetUtcNow(), Status = RunStatus.Running };
        await host.Get<RunStore>().SaveAsync(running, Cancellation);

        Assert.Equal(Refused, Texts(await CloseAsync(host, PeriodEnd)));

        // What has not begun is planned after the closing.
        await host.Get<RunStore>().SaveAsync(running with { Status = RunStatus.Requested }, Cancellation);
        Assert.Empty((await CloseAsync(host, PeriodEnd)).Failures);
    }

    // Whatever is kept of the index says where its first chunk is.
    [Theory]
    [InlineData("plan.index", 0)]
    [InlineData("plan.index", 20)]
    [InlineData("plan.ndjson.gz", 0)]
    [InlineData("plan.ndjson.gz", 20)]
    public async Task Close_WhileALaterRunHasAPlanThatCannotBeRead_IsRefusedUntilItIsRestored(string name, int kept)
    {
        await using var host = await ValuedAsync();
        var asked = await host.Get<RunStore>().AddNextAsync(Asked with { Date = Later.Date, AskedAt = host.Clock.GetUtcNow() }, Cancellation);
        var plan = await host.Get<PlanStore>().FreezeAsync(Later, host.Get<RunPlanner>().ChunksAsync(asked, Cancellation), filesWaiting: 0, Cancellation);
        Assert.Equal(2, plan.Chunks);
        var blob = host.Storage.RunFiles.GetBlobClient($"{Later.Folder}/{name}");
        var whole = (await blob.DownloadContentAsync(Cancellation)).Value.Content;
        if (kept == 0) await blob.DeleteAsync(cancellationToken: Cancellation);
        else await blob.UploadAsync(BinaryData.FromBytes(whole.ToMemory()[..kept]), overwrite: true, Cancellation);

        Assert.Equal(Refused, Texts(await CloseAsync(host, PeriodEnd)));

        await blob.UploadAsync(whole, overwrite: true, Cancellation);
        Assert.Empty((await CloseAsync(host, PeriodEnd)).Failures);
    }

    [Fact]
    public async Task Close_WhileANoteOfAFailureHasOutlivedItsRun_IsRefusedForTheRunAlone()
    {
        await using var host = (await ValuedAsync()).WithHub();
        var failing = new NightRun(Allotment, 2);
        await AskAsync(host);
        await host.Storage.RunFiles.GetBlobClient($"{failing.Folder}/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal(["through=2014-03-31: the run 2013-07-11 v2 is not at its end"], Texts(await CloseAsync(host, PeriodEnd)));

        await host.Storage.Runs.DeleteEntityAsync(Keys.Date(failing.Date), Keys.Inverted(failing.Version), cancellationToken: Cancellation);

        Assert.Single(await host.Get<FailedRuns>().ListAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Empty((await CloseAsync(host, PeriodEnd)).Failures);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    public async Task Close_WhileTheAcceptanceOfAFailureCannotBeRead_IsRefusedForTheRun(string content)
    {
        await using var host = await ValuedAsync();
        var failing = new NightRun(Allotment, 2);
        await AskAsync(host);
        await host.Storage.RunFiles.GetBlobClient($"{failing.Folder}/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.Storage.RunFiles.GetBlobClient($"{failing.Folder}/waive.json").UploadAsync(BinaryData.FromString(content), Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(["through=2014-03-31: the run 2013-07-11 v2 is not at its end"], Texts(await CloseAsync(host, PeriodEnd)));
    }

    [Fact]
    public async Task Close_OfAPeriodWithAProvisionalValueOfAChange_NamesItOnce()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3650m)));
        string[] own = [.. Own, "accounting_standard=asbj8"];
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(own)), Cancellation);
        await host.RunNightsAsync(Cancellation);

        // The curve of the day of the change is not out in its night.
        await host.IngestAsync(
            "change.csv",
            Batch.Csv(Batch.Grant(
                [.. own, "exercise_price=3000", "amends=1", "amend_reason=repriced by the board", "modification_date=2013-07-12", "risk_free_rate=-", "rate_source=-"])),
            Cancellation);
        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);
        host.Clock.SetUtcNow(At("2013-07-13T10:00:00+09:00"));

        Assert.Equal(
            ["unsettledReason=3rd-series of 2013-07-12 is provisional: is not settled; say in unsettledReason why the period is closed all the same"],
            Texts(await CloseAsync(host, new(2013, 7, 12))));
    }

    private async Task<PipelineHost> ValuedAsync()
    {
        var host = await StartAsync(YearsLater, chunkSize: 1);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        return host;
    }
}
