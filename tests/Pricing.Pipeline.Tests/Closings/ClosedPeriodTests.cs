using Azure.Core;
using Pricing.Pipeline.Closings;
using Pricing.Pipeline.Controls.Book;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Closings;

public sealed class ClosedPeriodTests(AzuriteFixture azurite) : ClosingTests(azurite)
{
    private static readonly DateOnly PeriodEnd = new(2014, 3, 31);

    // Publications, differences, and then what the closing is to follow.
    private const int LastRead = 3;

    // Estimated every night until it is allotted.
    private static readonly string[] Planned = ["allotment_date=2025-12-30", "exercise_start=2025-12-31", "exercise_end=2055-07-11"];

    [Fact]
    public async Task Close_ThenLateFactsOfEveryKind_WaitUntilTwoPeopleOpenItAgain()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.IngestAsync("before.csv", Batch.Csv(Batch.Event(Batch.Id(0), 5, "2014-02-03")), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var closing = (await CloseAsync(host, PeriodEnd)).Value;
        Assert.Equal((PeriodEnd, "IIJ", "37740"), (closing.Through, closing.Issuer, Assert.Single(closing.Shares).Code));

        // What is dated before waits; what is dated after, and what came before and comes again, does not.
        var again = await host.IngestAsync("again.csv", Batch.Csv(Batch.Event(Batch.Id(0), 5, "2014-02-03"), Batch.Event(Batch.Id(0), 1, "2014-04-01")), Cancellation);
        Assert.Equal((1, 1, 0), (again.Unchanged, again.Stored, again.Waiting));
        var sameGrant = await host.IngestAsync("same.csv", Batch.Csv(Batch.Grants(1, Window)), Cancellation);
        Assert.Equal((1, 0), (sameGrant.Unchanged, sameGrant.Waiting));
        var late = await host.IngestAsync("late.csv", Batch.Csv(Batch.Event(Batch.Id(1), 7, "2014-03-31", reference: "late")), Cancellation);
        Assert.Equal((0, 1, 0), (late.Stored, late.Waiting, late.Rejected));
        var amended = await host.IngestAsync(
            "amend.csv", Batch.Csv(Batch.Grant([.. Window, $"grant_id={Batch.Id(1)}", "exercise_price=9", "amends=1", "amend_reason=typo"]), Batch.Grant([.. Window, "grant_id=new"])), Cancellation);
        Assert.Equal((0, 0, 2), (amended.Stored, amended.Amended, amended.Waiting));
        await TakeAsync(host, "3774.csv", "Date,Close\n2013-07-11,3500\n2026-01-05,2800\n", replace: true);
        Assert.Equal(
            ["events g00001 ", "grants g00001 ", "grants new ", "prices 3774 3500"],
            (await LateAsync(host)).Select(fact => $"{fact.Kind} {fact.Subject} {(fact.Date is null ? "" : fact.Text)}").Order(StringComparer.Ordinal));

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);
        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((RunStatus.Completed, 0, 0), (run.Status, run.Planned, run.Rows));
        Assert.Equal("3505", Assert.Single(await HistoryAsync(host, Batch.Id(0))).SharePrice);
        Assert.Equal(2800m, (await PricesAsync(host)).Find(new(2026, 1, 5))?.Close);

        var closer = host.Get<PeriodCloser>();
        var asked = (await closer.ReopenAsync("IIJ", closing.Number, "a late exercise", Sato, Cancellation)).Value;
        Assert.True(asked.IsClosed);
        var same = await closer.ReopenAsync("IIJ", closing.Number, "again", Sato, Cancellation);
        Assert.Contains("somebody else opens it", Assert.Single(same.Failures).Reason, StringComparison.Ordinal);
        Assert.False((await closer.ReopenAsync("IIJ", closing.Number, "a late exercise", Suzuki, Cancellation)).Value.IsClosed);

