using Pricing.Grants;
using Pricing.Pipeline.Ingestion;
using Pricing.Pipeline.MarketData;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Ingestion;
using Pricing.Pipeline.Valuations;
using PricingFunctions.Local;
using PricingFunctions.Local.Engine;
using Testing;

namespace Pricing.Pipeline.Tests.Orchestration;

public sealed class NightlyValuationTests(AzuriteFixture azurite)
{
    private const string Partition = "IIJ|00";
    private const string YearsLater = "2026-01-05T18:00:00+09:00";
    private static readonly DateOnly Allotment = new(2013, 7, 11);
    private static readonly string[] Window = ["window_from=2005-12-02", "window_to=2013-07-11"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Night_ThirdSeries_IsThePublishedAmount()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync(
            "iij.csv",
            await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation),
            Cancellation);

        await host.RunNightsAsync(Cancellation);

        // 647,000 yen per right: the company's notice of 11 July 2013.
        var value = await ValueAsync(host, "3rd-series");
        Assert.Equal(("647000", "3235", "87345000"), (value.AmountPerRight, value.ValuePerShare, value.Total));
        Assert.Equal("646783", (await ValueAsync(host, "3rd-series-by-the-text")).AmountPerRight);
        Assert.Equal(
            (MeasurementKind.GrantDate, ValueStatus.Final, 397, "0.01275", "18.75/3505", true),
            (value.Kind, value.Status, value.Returns, value.RiskFreeRate, value.DividendYield, value.IsSynthetic));
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal(
            (RunStatus.Completed, 3, 1, 3, 0, 0, 0, "tests"),
            (run.Status, run.Planned, run.Chunks, run.Rows, run.Failed, run.Provisional, run.Unchanged, run.Engine));
        Assert.Equal(EngineVersion.Current, run.EngineVersion);
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, "3rd-series"));
    }

    [Fact]
    public async Task Night_RunAgainAndInANewProcess_ChangesNothing()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(3, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var content = await StorageContent.AllAsync(host.Storage, Cancellation);
        var written = await StorageContent.ETagsAsync(host.Storage.Valuations, Cancellation);

        await host.RunNightsAsync(Cancellation);
        await using var restarted = host.Another(settings: Settings());
        await restarted.RunNightsAsync(Cancellation);

        Assert.Equal(content, await StorageContent.AllAsync(host.Storage, Cancellation));
        Assert.Equal(written, await StorageContent.ETagsAsync(host.Storage.Valuations, Cancellation));
    }

    [Fact]
    public async Task Nights_AfterAPassThatFoundNothingDue_AreStillRun()
    {
        await using var host = await StartAsync("2013-07-11T17:00:00+09:00");
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(1, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Empty(await host.Get<RunStore>().AllAsync(Cancellation).ToListAsync(Cancellation));

        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
    }

    [Fact]
    public async Task Night_EveningThenMorning_ProvisionalBecomesFinalAsANewVersion()
    {
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00");
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var evening = await ValueAsync(host, "3rd-series");
        Assert.Equal((GrantDateStatus.Provisional, 1), await GrantDateAsync(host, "3rd-series"));

        host.Clock.SetUtcNow(At("2013-07-12T10:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        // The curve of the 10th has 1.310 % at 15 years, that of the 11th 1.275 % (Ministry of Finance).
        var history = await HistoryAsync(host, "3rd-series");
        Assert.Equal(
            [(2, ValueStatus.Final, "0.01275", "647000"), (1, ValueStatus.Provisional, "0.0131", evening.AmountPerRight)],
            history.Select(value => (value.Version, value.Status, value.RiskFreeRate, value.AmountPerRight)));
        Assert.Equal(evening, history[1]);
        Assert.Equal((GrantDateStatus.Final, 2), await GrantDateAsync(host, "3rd-series"));
        var first = await host.RunAsync(Allotment, 1, Cancellation);
        var second = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((1, 1, RunStatus.Completed), (first.Rows, first.Provisional, first.Status));
        Assert.Equal((1, 0, RunScope.Provisional), (second.Rows, second.Provisional, second.Scope));
        Assert.Null(await host.Get<NightLedger>().FindDueAsync("test", Cancellation));
    }

    [Fact]
    public async Task Night_OfTheNextDate_RemeasuresAndTakesLateGrantsIn()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-12T12:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant("grant_id=later", "allotment_date=2013-08-01", "exercise_start=2013-08-02")), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("late.csv", Batch.Csv(Batch.Grant([.. Window, "grant_id=late"])), Cancellation);

        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(
            ["2013-07-12 v1 Remeasured 3600", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, "3rd-series")).Select(Shown));
        Assert.Equal(
            ["2013-07-12 v1 Remeasured 3600", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, "late")).Select(Shown));
        Assert.Equal(
            ["2013-07-12 v1 Indicative 3600", "2013-07-11 v1 Indicative 3505"], (await HistoryAsync(host, "later")).Select(Shown));
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, "late"));
        Assert.Equal(
            (2, 4), ((await host.RunAsync(Allotment, 1, Cancellation)).Rows, (await host.RunAsync(new(2013, 7, 12), 1, Cancellation)).Rows));
    }

    [Fact]
    public async Task Night_Events_LowerTheRightsAndEndTheGrant()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-17T12:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3610m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.IngestAsync(
            "events.csv",
            Batch.Csv(
                Batch.Event(Batch.Id(0), 35, date: "2013-07-12"),
                Batch.Event(Batch.Id(1), 135, date: "2013-07-16", kind: "forfeited")),
            Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal([100, 100, 135], (await HistoryAsync(host, Batch.Id(0))).Select(value => value.RightsOutstanding));
        Assert.Equal(["2013-07-12", "2013-07-11"], (await HistoryAsync(host, Batch.Id(1))).Select(value => Keys.Date(value.MeasurementDate)));
    }

    [Fact]
    public async Task Rerun_NothingChanged_WritesNoValue()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((RunStatus.Completed, 2, 0, 2), (run.Status, run.Planned, run.Rows, run.Unchanged));
        Assert.Equal([1], (await HistoryAsync(host, Batch.Id(0))).Select(value => value.Version));
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, Batch.Id(0)));
    }

    [Fact]
    public async Task Rerun_CorrectedCloseAndAmendedGrant_WritesOnlyWhatChangedAndKeepsTheOld()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.IngestAsync("other.csv", Batch.Csv(Batch.Grant(["issuer=Other", .. Window])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var before = await ValueAsync(host, Batch.Id(1));
        await host.IngestAsync(
            "amend.csv", Batch.Csv(Batch.Grant([.. Window, $"grant_id={Batch.Id(1)}", "exercise_price=9", "amends=1", "amend_reason=typo"])), Cancellation);

        await AskAsync(host, "IIJ");
        await host.RunNightsAsync(Cancellation);
        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((2, 1, 1), (run.Planned, run.Rows, run.Unchanged));
        Assert.Equal(["2", "9"], (await HistoryAsync(host, Batch.Id(1))).Select(value => value.ExercisePrice).Order());
        Assert.Equal(before, (await HistoryAsync(host, Batch.Id(1)))[1]);

        await host.Get<MarketDataWriter>().AddPricesAsync(
            "37740",
            [new(Allotment, 3500m, false, null, null, 0)],
            [new(ContentHash.Of("correction"), "file", "correction.csv", At(YearsLater))],
            replace: true,
            Cancellation);
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(["2013-07-11 v3 GrantDate 3500", "2013-07-11 v2 GrantDate 3505", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, Batch.Id(1))).Select(Shown));
        Assert.Equal(["2013-07-11 v2 GrantDate 3500", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, Batch.Id(0))).Select(Shown));
    }

    [Fact]
    public async Task Night_GrantAmendedAfterThePlan_IsValuedAsPlannedAndItsNewTermsNextTime()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<PlanNight>().RunAsync(run, Cancellation);
        await host.IngestAsync("amend.csv", Batch.Csv(Batch.Grant([.. Window, "exercise_price=9", "amends=1", "amend_reason=typo"])), Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal((1, "1"), ((await ValueAsync(host, "3rd-series")).GrantVersion, (await ValueAsync(host, "3rd-series")).ExercisePrice));
        Assert.Equal((GrantDateStatus.None, 1), await GrantDateAsync(host, "3rd-series"));

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var values = await HistoryAsync(host, "3rd-series");
        Assert.Equal([(2, 2, "9"), (1, 1, "1")], values.Select(value => (value.Version, value.GrantVersion, value.ExercisePrice)));
        Assert.Equal((GrantDateStatus.Final, 2), await GrantDateAsync(host, "3rd-series"));
    }

    [Fact]
    public async Task Night_GrantThatCannotBeValued_IsARowWithItsReasonsAndTriedAgain()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-12T12:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant("security_code=9999"), Batch.Grant([.. Window, "grant_id=good"])), Cancellation);

        await host.RunNightsAsync(Cancellation);
        var failed = await ValueAsync(host, "3rd-series");
        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal((ValueStatus.Failed, "MissingPrice security_code=99990: no price of it is stored", ""), (failed.Status, failed.Failures, failed.AmountPerRight));
        Assert.Equal((2, 1), ((await host.RunAsync(Allotment, 1, Cancellation)).Rows, (await host.RunAsync(Allotment, 1, Cancellation)).Failed));
        Assert.Equal(
            ["2013-07-12 v1 Remeasured ", "2013-07-11 v1 GrantDate "], (await HistoryAsync(host, "3rd-series")).Select(Shown));
        Assert.Equal((GrantDateStatus.None, 1), await GrantDateAsync(host, "3rd-series"));
    }

    [Fact]
    public async Task Complete_TransactionMissing_IsNoticed()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 2);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(5, Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<StartRun>().RunAsync(run, Cancellation);
        var plan = await host.Get<PlanNight>().RunAsync(run, Cancellation);
        await host.Get<FetchMarketData>().RunAsync(run, Cancellation);
        foreach (var chunk in Enumerable.Range(0, 2))
            await host.Get<ValueChunk>().RunAsync(new(run, chunk), Cancellation);

        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Get<CompleteRun>().RunAsync(run, Cancellation));
        await host.Get<ValueChunk>().RunAsync(new(run, 2), Cancellation);
        var completed = await host.Get<CompleteRun>().RunAsync(run, Cancellation);

        Assert.Equal((3, 5), (plan.Chunks, plan.Tasks));
        Assert.Equal("The run 2013-07-11 v1 planned 5 values, but 4 are stored and 0 were unchanged.", missing.Message);
        Assert.Equal(5, completed.Rows);
    }

    [Fact]
    public async Task Value_ChunkOfSeveralTransactionsTwice_LeavesTheSameRowsAndExport()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(250, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var before = await StorageContent.AllAsync(host.Storage, Cancellation);

        var again = await host.Get<ValueChunk>().RunAsync(new(new(Allotment, 1), 0), Cancellation);

        Assert.Equal(new(250, 0, 0, 0), again);
        Assert.Equal(before, await StorageContent.AllAsync(host.Storage, Cancellation));
        Assert.Equal(
            [99, 99, 52], (await host.Get<ValuationStore>().HeadsAsync(Partition, Allotment, 1, Cancellation)).Select(head => head.Rows));
        var export = new MemoryStream();
        await host.Get<ExportStore>().CopyToAsync(new(Allotment, 1), 1, export, Cancellation);
        Assert.Equal(250, export.ToArray().Count(b => b == '\n'));
    }

    [Fact]
    public async Task Plan_OnceFrozen_StaysAsItIs()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 2);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(5, Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        var plan = await host.Get<PlanNight>().RunAsync(run, Cancellation);
        await host.IngestAsync("more.csv", Batch.Csv(Batch.Grants(9, Window)), Cancellation);

        var again = await host.Get<PlanNight>().RunAsync(run, Cancellation);
        var last = await host.Get<PlanStore>().ReadChunkAsync(new(run, 2), Cancellation);
        var summary = await host.Get<PlanStore>().ReadSummaryAsync(run, Cancellation);

        Assert.Equal(new PlanReference(run, 3, 5), plan);
        Assert.Equal(plan, again);
        Assert.Equal((2, "IIJ", 0, Batch.Id(4)), (last.Index, last.Issuer, last.Bucket, Assert.Single(last.Tasks).GrantId));
        Assert.Equal(["37740"], summary.Codes);
        Assert.Equal([new GrantPartition("IIJ", 0)], summary.Partitions);
    }

    [Fact]
    public async Task Plan_WithoutItsSummary_IsMadeAnew()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(5, Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<PlanNight>().RunAsync(run, Cancellation);
        await host.Storage.RunFiles.DeleteBlobAsync($"{run.Folder}/plan.json", cancellationToken: Cancellation);
        await host.IngestAsync("more.csv", Batch.Csv(Batch.Grants(9, Window)), Cancellation);

        Assert.Equal(new PlanReference(run, 1, 9), await host.Get<PlanNight>().RunAsync(run, Cancellation));
    }

    [Fact]
    public async Task Night_WithoutGrants_IsCompletedWithoutChunks()
    {
        await using var host = await StartAsync(YearsLater);

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 0, 0, 0), (run.Status, run.Planned, run.Chunks, run.Rows));
    }

    [Fact]
    public async Task Cancel_BeforeTheFirstWave_ClosesTheRunAndTheNextNightsGoOn()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-12T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        host.Get<LedgerRunner>().RequestCancel(new NightRun(Allotment, 1).InstanceId);

        await host.RunNightsAsync(Cancellation);
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var cancelled = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Cancelled, 1, 0), (cancelled.Status, cancelled.Planned, cancelled.Rows));
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(new(2013, 7, 12), 1, Cancellation)).Status);
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 2, Cancellation)).Status);
        await host.Get<RunClaim>().TakeAsync(new(Allotment, 1), "another", Cancellation);
    }

    [Fact]
    public async Task Claim_SameEngine_TakesItAgainAndAnotherIsRefusedUntilItIsReleased()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var claim = new RunClaim(storage);
        NightRun run = new(Allotment, 1);

        await claim.TakeAsync(run, "local on A", Cancellation);
        await claim.TakeAsync(run, "local on A", Cancellation);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => claim.TakeAsync(run, "durable 株", Cancellation));
        await claim.ReleaseAsync(run, "durable 株", Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => claim.TakeAsync(run, "durable 株", Cancellation));
        await claim.ReleaseAsync(run, "local on A", Cancellation);
        await claim.ReleaseAsync(run, "local on A", Cancellation);
        await claim.TakeAsync(run, "durable 株", Cancellation);
        var other = await Assert.ThrowsAsync<InvalidOperationException>(() => claim.TakeAsync(run, "local on A", Cancellation));

        Assert.StartsWith("The run 2013-07-11 v1 is claimed by the engine 'local on A'; 'durable 株' leaves it alone.", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("The run 2013-07-11 v1 is claimed by the engine 'durable 株'; 'local on A' leaves it alone.", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Night_OfIssuersInBuckets_CountsEveryPartition()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 7, ("Ingestion:Buckets:IIJ", "3"));
        await host.IngestAsync("batch.csv", Batch.Csv([.. Batch.Grants(40, Window), .. Batch.Grants(5, [.. Window, "issuer=株式会社"])]), Cancellation);

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((45, 45, 0), (run.Planned, run.Rows, run.Failed));
        Assert.InRange(run.Chunks, 7, 10);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);

    private static Dictionary<string, string?> Settings(int chunkSize = 500, string lastDate = "2013-07-11") => new()
    {
        ["Night:FirstDate"] = "2013-07-11",
        ["Night:LastDate"] = lastDate,
        ["Valuation:ChunkSize"] = $"{chunkSize}",
    };

    private static string Shown(ValueRecord value) => $"{value.MeasurementDate:yyyy-MM-dd} v{value.Version} {value.Kind} {value.SharePrice}";

    private static Task<List<ValueRecord>> HistoryAsync(PipelineHost host, string grant) =>
        host.Get<ValuationStore>().HistoryAsync(Partition, grant, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask();

    private static async Task<ValueRecord> ValueAsync(PipelineHost host, string grant) =>
        (await host.Get<ValuationStore>().FindAsync(Partition, grant, Allotment, 1, Cancellation))!;

    private static async Task<(GrantDateStatus Status, int Version)> GrantDateAsync(PipelineHost host, string grant)
    {
        var stored = (await host.Get<GrantStore>().FindAsync(Partition, grant, Cancellation))!;
        return (stored.GrantDateStatus, stored.GrantDateVersion);
    }

    private static Task<RunRecord> AskAsync(PipelineHost host, string issuers = "") => host.Get<RunStore>().AddNextAsync(
        new()
        {
            Date = Allotment,
            Version = 1,
            Status = RunStatus.Requested,
            Reason = "a correction",
            AskedBy = "auditor",
            Issuers = issuers,
            AskedAt = host.Clock.GetUtcNow(),
        },
        Cancellation);

    private async Task<PipelineHost> StartAsync(
        string now, int chunkSize = 500, (string Name, string Value)? setting = null, string? samples = null)
    {
        var settings = Settings(chunkSize, samples is null ? "2013-07-11" : "2013-07-16");
        if (setting is var (name, value)) settings[name] = value;
        return await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), At(now), settings, samples, Cancellation);
    }
}
