using System.Text.Json;
using Azure.Data.Tables;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Waiting;

public sealed class WaitingTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private static readonly Dictionary<string, string?> OwnPolicy = new()
    {
        ["Policies:0:Name"] = "own",
        ["Policies:0:Version"] = "1",
        ["Policies:0:BasedOn"] = "iij-practice",
    };

    private WaitingJudge Judge => Host.Get<WaitingJudge>();

    [Fact]
    public async Task Ingest_EventsBeforeTheirGrant_WaitAndAreStoredWithIt()
    {
        var events = await Host.IngestAsync(
            "events.csv", Batch.Csv(Batch.Event("3rd-series", 10), Batch.Event("other", 5)), Cancellation);
        Assert.Equal((2, 2, 0, 0), (events.Rows, events.Waiting, events.Stored, events.Rejected));
        Assert.Equal(2, await CountAsync());

        await Host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant()), Cancellation);

        Assert.Equal(10, Assert.Single(await EventsAsync()).Rights);
        Assert.Equal(["2 stored"], await FatesAsync(events));
        Assert.Equal("other", Assert.Single(await WaitingAsync()).GrantId);
        var again = await Host.IngestAsync("again.csv", Batch.Csv(Batch.Event("3rd-series", 10), Batch.Event("other", 5)), Cancellation);
        Assert.Equal(events with { SameAsBefore = true }, again);
    }

    [Theory]
    [InlineData("grant_id=other;amends=1;amend_reason=typo")]
    [InlineData("amends=2;amend_reason=typo;exercise_price=2")]
    [InlineData("grant_id=other;policy=own")]
    public async Task Ingest_RowThatDependsOnWhatIsNotStored_Waits(string changes)
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await Host.IngestAsync("two.csv", Batch.Csv(Batch.Grant(changes.Split(';'))), Cancellation);

        Assert.Equal((1, 0, 0), (report.Waiting, report.Stored + report.Amended, report.Rejected));
        Assert.False(await Host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").ExistsAsync(Cancellation));
    }

    [Theory]
    [InlineData("policy=own", "policy=iij-practice", true)]
    [InlineData("policy=own", "grant_id=another", false)]
    public async Task Ingest_GrantThatALaterFileBringsAsItWasMeant_WaitsNoLonger(string mistaken, string corrected, bool isMended)
    {
        var early = await Host.IngestAsync("early.csv", Batch.Csv(Batch.Grant(mistaken)), Cancellation);

        var later = await Host.IngestAsync("later.csv", Batch.Csv(Batch.Grant(corrected)), Cancellation);

        Assert.Equal((1, 1), (early.Waiting, later.Stored));
        Assert.Equal(isMended ? 0 : 1, await CountAsync());
        Assert.Equal(
            isMended ? [("mended", $"the grant was stored by a later file, {later.Batch} line 2")] : [],
            (await Host.Get<FateStore>().OfFileAsync(early.Batch, Cancellation)).Select(fate => (fate.Result, fate.Reason!)));
    }

    [Theory]
    [InlineData("minutes of July", 5, true)]
    [InlineData("minutes of August", 5, false)]
    public async Task Ingest_EventThatALaterFileBringsWithItsDocument_WaitsNoLonger(string reference, int rights, bool isMended)
    {
        await Host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant()), Cancellation);
        var early = await Host.IngestAsync("early.csv", Batch.Csv(Batch.Event("3rd-series", 90_000, reference: "minutes of July")), Cancellation);

        await Host.IngestAsync("later.csv", Batch.Csv(Batch.Event("3rd-series", rights, reference: reference)), Cancellation);

        Assert.Equal(1, early.Waiting);
        Assert.Equal(isMended ? 0 : 1, await CountAsync());
    }

    [Fact]
    public async Task Ingest_EventBesideAnEarlierOneOfItsDocument_Waits()
    {
        await Host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant()), Cancellation);
        await Host.IngestAsync("early.csv", Batch.Csv(Batch.Event("3rd-series", 5)), Cancellation);

        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await Host.IngestAsync("later.csv", Batch.Csv(Batch.Event("3rd-series", 90_000)), Cancellation);

        Assert.Equal((1, 1), (later.Waiting, await CountAsync()));
    }

    [Fact]
    public async Task Withdraw_BeginningOfTheFilesName_IsEnoughWhereItIsClear()
    {
        var report = await Host.IngestAsync("events.csv", Batch.Csv(Batch.Event("other", 5)), Cancellation);
        var withdrawal = Host.Get<WaitingWithdrawal>();

        Assert.Equal([report.Batch], await withdrawal.FilesAsync(report.Batch[..8], 2, Cancellation));
        Assert.Equal([report.Batch], await withdrawal.FilesAsync(report.Sha256!, 2, Cancellation));
        Assert.Empty(await withdrawal.FilesAsync(report.Batch[..7], 2, Cancellation));
        Assert.Empty(await withdrawal.FilesAsync(report.Batch[..8], 3, Cancellation));
        await withdrawal.WithdrawAsync(report.Batch, 2, "typing error", Person.Typed("A. Person"), Cancellation);
        Assert.Equal([report.Batch], await withdrawal.FilesAsync(report.Batch[..8], 2, Cancellation));
    }

    [Fact]
    public async Task Ingest_RowWithAnotherFailureToo_IsRefusedAtOnce()
    {
        var report = await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant("policy=own", "exercise_price=-1")), Cancellation);

        Assert.Equal((0, 1), (report.Waiting, report.Rejected));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Ingest_AmendmentBeforeItsVersion_WaitsAndFollowsIt()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);
        var early = await Host.IngestAsync(
            "three.csv", Batch.Csv(Batch.Grant("exercise_price=3", "amends=2", "amend_reason=second")), Cancellation);

        await Host.IngestAsync("two.csv", Batch.Csv(Batch.Grant("exercise_price=2", "amends=1", "amend_reason=first")), Cancellation);

        var grant = (await GrantAsync("3rd-series"))!;
        Assert.Equal((3, 3m, early.Batch), (grant.Version, grant.Terms.ExercisePrice, grant.BatchHash));
        Assert.Equal(["2 amended"], await FatesAsync(early));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Ingest_TwoAmendmentsOfAVersionToCome_TheFirstWinsAlsoOverOneThatFollowsInTheFile()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);
        var first = await Host.IngestAsync("a.csv", Batch.Csv(Amendment(2, "3")), Cancellation);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await Host.IngestAsync("b.csv", Batch.Csv(Amendment(2, "4")), Cancellation);
        Host.Clock.Advance(TimeSpan.FromMinutes(1));

        var report = await Host.IngestAsync("c.csv", Batch.Csv(Amendment(1, "2"), Amendment(2, "5")), Cancellation);

        Assert.Equal(3m, (await GrantAsync("3rd-series"))!.Terms.ExercisePrice);
        Assert.Equal((1, 1, 0), (report.Amended, report.Rejected, report.Waiting));
        Assert.Equal(["2 amended"], await FatesAsync(first));
        Assert.Equal(["2 rejected InvalidField amends=2: the stored version is 3"], await FatesAsync(second));
    }

    [Fact]
    public async Task Ingest_AmendmentsOfOneFileInTheWrongOrder_AreCountedAsWhatTheyCameTo()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await Host.IngestAsync("two.csv", Batch.Csv(Amendment(2, "3"), Amendment(1, "2")), Cancellation);

        Assert.Equal((2, 0, 0), (report.Amended, report.Waiting, report.Rejected));
        Assert.Equal((3, 3m), ((await GrantAsync("3rd-series"))!.Version, (await GrantAsync("3rd-series"))!.Terms.ExercisePrice));
        Assert.Empty(await FatesAsync(report));
    }

    [Fact]
    public async Task Ingest_EventOfRightsNotYetAllotted_WaitsForTheAmendmentThatAllotsThem()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant("allotted_rights=0")), Cancellation);
        var events = await Host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 10)), Cancellation);
        Assert.Equal((1, 0), (events.Waiting, events.Rejected));

        await Host.IngestAsync("two.csv", Batch.Csv(Batch.Grant("amends=1", "amend_reason=allotted")), Cancellation);

        Assert.Equal(10, Assert.Single(await EventsAsync()).Rights);
    }

    [Fact]
    public async Task Start_HostThatKnowsThePolicy_StoresTheGrantAndWhatWaitedForIt()
    {
        var grants = await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant("policy=own")), Cancellation);
        var events = await Host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 10)), Cancellation);
        await using var configured = Host.Another(settings: OwnPolicy);
        using var start = new WaitingAtStart(configured.Get<EndedRows>(), configured.Get<WaitingJudge>(), Microsoft.Extensions.Logging.Abstractions.NullLogger<WaitingAtStart>.Instance);

        await start.StartAsync(Cancellation);
        await start.ExecuteTask!;

        Assert.True((await configured.Get<GrantStore>().FindAsync("IIJ|00", "3rd-series", version: null, Cancellation)).IsSuccess);
        Assert.Equal(["2 stored"], await FatesAsync(grants));
        Assert.Equal(["2 stored"], await FatesAsync(events));
    }

    [Fact]
    public async Task Plan_GrantThatWaited_IsInTheNextPlan()
    {
        var run = new NightRun(new(2013, 7, 11), 1);
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant("policy=own")), Cancellation);
        await using var configured = Host.Another(settings: OwnPolicy);
        await configured.Get<RunStore>().SaveAsync(
            new() { Date = run.Date, Version = 1, Status = RunStatus.Running, Reason = "r", AskedBy = "t", AskedAt = Now }, Cancellation);

        var plan = await configured.Get<PlanNight>().RunAsync(run, Cancellation);

        Assert.Equal(1, plan.Tasks);
    }

    [Fact]
    public async Task JudgeAll_AfterThirtyDays_RefusesWithTheReason()
    {
        var events = await Host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 10)), Cancellation);
        Host.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await Judge.JudgeAllAsync(Cancellation));
        Host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await Judge.JudgeAllAsync(Cancellation));

        Assert.Equal(
            ["2 rejected UnknownGrant grant_id=3rd-series: no such grant is stored; the row waited 30 days"], await FatesAsync(events));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task JudgeAll_RowsOfOneGrantThatCannotBeJudged_KeepNoOthersWaiting()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Event("a", 1), Batch.Event("b", 1)), Cancellation);
        var damaged = (await Host.Storage.Waiting.QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation))
            .Single(row => row.RowKey.StartsWith("a|", StringComparison.Ordinal));
        damaged.Remove("arrivedAt");
        await Host.Storage.Waiting.UpdateEntityAsync(damaged, damaged.ETag, TableUpdateMode.Replace, Cancellation);
        Host.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(1, await Judge.JudgeAllAsync(Cancellation));
    }

    [Fact]
    public async Task JudgeAll_AfterACrashBetweenStoringAndNoting_GivesTheSameFate()
    {
        var events = await Host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 10)), Cancellation);
        var waits = Assert.Single(await WaitingAsync());
        await Host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant()), Cancellation);
        await Host.Get<WaitingStore>().AddAsync(waits, Cancellation);

        await Task.WhenAll(Judge.JudgeAllAsync(Cancellation), Judge.JudgeAllAsync(Cancellation));

        Assert.Equal(["2 stored"], await FatesAsync(events));
        Assert.Single(await EventsAsync());
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Ingest_EventsAndTheirGrantsAtTheSameTime_AllAreStoredInTheEnd()
    {
        const int count = 20;
        var files = Enumerable.Range(0, count).SelectMany(i => new[]
        {
            (Name: $"e{i}", Csv: Batch.Csv(Batch.Event(Batch.Id(i), 1))),
            (Name: $"g{i}", Csv: Batch.Csv(Batch.Grant($"grant_id={Batch.Id(i)}"))),
        });

        await Task.WhenAll(files.Select(file => Host.IngestAsync(file.Name, file.Csv, Cancellation)));

        Assert.Equal(count, (await Host.Get<GrantEventStore>().ListAsync("IIJ|00", Cancellation)).Count);
        Assert.Equal(0, await CountAsync());
    }

    private static Dictionary<string, string> Amendment(int amends, string price) =>
        Batch.Grant($"exercise_price={price}", $"amends={amends}", "amend_reason=typo");

    private Task<int> CountAsync() => Host.Get<WaitingStore>().CountAsync(Cancellation);

    private async Task<List<WaitingRow>> WaitingAsync() =>
        await Host.Get<WaitingStore>().AllAsync(Cancellation).ToListAsync(Cancellation);

    private async Task<List<GrantEvent>> EventsAsync() =>
        (await Host.Get<GrantEventStore>().OfGrantAsync("IIJ|00", "3rd-series", Cancellation)).Value;

    private async Task<List<string>> FatesAsync(FileReport report)
    {
        var later = Host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/later.ndjson");
        if (!await later.ExistsAsync(Cancellation)) return [];

        return
        [
            .. (await later.DownloadContentAsync(Cancellation)).Value.Content.ToString()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<WaitingFate>(line, JsonSerializerOptions.Web)!)
                .Select(fate => $"{fate.Line} {fate.Result} {fate.Reason}".TrimEnd()),
        ];
    }
}
