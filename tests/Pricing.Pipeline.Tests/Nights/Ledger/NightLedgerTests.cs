using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Watch;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Ledger;

public sealed class NightLedgerTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("2013-07-11T17:59:59+09:00", null)]
    [InlineData("2013-07-11T18:00:00+09:00", "2013-07-11 v1")]
    [InlineData("2013-07-11T08:59:59Z", null)]
    [InlineData("2013-07-11T09:00:00Z", "2013-07-11 v1")]
    public async Task FindDue_FirstDate_IsDueAt18InJapan(string now, string? due)
    {
        await using var host = await StartAsync(now, "2013-07-11");

        Assert.Equal(due, (await DueAsync(host))?.ToString());
    }

    [Fact]
    public async Task FindDue_NoFirstDateSet_BeginsOnTheDayInJapanOnWhichTheLedgerIsMade()
    {
        // 2013-07-10 16:00 UTC is 01:00 of the 11th in Japan.
        await using var host = await StartAsync("2013-07-10T16:00:00Z", first: null);

        Assert.Null(await DueAsync(host));
        host.Clock.Advance(TimeSpan.FromDays(1));
        var due = await DueAsync(host);

        Assert.Equal(new(2013, 7, 11), (await host.Get<NightLedger>().WatermarkAsync(Cancellation)).First);
        Assert.Equal("2013-07-11 v1", due?.ToString());
    }

    [Fact]
    public async Task FindDue_NotScheduled_IsWhatIsAskedForAndNothingIsLate()
    {
        await using var host = await PipelineHost.StartAsync(
            await azurite.NewStorageAsync(Cancellation),
            DateTimeOffset.Parse("2013-07-17T18:00:00+09:00", null),
            new Dictionary<string, string?> { ["Night:FirstDate"] = "2013-07-11", ["Night:Scheduled"] = "false" },
            cancellationToken: Cancellation);

        var before = await DueAsync(host);
        var asked = await host.Get<RunStore>().AddNextAsync(
            new()
            {
                Date = new(2013, 7, 12),
                Version = 1,
                Status = RunStatus.Requested,
                Reason = "a look",
                AskedBy = "test",
                AskedAt = DateTimeOffset.UnixEpoch,
            },
            Cancellation);

        Assert.Null(before);
        Assert.Equal(asked.ToRun(), await DueAsync(host));
        Assert.Equal(TimeSpan.Zero, (await host.Get<LagProbe>().MeasureAsync(Cancellation)).Night);
    }

    [Fact]
    public async Task FindDue_MissedNights_AreMadeUpInOrderWithoutWeekendsAndHolidays()
    {
        // 13 and 14 July 2013 were a weekend, the 15th was Marine Day.
        await using var host = await StartAsync("2013-07-17T18:00:00+09:00", "2013-07-11");

        Assert.Equal(["2013-07-11 v1", "2013-07-12 v1", "2013-07-16 v1", "2013-07-17 v1"], await MakeUpAsync(host));
    }

    [Fact]
    public async Task FindDue_DayOfTheExchangesFailure_IsABusinessDate()
    {
        await using var host = await StartAsync("2020-10-05T18:00:00+09:00", "2020-09-30");

        Assert.Equal(["2020-09-30 v1", "2020-10-01 v1", "2020-10-02 v1", "2020-10-05 v1"], await MakeUpAsync(host));
    }

    [Fact]
    public async Task FindDue_YearEnd_IsPassedOver()
    {
        await using var host = await StartAsync("2014-01-07T12:00:00+09:00", "2013-12-28");

        Assert.Equal(["2013-12-30 v1", "2014-01-06 v1"], await MakeUpAsync(host));
    }

    [Fact]
    public async Task FindDue_AfterTheLastDate_NothingIsDue()
    {
        await using var host = await StartAsync("2026-01-05T18:00:00+09:00", "2013-07-11", "2013-07-12");

        Assert.Equal(["2013-07-11 v1", "2013-07-12 v1"], await MakeUpAsync(host));
    }

    [Fact]
    public async Task FindDue_AskedTwice_IsTheSameRunOnce()
    {
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", "2013-07-11");

        var first = await DueAsync(host);
        var second = await DueAsync(host);

        Assert.Equal(first, second);
        var run = Assert.Single(await host.Get<RunStore>().AllAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal((RunStatus.Requested, "scheduled", "test"), (run.Status, run.Reason, run.AskedBy));
    }

    /// <summary>An engine whose answers are lost asks again; nobody has been at the run, so that counts as no try of it.</summary>
    [Fact]
    public async Task FindDue_AnswersThatAreLost_LeaveTheRunDueInItsTurn()
    {
        await using var host = await StartAsync("2013-07-12T18:00:00+09:00", "2013-07-11");

        for (var lost = 0; lost < 5; lost++) Assert.Equal("2013-07-11 v1", (await DueAsync(host))?.ToString());
        await host.Get<NightLedger>().TakeAsync(new(new(2013, 7, 11), 1), Cancellation);

        Assert.Equal("2013-07-12 v1", (await DueAsync(host))?.ToString());
    }

    /// <summary>One that an engine was at, and that did not come to its end, is not tried on and on.</summary>
    [Fact]
    public async Task FindDue_TakenAgainAndAgain_StandsBehindAndWaits()
    {
        var run = new NightRun(new(2013, 7, 11), 1);
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", "2013-07-11");

        for (var tries = 0; tries < 2; tries++)
        {
            Assert.Equal(run, await DueAsync(host));
            await host.Get<NightLedger>().TakeAsync(run, Cancellation);
        }

        Assert.Null(await DueAsync(host));
        host.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(run, await DueAsync(host));
    }

    [Fact]
    public async Task FindDue_RequestedRerun_ComesAfterTheScheduledNights()
    {
        await using var host = await StartAsync("2013-07-12T12:00:00+09:00", "2013-07-11");
        await MakeUpAsync(host);
        await host.Get<RunStore>().AddNextAsync(Request(new(2013, 7, 11)), Cancellation);
        host.Clock.SetUtcNow(DateTimeOffset.Parse("2013-07-16T18:00:00+09:00", null));

        Assert.Equal(["2013-07-12 v1", "2013-07-16 v1", "2013-07-11 v2"], await MakeUpAsync(host));
    }

    [Fact]
    public async Task FindDue_ProvisionalNight_IsFollowedUpEveryBusinessMorningUntilItIsFinal()
    {
        await using var host = await StartAsync("2013-07-12T18:00:00+09:00", "2013-07-12", "2013-07-12");
        await GrantDateValueIsAsync(host, GrantDateStatus.Provisional);
        Assert.Equal(["2013-07-12 v1"], await MakeUpAsync(host));

        // The 12th was a Friday and the 15th a holiday.
        host.Clock.SetUtcNow(DateTimeOffset.Parse("2013-07-16T09:59:59+09:00", null));
        Assert.Null(await DueAsync(host));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var followUp = await DueAsync(host);
        var run = await host.Get<RunStore>().GetAsync(followUp!, Cancellation);

        Assert.Equal("2013-07-12 v2", followUp?.ToString());
        Assert.Equal((RunScope.Provisional, "inputs of the date may have arrived"), (run.Scope, run.Reason));
        Assert.Equal(["2013-07-12 v2"], await MakeUpAsync(host));
        Assert.Null(await DueAsync(host));

        // The curve came late: the next morning looks again, and finds it.
        host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("2013-07-12 v3", (await DueAsync(host))?.ToString());
        await GrantDateValueIsAsync(host, GrantDateStatus.Final);
        Assert.Equal(["2013-07-12 v3"], await MakeUpAsync(host));
        host.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Null(await DueAsync(host));
    }

    [Fact]
    public async Task FindDue_RerunThatChangedNothing_LeavesTheFollowUpDue()
    {
        await using var host = await StartAsync("2013-07-12T18:00:00+09:00", "2013-07-12", "2013-07-12");
        await GrantDateValueIsAsync(host, GrantDateStatus.Provisional);
        await MakeUpAsync(host);
        await host.Get<RunStore>().AddNextAsync(Request(new(2013, 7, 12)) with { Issuers = "Other" }, Cancellation);
        Assert.Equal(["2013-07-12 v2"], await MakeUpAsync(host));

        host.Clock.SetUtcNow(DateTimeOffset.Parse("2013-07-16T10:00:00+09:00", null));

        Assert.Equal("2013-07-12 v3", (await DueAsync(host))?.ToString());
    }

    [Fact]
    public async Task Close_LaterNightThatMadeValuesFinal_ClearsTheEarlierNightsMark()
    {
        await using var host = await StartAsync("2013-07-12T18:00:00+09:00", "2013-07-12", "2013-07-16");
        await GrantDateValueIsAsync(host, GrantDateStatus.Provisional);
        await MakeUpAsync(host);
        await GrantDateValueIsAsync(host, GrantDateStatus.Final);
        host.Clock.SetUtcNow(DateTimeOffset.Parse("2013-07-16T18:00:00+09:00", null));

        Assert.Equal(["2013-07-16 v1"], await MakeUpAsync(host));
        Assert.Equal(TimeSpan.Zero, (await host.Get<LagProbe>().MeasureAsync(Cancellation)).Provisional);
    }

    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Cancelled)]
    public async Task FindDue_StoppedBetweenManifestAndLedger_HealsTheLedgerAndGoesOn(RunStatus status)
    {
        await using var host = await StartAsync("2013-07-12T18:00:00+09:00", "2013-07-11");
        var due = await DueAsync(host);
        var run = await host.Get<RunStore>().GetAsync(due!, Cancellation);
        await host.Get<RunStore>().SaveAsync(run with { Status = status }, Cancellation);

        Assert.Equal("2013-07-12 v1", (await DueAsync(host))?.ToString());
        Assert.Equal(new(2013, 7, 11), (await host.Get<NightLedger>().WatermarkAsync(Cancellation)).DoneThrough);
    }

    [Fact]
    public async Task FindDue_DateAskedForBeforeItsTurn_IsNotRunTwice()
    {
        await using var host = await StartAsync("2013-07-11T12:00:00+09:00", "2013-07-11");
        await host.Get<RunStore>().AddNextAsync(Request(new(2013, 7, 12)), Cancellation);
        Assert.Equal(["2013-07-12 v1"], await MakeUpAsync(host));
        host.Clock.SetUtcNow(DateTimeOffset.Parse("2013-07-12T18:00:00+09:00", null));

        Assert.Equal(["2013-07-11 v1"], await MakeUpAsync(host));
        Assert.Equal(new(2013, 7, 12), (await host.Get<NightLedger>().WatermarkAsync(Cancellation)).DoneThrough);
    }

    [Fact]
    public void Options_LastDateBeforeTheFirst_IsADefect() => Assert.Equal(
        "Night:LastDate = 2013-07-10: must not be before Night:FirstDate = 2013-07-11.",
        Assert.Single(new NightOptions { FirstDate = new(2013, 7, 11), LastDate = new(2013, 7, 10) }.Defects()));

    private static RunRecord Request(DateOnly date) => new()
    {
        Date = date,
        Version = 1,
        Status = RunStatus.Requested,
        Reason = "a corrected close",
        AskedBy = "auditor",
        AskedAt = default,
    };

    /// <summary>Puts a grant of 12 July 2013 there, and notes where its value stands.</summary>
    private static async Task GrantDateValueIsAsync(PipelineHost host, GrantDateStatus status)
    {
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant("allotment_date=2013-07-12", "exercise_start=2013-07-13")), Cancellation);
        await host.Get<GrantDateNotes>().WriteAsync("IIJ|00", [new("3rd-series", 1, status, 1)], Cancellation);
    }

    private static Task<NightRun?> DueAsync(PipelineHost host) => host.Get<NightLedger>().FindDueAsync("test", Cancellation);

    /// <summary>Closes whatever is due until nothing is, as runs do at their end.</summary>
    private static async Task<List<string>> MakeUpAsync(PipelineHost host)
    {
        var done = new List<string>();
        while (await DueAsync(host) is { } due)
        {
            done.Add(due.ToString());
            var run = await host.Get<RunStore>().GetAsync(due, Cancellation) with { Status = RunStatus.Completed };
            await host.Get<RunStore>().SaveAsync(run, Cancellation);
            await host.Get<NightLedger>().CloseAsync(run, Cancellation);
        }

        return done;
    }

    private async Task<PipelineHost> StartAsync(string now, string? first, string? last = null) => await PipelineHost.StartAsync(
        await azurite.NewStorageAsync(Cancellation),
        DateTimeOffset.Parse(now, null),
        new Dictionary<string, string?> { ["Night:FirstDate"] = first, ["Night:LastDate"] = last },
        cancellationToken: Cancellation);
}
