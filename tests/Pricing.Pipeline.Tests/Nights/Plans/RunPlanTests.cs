using Azure;
using Azure.Core;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Plans;

public sealed class RunPlanTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private static readonly NightRun First = new(Allotment, 1);

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
        await host.Get<CompleteRun>().RunAsync(run, Cancellation);

        Assert.Equal((3, 5), (plan.Chunks, plan.Tasks));
        Assert.Equal("The run 2013-07-11 v1 planned 5 values, but 4 are stored and 0 were unchanged.", missing.Message);
        Assert.Equal(5, (await host.RunAsync(Allotment, 1, Cancellation)).Rows);
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
        await host.Get<ExportStore>().CopyToAsync(await host.RunAsync(Allotment, 1, Cancellation), export, Cancellation);
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
        var part = Assert.Single(last.Parts);
        Assert.Equal((2, "IIJ", 0, Batch.Id(4)), (last.Index, part.Issuer, part.Bucket, Assert.Single(part.Values).Task.GrantId));
        Assert.Equal(["37740"], summary.Codes);
        Assert.Equal([new GrantPartition("IIJ", 0)], summary.Partitions);
    }

    /// <summary>A host that slept meanwhile goes on to freeze what another froze, valued and perhaps completed.</summary>
    [Fact]
    public async Task Freeze_PlanThatIsFrozen_LeavesItAsItIs()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 2);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(5, Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<PlanNight>().RunAsync(run, Cancellation);
        var before = await StorageContent.AllAsync(host.Storage, Cancellation);

        var again = await host.Get<PlanStore>().FreezeAsync(run, AsyncEnumerable.Empty<PlannedChunk>(), filesWaiting: 1, Cancellation);

        Assert.Equal((3, 5, 0), (again.Chunks, again.Tasks, again.FilesWaiting));
        Assert.Equal(before, await StorageContent.AllAsync(host.Storage, Cancellation));
    }

    /// <summary>Another host freezes its plan just before this one begins to write.</summary>
    [Fact]
    public async Task Freeze_AnotherPlanFrozenMeanwhile_IsRefusedAndTheNextTryGoesOnWithTheOther()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        await using var other = host.Another();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        PlanReference? theirs = null;
        hook.Once(IsOf(RequestMethod.Head, "plan.ndjson.gz"), () =>
        {
            // Past the look at what is there, and before the first chunk is written.
            hook.Once(IsOf(RequestMethod.Get, "plan.json"), async () => theirs = await other.Get<PlanNight>().RunAsync(run, Cancellation));
            return Task.CompletedTask;
        });
        var planner = host.Get<PlanNight>();

        await Assert.ThrowsAsync<RequestFailedException>(() => planner.RunAsync(run, Cancellation));

        Assert.NotNull(theirs);
        Assert.Equal(theirs, await planner.RunAsync(run, Cancellation));

        static Func<Request, bool> IsOf(RequestMethod method, string name) =>
            request => request.Method == method && request.Uri.Path.EndsWith($"/{name}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_IssuerThatComesWhileItIsMade_IsTakenForNoDamage()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        hook.Once(
            request => request.Uri.Path.Contains("/ledger(", StringComparison.Ordinal) && Uri.UnescapeDataString(request.Uri.Query).Contains("'issuer'", StringComparison.Ordinal),
            () => host.IngestAsync("more.csv", Batch.Csv(Batch.Grant([.. Window, "issuer=IIJ2"])), Cancellation));

        var chunks = await host.Get<RunPlanner>()
            .ChunksAsync(await host.RunAsync(run.Date, run.Version, Cancellation), Cancellation)
            .ToListAsync(Cancellation);

        var parts = Assert.Single(chunks).Parts;
        Assert.Equal(["IIJ2", "IIJ"], parts.Select(part => part.Issuer));
        Assert.All(parts, part => Assert.Null(Assert.Single(part.Values).Task.Failures));
    }

    [Fact]
    public async Task Night_PlanOfTheVersionBefore_IsValuedToItsEnd()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(3, Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await UploadFormerAsync(host, run, Former(0, Batch.Id(0), Batch.Id(1)), Former(1, Batch.Id(2), "gone"));
        await UploadAsync(host, run, "plan.json", """{"chunks":2,"tasks":4,"partitions":[{"issuer":"IIJ","bucket":0,"key":"IIJ|00"}],"codes":["37740"]}""");

        await host.RunNightsAsync(Cancellation);

        var done = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 4, 4, 1), (done.Status, done.Planned, done.Rows, done.Failed));
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, Batch.Id(2)));
        Assert.StartsWith("DamagedData table grants=IIJ|00 gone: ", (await ValueAsync(host, "gone")).Failures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_PlanOfTheVersionBeforeWhoseGrantsAreNotThere_IsNoDamageOfThePlan()
    {
        await using var host = await StartAsync(YearsLater);
        await UploadFormerAsync(host, First, Former(0, Batch.Id(0), Batch.Id(1)));
        await host.Storage.Grants.DeleteAsync(Cancellation);

        var missing = await Assert.ThrowsAsync<RequestFailedException>(() => host.Get<PlanStore>().ReadChunkAsync(new(First, 0), Cancellation));

        Assert.Equal(404, missing.Status);
    }

    [Fact]
    public async Task Read_LineOfAPlanThatHoldsNothing_IsDamageOfThePlan()
    {
        await using var host = await StartAsync(YearsLater);
        await UploadFormerAsync(host, First, "null");

        var damage = await Assert.ThrowsAsync<DamagedContentException>(() => host.Get<PlanStore>().ReadChunkAsync(new(First, 0), Cancellation));

        Assert.Equal("runs/2013-07-11/v1/plan cannot be read: chunk 0: it is empty", damage.Message);
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
    public async Task Plan_BatchHalfTakenIn_TheRestHasItsGrantDateValueTheNextNight()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("half.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<PlanNight>().RunAsync(run, Cancellation);

        // The rest of the batch comes after the plan; one of its grants is gone before the next night.
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(4, Window)), Cancellation);
        await host.IngestAsync("events.csv", Batch.Csv(Batch.Event(Batch.Id(3), 135, date: "2013-07-12", kind: "forfeited")), Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal(2, (await host.RunAsync(Allotment, 1, Cancellation)).Rows);
        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(
            ["2013-07-12 v1 Remeasured 3600", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, Batch.Id(2))).Select(Shown));
        Assert.Equal(["2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, Batch.Id(3))).Select(Shown));
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, Batch.Id(3)));
    }

    [Fact]
    public async Task Night_OfSomeIssuers_PlansTheirGrantsOnceInOneChunk()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync(
            "batch.csv",
            Batch.Csv([.. Batch.Grants(2, Window), .. Batch.Grants(3, [.. Window, "issuer=IIJ2"]), .. Batch.Grants(4, [.. Window, "issuer=IIJ3"])]),
            Cancellation);
        await host.RunNightsAsync(Cancellation);

        await AskAsync(host, "IIJ3;IIJ;IIJ3");
        await host.RunNightsAsync(Cancellation);

        var (all, some) = (await host.RunAsync(Allotment, 1, Cancellation), await host.RunAsync(Allotment, 2, Cancellation));
        Assert.Equal((1, 9, 9, 0), (all.Chunks, all.Planned, all.Rows, all.Unchanged));
        Assert.Equal((1, 6, 0, 6), (some.Chunks, some.Planned, some.Rows, some.Unchanged));
    }

    [Fact]
    public async Task Night_OfIssuersInBuckets_CountsEveryPartition()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 7, ("Ingestion:Buckets:IIJ", "3"));
        await host.IngestAsync("batch.csv", Batch.Csv([.. Batch.Grants(40, Window), .. Batch.Grants(5, [.. Window, "issuer=株式会社"])]), Cancellation);

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((45, 45, 0), (run.Planned, run.Rows, run.Failed));
        Assert.InRange(run.Chunks, 7, 8);
    }

    [Fact]
    public async Task Plan_OfManyIssuersOneOfThemNotNoted_HasEachGrantOnceAndTakesTurnsBetweenLanesWhoseFirstChunksGrow()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 10);
        await host.IngestAsync("batch.csv", Batch.Csv(Enumerable.Range(0, 120).Select(number => Batch.Grant([.. Window, $"issuer=issuer {number:D3}"]))), Cancellation);
        await host.Storage.Ledger.DeleteEntityAsync("issuer", "issuer 077", cancellationToken: Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<StartRun>().RunAsync(run, Cancellation);

        var plan = await host.Get<PlanNight>().RunAsync(run, Cancellation);

        var chunks = new List<PlannedChunk>();
        foreach (var index in Enumerable.Range(0, plan.Chunks)) chunks.Add(await host.Get<PlanStore>().ReadChunkAsync(new(run, index), Cancellation));
        Assert.Equal(Enumerable.Range(0, plan.Chunks), chunks.Select(chunk => chunk.Index));
        Assert.Equal(
            Enumerable.Range(0, 120).Select(number => $"issuer {number:D3}"),
            chunks.SelectMany(chunk => chunk.Parts).Select(part => part.Issuer).Order(StringComparer.Ordinal));
        Assert.Equal(
            [("issuer 000", 5), ("issuer 060", 10), ("issuer 005", 10), ("issuer 070", 10)],
            chunks.Take(4).Select(chunk => (chunk.Parts[0].Issuer, chunk.Parts.Count)));
    }

    private static string Former(int index, params string[] grants)
    {
        var tasks = grants.Select(grant =>
            $$"""{"grantId":"{{grant}}","grantVersion":1,"measurementDate":"2013-07-11","kind":"GrantDate","version":1,"rightsOutstanding":135,"isRevision":false}""");
        return $$"""{"index":{{index}},"issuer":"IIJ","bucket":0,"tasks":[{{string.Join(',', tasks)}}]}""";
    }

    private static Task UploadFormerAsync(PipelineHost host, NightRun run, params string[] lines) => Task.WhenAll(
        UploadAsync(host, run, "plan.ndjson", string.Concat(lines.Select(line => line + "\n"))),
        UploadAsync(host, run, "plan.index", string.Concat(lines.Select((line, at) => $"{$"{lines.Take(at).Sum(before => before.Length + 1)} {line.Length}",-31}\n"))));

    private static async Task UploadAsync(PipelineHost host, NightRun run, string name, string content) =>
        await host.Storage.RunFiles.GetBlobClient($"{run.Folder}/{name}").UploadAsync(BinaryData.FromString(content), Cancellation);
}