        Assert.Empty(await LateAsync(host));
        Assert.Equal(3500m, (await PricesAsync(host)).Find(Allotment)?.Close);
        Assert.Equal(7, Assert.Single((await host.Get<GrantEventStore>().OfGrantAsync(Partition, Batch.Id(1), Cancellation)).Value).Rights);
        Assert.Equal(2, (await host.Get<GrantStore>().FindAsync(Partition, Batch.Id(1), version: null, Cancellation)).Value.Version);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal(3, (await host.RunAsync(Allotment, 3, Cancellation)).Rows);
        Assert.Equal("3500", (await HistoryAsync(host, Batch.Id(0)))[0].SharePrice);
    }

    [Fact]
    public async Task Close_OfWhatIsNotSettled_IsRefusedWithEveryReason()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await AskAsync(host);

        var open = await CloseAsync(host, PeriodEnd);
        Assert.Equal(
            ["grant_id=3rd-series: its value of the grant date 2013-07-11 is not there", "through=2014-03-31: the run 2013-07-11 v1 is not at its end"],
            Texts(open));
        var wrong = await host.Get<PeriodCloser>().CloseAsync("nobody", new(2026, 1, 5), "March", null, Person.Typed("Sato"), Cancellation);
        Assert.Equal(
            [
                "identity=unverified: only somebody who signed in can propose or decide",
                "through=2026-01-05: is not over: today is 2026-01-05 in Japan",
                "issuer=nobody: no grants of this issuer are stored",
            ],
            Texts(wrong));
        Assert.Empty(await host.Get<ClosingBook>().ListAsync(Cancellation));
    }

    [Fact]
    public async Task Close_OfAPeriodWithAFailedValue_NeedsAReasonWhichIsKeptWithWhatIsNotSettled()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(["security_code=9999", .. Planned])), Cancellation);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(
            ["unsettledReason=3rd-series of 2013-07-11 is failed: is not settled; say in unsettledReason why the period is closed all the same"],
            Texts(await CloseAsync(host, PeriodEnd)));
        var closing = (await CloseAsync(host, PeriodEnd, unsettledReason: "not listed any more")).Value;
        Assert.Equal(("not listed any more", "3rd-series of 2013-07-11 is failed"), (closing.UnsettledReason, Assert.Single(closing.Unsettled!)));
        Assert.Equivalent(closing, Assert.Single(await host.Get<ClosingBook>().ListAsync(Cancellation)));
    }

    [Fact]
    public async Task Close_WhileALaterRunIsToMeasureAChangeOfThePeriod_IsRefused()
    {
        string[] own = [.. Own, "accounting_standard=asbj8"];
        var (changed, later) = (new DateOnly(2013, 7, 12), new NightRun(new(2013, 7, 16), 1));
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-12T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3650m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(own)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync(
            "change.csv",
            Batch.Csv(Batch.Grant([.. own, "exercise_price=3000", "amends=1", "amend_reason=repriced by the board", "modification_date=2013-07-12"])),
            Cancellation);
        host.Clock.SetUtcNow(At("2013-07-16T18:00:00+09:00"));

        // Whoever knows of it may close the period, and it is never measured.
        var unplanned = Texts(await CloseAsync(host, changed)).ToList();
        Assert.Contains(
            "unsettledReason=3rd-series of 2013-07-12 is a change of terms that is yet to be measured: is not settled; say in unsettledReason why the period is closed all the same",
            unplanned);
        Assert.DoesNotContain(unplanned, text => text.StartsWith("through=", StringComparison.Ordinal));

        var asked = await host.Get<RunStore>().AddNextAsync(Asked with { Date = later.Date, AskedAt = host.Clock.GetUtcNow() }, Cancellation);
        await host.Get<PlanStore>().FreezeAsync(later, host.Get<RunPlanner>().ChunksAsync(asked, Cancellation), filesWaiting: 0, Cancellation);
        Assert.Equal(
            ["through=2013-07-12: the run 2013-07-16 v1 is not at its end, and may make values of the period"],
            Texts(await CloseAsync(host, changed, unsettledReason: "known")));

        await host.RunNightsAsync(Cancellation);
        Assert.Contains("2013-07-12 v2 Modified 3600", (await HistoryAsync(host, "3rd-series")).Select(Shown));
        Assert.Empty((await CloseAsync(host, changed)).Failures);
    }

    [Theory]
    [InlineData("2013-07-11", "2013-07-11", 135, null)]
    [InlineData("2013-08-01", "2013-07-20", 135, null)]
    [InlineData("2013-08-01", "2013-07-20", 134, "grant_id=3rd-series: its value of the grant date 2013-08-01 is not there")]
    [InlineData("2013-08-01", "2013-08-02", 135, "grant_id=3rd-series: its value of the grant date 2013-08-01 is not there")]
    public async Task Close_OfAGrantWithoutRightsOnItsGrantDate_OwesNoValueOfIt(string grantDate, string gone, int rights, string? against)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync(
            "batch.csv", Batch.Csv(Batch.Grant([.. Window, "accounting_standard=ifrs2", $"grant_date={grantDate}", "exercise_start=2013-08-02"])), Cancellation);
        var events = await host.IngestAsync("gone.csv", Batch.Csv(Batch.Event("3rd-series", rights, gone, kind: "forfeited")), Cancellation);
        Assert.Equal(1, events.Stored);

        string[] expected = against is null ? [] : [against];
        Assert.Equal(expected, Texts(await CloseAsync(host, PeriodEnd)));
    }

    [Fact]
    public async Task Close_OfDatesThatWereNeverValued_LeavesThemWithoutValues()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Planned), Batch.Grant(["issuer=Other", .. Planned])), Cancellation);
        Assert.Empty((await CloseAsync(host, PeriodEnd)).Failures);
        await host.RunNightsAsync(Cancellation);

        Assert.Empty(await HistoryAsync(host, "3rd-series"));
        Assert.Equal(1, (await host.RunAsync(Allotment, 1, Cancellation)).Planned);
    }

    [Fact]
    public async Task Close_WhileARunOfItsDatesIsAskedFor_IsSeenByTheRun()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);

        // It has looked for open runs by then; the other order is refused, as the test above shows.
        hook.Once(
            request => request.Method == RequestMethod.Put && request.Uri.Path.Contains("/decisions/", StringComparison.Ordinal),
            () => AskAsync(host));
        Assert.Empty((await CloseAsync(host, PeriodEnd)).Failures);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(0, (await host.RunAsync(Allotment, 2, Cancellation)).Planned);
    }

    [Fact]
    public async Task Close_WhileAPublicationIsProposed_IsRefusedForTheProposalThatCameFirst()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var proposal = Proposal.Of(Assert.Single(await HistoryAsync(host, "3rd-series")), PublicationPurpose.Cost, "board");

        // It has found no decision by then, and is about to write its own.
        var reads = 0;
        hook.Each(
            request => request.Method == RequestMethod.Get && request.Uri.Path.EndsWith("/IIJ/000001.json", StringComparison.Ordinal),
            () => ++reads == LastRead
                ? host.Get<DecisionBook>().AppendAsync(
                    "IIJ", _ => DecisionDraft.Of(PublicationKinds.Proposed, Suzuki, host.Clock.GetUtcNow(), proposal, PublicationJson.Readable.Proposal), Cancellation)
                : Task.CompletedTask);

        Assert.Equal(["publication=1: is proposed, and nobody has decided"], Texts(await CloseAsync(host, PeriodEnd)));
        Assert.True(reads > LastRead);
    }

    [Fact]
    public async Task Close_WhileRowsWaitForSomethingElse_SaysOfThemThatTheyWaitAfterClosing()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("early.csv", Batch.Csv(Batch.Event("3rd-series", 500, "2014-02-03")), Cancellation);
        Assert.Empty(await LateAsync(host));

        var closing = (await CloseAsync(host, PeriodEnd)).Value;
        Assert.Contains("waits after closing", Assert.Single(await LateAsync(host)).Text, StringComparison.Ordinal);

        await ReopenAsync(host, closing);
        Assert.Empty(await LateAsync(host));
        var row = Assert.Single(await host.Get<WaitingStore>().AllAsync(Cancellation).ToListAsync(Cancellation));
        Assert.StartsWith($"{ReasonCode.RightsNotOutstanding} ", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Close_TwiceAndReopenInTheWrongOrder_IsRefused()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Planned)), Cancellation);
        var first = (await CloseAsync(host, PeriodEnd)).Value;
        var second = (await CloseAsync(host, PeriodEnd.AddMonths(3))).Value;

        Assert.Equal(["through=2014-03-31: is closed already: through 2014-06-30"], Texts(await CloseAsync(host, PeriodEnd)));
        var closer = host.Get<PeriodCloser>();
        Assert.Equal(
            [$"closing={first.Number}: a later period of IIJ is closed, through 2014-06-30: open closing {second.Number} first"],
            Texts(await closer.ReopenAsync("IIJ", first.Number, "wrong", Sato, Cancellation)));
        Assert.Equal(["closing=99: there is no such closing"], Texts(await closer.ReopenAsync("IIJ", 99, "wrong", Sato, Cancellation)));
    }

    private static async Task<PriceHistory> PricesAsync(PipelineHost host) =>
        (await host.Get<MarketDataStore>().ReadPricesAsync("37740", Cancellation))!;
}
