using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Settlements;

public sealed class GrantLifeTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2014, 7, 8, 9, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string> Left =
        Rows.Event("left_office", "2014-06-27", "holder=D-01", "office_lost=director");

    private PipelineHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), Now, cancellationToken: Cancellation);
        await host.IngestAsync("grants.csv", Batch.Csv(Rows.Grant()), Cancellation);
        await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder("D-01", 60), Rows.Holder("E-01", 29)), Cancellation);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Ingest_Exercise_LeavesItsSettlement()
    {
        var report = await IngestAsync(Left, Exercise("2014-07-07", 20, "book_value=12940000"), Exercise("2014-07-08", 1));

        Assert.Equal((2, 1), (report.Stored, report.Rejected));
        var life = await LifeAsync();
        Assert.Equal((69, 2), (life.RightsOutstanding, life.Events.Count));
        var exercised = life.Events[1];
        Assert.Equal(("exercised", 20, "D-01", 3), (exercised.Kind, exercised.Rights, exercised.Stated["holder"], exercised.Line));
        Assert.Equal((12_944_000m, 6_472_000m, 6_472_000m), (exercised.Settlement!.Exercise!.Limit, exercised.Settlement.Exercise.CapitalStock, exercised.Settlement.Exercise.CapitalReserve));
        Assert.Null(exercised.ByAllThatIsKnown);
        Assert.Empty(exercised.Against);
        Assert.Equal([("D-01", 40), ("E-01", 29)], life.Holders.Select(holder => (holder.Holder, holder.Rights!.Value)));
        Assert.Equal(("D-01", 40, new DateOnly(2014, 7, 7)), Assert.Single(life.Lapses) is var lapse ? (lapse.Holder, lapse.Rights, lapse.LastDay) : default);
    }

    [Fact]
    public async Task Ingest_LateExercise_WaitsForTheLapseToBeTakenBack()
    {
        await IngestAsync(Left, Rows.Event("lapsed", "2014-07-08", "holder=D-01", "rights=60"));
        Assert.Empty((await LifeAsync()).Lapses);

        var late = await IngestAsync(Exercise("2014-07-05", 2, "book_value=1294000"));
        var lapsed = (await LifeAsync()).Events[1];
        Assert.Equal((0, 1), (late.Stored, late.Waiting));
        Assert.Contains(lapsed.Id, (await WaitingAsync()).Single().Reason, StringComparison.Ordinal);

        await IngestAsync(Rows.Event("lapsed", "2014-08-01", "holder=D-01", "rights=60", $"reverses={lapsed.Id}"));

        Assert.Empty(await WaitingAsync());
        var life = await LifeAsync();
        Assert.Equal(87, life.RightsOutstanding);
        Assert.Equal(58, Assert.Single(life.Lapses).Rights);
        Assert.NotNull(life.Events.Single(item => item.Id == lapsed.Id).ReversedBy);
        Assert.Equal([(58, "IIJ")], await host.Get<GrantLives>().LapsesAsync(null, null, Cancellation).Select(item => (item.Rights!.Value, item.Issuer)).ToListAsync(Cancellation));
        Assert.Empty(await host.Get<GrantLives>().LapsesAsync("Nobody", null, Cancellation).ToListAsync(Cancellation));
        Assert.Empty(await host.Get<GrantLives>().LapsesAsync("IIJ", new(2014, 7, 7), Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Ingest_LateDeath_ShowsWhichSettlementDoesNotStand()
    {
        await IngestAsync(Left, Exercise("2014-07-05", 2, "book_value=1294000"));

        await IngestAsync(Rows.Event("died", "2014-07-01", "holder=D-01"));

        var life = await LifeAsync();

        // Gone until the exercise is taken back.
        Assert.Equal(87, life.RightsOutstanding);
        var exercised = life.Events.Single(item => item.Kind == "exercised");
        Assert.NotNull(exercised.Settlement);
        Assert.StartsWith("RefusedBySection11 date=2014-07-05: section 11, item 3", Assert.Single(exercised.Against), StringComparison.Ordinal);
        Assert.Contains(exercised.Id, Assert.Single(life.Events.Single(item => item.Kind == "died").Settlement!.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_ExerciseBehindAMergerWithoutADecision_WaitsForIt()
    {
        await host.IngestAsync("actions.csv", "code,kind,ratio,effective_date,reference\n3774,merger,,2014-07-01,disclosure\n", Cancellation);

        await IngestAsync(Left);
        var exercised = await IngestAsync(Exercise("2014-07-05", 2, "book_value=1294000"));
        Assert.StartsWith("AdjustmentNotDecided", (await WaitingAsync()).Single().Reason, StringComparison.Ordinal);
        await IngestAsync(Rows.Event("adjusted", "2014-07-01", "decided_shares=150", "decided_exercise_price=2"));

        Assert.Equal(1, exercised.Waiting);
        Assert.Empty(await WaitingAsync());
        Assert.Equal((300m, 600m), (await LifeAsync()).Events[^1].Settlement!.Exercise is { } settled ? (settled.Shares, settled.AmountPayable) : default);
    }

    [Theory]
    [InlineData("RefusedBySection5", "exercised", "2043-07-12", "rights=1", "holder=D-01", "book_value=1")]
    [InlineData("RefusedBySection7", "exercised", "2014-07-01", "rights=1", "holder=X-99", "book_value=1")]
    [InlineData("RefusedBySection8", "acquired", "2014-07-01", "rights=89", "resolution=share_transfer")]
    [InlineData("InvalidField", "acquired", "2014-07-01", "rights=89")]
    [InlineData("RefusedBySection9", "reorganised", "2014-07-01", "rights=89", "resolution=merger")]
    [InlineData("RefusedBySection11", "exercised", "2014-07-01", "rights=1", "holder=D-01", "book_value=1")]
    [InlineData("RefusedBySection11", "lapsed", "2014-07-01", "rights=60", "holder=D-01")]
    [InlineData("InvalidField", "exercised", "2014-07-01", "rights=1", "holder=D-01", "book_value=1.5")]
    [InlineData("InvalidField", "adjusted", "2014-07-01", "decided_shares=0", "decided_exercise_price=1")]
    [InlineData("InvalidField", "adjusted", "2014-07-01", "decided_shares=100", "decided_exercise_price=0.5")]
    [InlineData("InvalidField", "left_office", "2014-07-01", "holder=D-01", "office_lost=auditor")]
    [InlineData("InvalidField", "left_office", "2014-07-01", "holder=D-01")]
    [InlineData("InvalidField", "left_office", "2014-07-01", "holder=D-01", "office_lost=director", "rights=5")]
    [InlineData("InvalidField", "inherited", "2014-07-01", "holder=D-01")]
    [InlineData("InvalidField", "died", "2014-07-01", "holder=D-01", "heir=H-01")]
    [InlineData("InvalidField", "forfeited", "2014-07-01", "rights=1", "holder=D-01", "book_value=1")]
    public async Task Ingest_EventAgainstTheTerms_IsRefusedBySection(string code, string kind, string date, params string[] fields)
    {
        var report = await IngestAsync(Rows.Event(kind, date, fields));

        Assert.Equal((0, 1), (report.Stored, report.Rejected));
        var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        Assert.Contains($"\"code\":\"{code}\"", rejects.Value.Content.ToString(), StringComparison.Ordinal);
    }

    // A split 1:2, ex-date 2014-06-26, in force from 2014-07-01.
    [Fact]
    public async Task Ingest_DecisionsBesideASplitAndOfOneDay_AreRefusedWhereTheyAreNotClear()
    {
        await host.IngestAsync("actions.csv", "code,kind,ratio,record_date,reference\n3774,split,1:2,2014-06-30,disclosure\n", Cancellation);

        var report = await IngestAsync(
            Decision("2014-06-26", 300, "a"), Decision("2014-06-30", 300, "b"), Decision("2014-07-01", 300, "c"), Decision("2014-07-01", 310, "d"));

        Assert.Equal((1, 3), (report.Stored, report.Rejected));
        Assert.Equal("300", Assert.Single((await LifeAsync()).Events).Stated["decided_shares"]);

        static Dictionary<string, string> Decision(string date, int shares, string reference) =>
            Rows.Event("adjusted", date, $"decided_shares={shares}", "decided_exercise_price=2", $"reference={reference}");
    }

    // 0.4 shares a right: two rights deliver none, and keep their book value; three deliver one.
    [Fact]
    public async Task Ingest_ExerciseThatDeliversNoShare_IsRefusedBySection10()
    {
        await host.IngestAsync("small.csv", Batch.Csv(Rows.Grant("grant_id=small", "shares_per_right=0.4")), Cancellation);
        var (two, three) = (Rows.Event("exercised", "2014-07-01", "rights=2"), Rows.Event("exercised", "2014-07-02", "rights=3"));
        two["grant_id"] = three["grant_id"] = "small";

        var report = await IngestAsync(two, three);

        Assert.Equal((1, 1), (report.Stored, report.Rejected));
        var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        Assert.Contains("\"code\":\"RefusedBySection10\"", rejects.Value.Content.ToString(), StringComparison.Ordinal);
        var life = (await host.Get<GrantLives>().FindAsync("IIJ", "small", null, Cancellation))!.Value;
        Assert.Equal((86, 1m), (life.RightsOutstanding, Assert.Single(life.Events).Settlement!.Exercise!.Shares));
    }

    // Of a liability the grant-date value is not what is booked at exercise.
    [Fact]
    public async Task Ingest_ExerciseOfALiabilityWithoutItsBookValue_IsRefused()
    {
        await host.IngestAsync("liability.csv", Batch.Csv(Rows.Grant("grant_id=liability", "award_class=liability")), Cancellation);
        var (blank, stated) = (Rows.Event("exercised", "2014-07-01", "rights=2"), Rows.Event("exercised", "2014-07-02", "rights=3", "book_value=30000"));
        blank["grant_id"] = stated["grant_id"] = "liability";

        var report = await IngestAsync(blank, stated);

        Assert.Equal((1, 1), (report.Stored, report.Rejected));
        var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        Assert.Contains("the booked cost to date is needed", rejects.Value.Content.ToString(), StringComparison.Ordinal);
        var life = (await host.Get<GrantLives>().FindAsync("IIJ", "liability", null, Cancellation))!.Value;
        Assert.Equal((30_000m, "stated"), Assert.Single(life.Events).Settlement!.Exercise is { } exercise ? (exercise.BookValue, exercise.BookValueOrigin) : default);
    }

    // Ten days to the change of 2015, five from then on: what happened before is judged by ten, whenever it is stored or shown.
    [Fact]
    public async Task Ingest_EventsAroundAChangeOfTerms_KeepTheTermsOfTheirDay()
    {
        await IngestAsync(Left, Exercise("2014-07-07", 20, "book_value=12940000"));
        var amended = await host.IngestAsync(
            "amended.csv",
            Batch.Csv(Rows.Grant("amends=1", "amend_reason=meeting", "modification_date=2015-04-01", "days_after_office=5", "accounting_standard=asbj8")),
            Cancellation);

        var report = await IngestAsync(
            Exercise("2014-07-07", 5, "book_value=3235000"),
            Rows.Event("left_office", "2015-06-01", "holder=E-01", "office_lost=director"),
            Rows.Event("exercised", "2015-06-06", "holder=E-01", "rights=1", "book_value=647000"),
            Rows.Event("exercised", "2015-06-07", "holder=E-01", "rights=1", "book_value=647000"));

        Assert.Equal((1, 3, 1), (amended.Amended, report.Stored, report.Rejected));
        var life = await LifeAsync();
        Assert.Equal((63, 2), (life.RightsOutstanding, life.GrantVersion));
        Assert.All(life.Events, item => Assert.Empty(item.Against));
        Assert.Equal(
            [("D-01", new DateOnly(2014, 7, 7)), ("E-01", new DateOnly(2015, 6, 6))],
            (await host.Get<GrantLives>().LapsesAsync("IIJ", new(2015, 7, 1), Cancellation).ToListAsync(Cancellation)).Select(lapse => (lapse.Holder!, lapse.LastDay)));
    }

    [Fact]
    public async Task Ingest_EventThatNeedsATermNotStated_NamesTheColumn()
    {
        await host.IngestAsync("bare.csv", Batch.Csv(Batch.Grant("grant_id=bare")), Cancellation);
        var row = Rows.Event("acquired", "2014-07-01", "rights=1", "resolution=merger");
        row["grant_id"] = "bare";

        var report = await IngestAsync(row);

        var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        Assert.Contains("\"field\":\"acquisition_clause\",\"value\":\"\",\"code\":\"TermsNotStated\"", rejects.Value.Content.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_UnknownGrant_IsNone() => Assert.Null(await host.Get<GrantLives>().FindAsync("IIJ", "none", null, Cancellation));

    private static Dictionary<string, string> Exercise(string date, int rights, params string[] fields) =>
        Rows.Event("exercised", date, ["holder=D-01", $"rights={rights}", .. fields]);

    private Task<FileReport> IngestAsync(params Dictionary<string, string>[] rows) =>
        host.IngestAsync($"{Guid.NewGuid():N}.csv", Batch.Csv(rows), Cancellation);

    private async Task<GrantLife> LifeAsync() => (await host.Get<GrantLives>().FindAsync("IIJ", "3rd-series", null, Cancellation))!.Value;

    private async Task<List<WaitingRow>> WaitingAsync() => await host.Get<WaitingStore>().AllAsync(Cancellation).ToListAsync(Cancellation);
}
