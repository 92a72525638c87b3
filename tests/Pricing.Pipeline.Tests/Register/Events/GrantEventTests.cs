using System.Text.Json;
using Pricing.Grants.Life;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Register.Events;

public sealed class GrantEventTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2014, 8, 1, 9, 0, 0, TimeSpan.Zero);
    private PipelineHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), Now, cancellationToken: Cancellation);
        await host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant("acquisition_clause=merger"), Batch.Grant("grant_id=第4回|x")), Cancellation);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Ingest_Events_AreStoredBesideTheirGrants()
    {
        var report = await host.IngestAsync(
            "events.csv",
            Batch.Csv(
                Batch.Event("3rd-series", 10),
                Batch.Event("第4回|x", 5, kind: "forfeited", reference: "取締役会議事録"),
                new Dictionary<string, string>(Batch.Event("3rd-series", 125, date: "2014-07-02", kind: "acquired")) { ["resolution"] = "merger" }),
            Cancellation);

        Assert.Equal(("events", 3, 3, 0), (report.Kind, report.Rows, report.Stored, report.Rejected));
        var events = await host.Get<GrantEventStore>().ListAsync("IIJ|00", Cancellation);
        Assert.Equal(3, events.Values.Sum(read => read.Value.Count));
        Assert.Equal(
            [new("IIJ", "第4回|x", new(2014, 7, 1), LifeEventKind.Forfeited, 5, "取締役会議事録")],
            (await host.Get<GrantEventStore>().OfGrantAsync("IIJ|00", "第4回|x", Cancellation)).Value);
        Assert.Equal(2, await host.Get<GrantStore>().ListAsync("IIJ|00", cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Ingest_Decision_IsStoredAndLeavesTheRights()
    {
        var report = await host.IngestAsync("decision.csv", Batch.Csv(Decision("250", "2")), Cancellation);
        var again = await host.IngestAsync("again.csv", Batch.Csv(Decision("250.0", "2.00"), Decision("251", "2"), Decision("251", "2", "2014-04-02")), Cancellation);

        Assert.Equal((1, 0), (report.Stored, report.Rejected));
        Assert.Equal((1, 1, 1), (again.Unchanged, again.Stored, again.Rejected));
        var stored = (await host.Get<GrantEventStore>().OfGrantAsync("IIJ|00", "3rd-series", Cancellation)).Value;
        Assert.Equal(new(new(2014, 4, 1), 250m, 2m, "minutes"), stored.Select(item => item.ToDecision()).First(decision => decision!.SharesPerRight == 250m));
        Assert.All(stored, item => Assert.Null(item.ToRightsEvent()));
    }

    [Theory]
    [InlineData("decided_shares", "", "InvalidField decided_shares=: is missing beside adjusted: shares and exercise price are decided together")]
    [InlineData("decided_exercise_price", "-1", "InvalidField decided_exercise_price=-1: must be at least 0")]
    [InlineData("rights", "5", "InvalidField rights=5: an adjustment is about all rights; leave it empty")]
    [InlineData("date", "2013-07-11", "InvalidField date=2013-07-11: is not after the allotment date 2013-07-11, on which the terms stand as they are stated")]
    [InlineData("kind", "forfeited", "InvalidField rights=: is missing")]
    public async Task Ingest_DecisionThatSaysTooLittleOrTooMuch_IsAnswered(string column, string value, string expected)
    {
        var row = Decision("250", "2");
        row[column] = value;

        var report = await host.IngestAsync("decision.csv", Batch.Csv(row), Cancellation);

        Assert.Equal((0, 1), (report.Stored, report.Rejected));
        var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        var first = JsonSerializer.Deserialize<Reject>(rejects.Value.Content.ToString().Split('\n')[0], JsonSerializerOptions.Web)!;
        Assert.Equal(expected, $"{first.Code} {first.Field}={first.Value}: {first.Reason}");
    }

    private static Dictionary<string, string> Decision(string shares, string price, string date = "2014-04-01")
    {
        var row = Batch.Event("3rd-series", 0, date, kind: "adjusted");
        row["rights"] = "";
        row["decided_shares"] = shares;
        row["decided_exercise_price"] = price;
        return row;
    }

    [Fact]
    public async Task Ingest_SameEventInAnotherBatch_IsStoredOnce()
    {
        await host.IngestAsync("one.csv", Batch.Csv(Batch.Event("3rd-series", 10)), Cancellation);

        var report = await host.IngestAsync(
            "two.csv", Batch.Csv(Batch.Event("3rd-series", 10), Batch.Event("3rd-series", 10, reference: "another")), Cancellation);

        Assert.Equal((1, 1), (report.Unchanged, report.Stored));
        Assert.Equal(2, (await host.Get<GrantEventStore>().OfGrantAsync("IIJ|00", "3rd-series", Cancellation)).Value.Count);
    }

    [Fact]
    public async Task Ingest_EventThatCannotBeToldFromAnotherByItsId_IsAnswered()
    {
        var plain = Batch.Event("3rd-series", 1, reference: "form 1");
        plain["book_value"] = "5";

        var report = await host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 1, reference: "form 1\nbook_value=5"), plain), Cancellation);

        Assert.Equal((2, 1, 0, 1), (report.Rows, report.Stored, report.Unchanged, report.Rejected));
        var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        var reject = JsonSerializer.Deserialize<Reject>(rejects.Value.Content.ToString(), JsonSerializerOptions.Web)!;
        Assert.Equal(("ConflictingData", "reference", "form 1"), (reject.Code, reject.Field, reject.Value));
        Assert.Equal("form 1\nbook_value=5", Assert.Single((await host.Get<GrantEventStore>().OfGrantAsync("IIJ|00", "3rd-series", Cancellation)).Value).Reference);
    }

    [Fact]
    public async Task Ingest_BadEvents_AreAnswered()
    {
        var report = await host.IngestAsync(
            "events.json",
            JsonSerializer.Serialize(new[]
            {
                Batch.Event("3rd-series", 100),
                Batch.Event("5th", 1),
                Batch.Event("3rd-series", 1, issuer: "Nobody"),
                Batch.Event("3rd-series", 36),
                Batch.Event("3rd-series", 1, date: "2013-07-10"),
                Batch.Event("3rd-series", 0, kind: "sold", date: ""),
            }),
            Cancellation);

        var rejects = (await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation))
            .Value.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Reject>(line, JsonSerializerOptions.Web)!)
            .Select(reject => $"{reject.Line} {reject.Code} {reject.Field}={reject.Value}: {reject.Reason}");
        Assert.Equal(
            [
                "6 InvalidField date=: is missing",
                "6 InvalidField kind=sold: must be one of adjusted, died, inherited, left_office, exercised, lapsed, forfeited, acquired, reorganised",
                "6 InvalidField rights=0: must be a whole number of at least 1",
            ],
            rejects);
        Assert.Equal((6, 1, 4, 1), (report.Rows, report.Stored, report.Waiting, report.Rejected));
        var waiting = await host.Get<WaitingStore>().AllAsync(Cancellation).OrderBy(row => row.Line).ToListAsync(Cancellation);
        Assert.Equal(
            [
                "2 UnknownGrant grant_id=5th: no such grant is stored",
                "3 UnknownGrant grant_id=3rd-series: no such grant is stored",
                "4 RightsNotOutstanding rights=36: 35 of the 135 rights allotted are outstanding",
                "5 RightsNotOutstanding date=2013-07-10: before the allotment on 2013-07-11",
            ],
            waiting.Select(row => $"{row.Line} {row.Reason}"));
    }

    [Fact]
    public async Task Ingest_EventOfAnUnknownIssuer_DoesNotMakeTheIssuerKnown()
    {
        await host.IngestAsync("events.csv", Batch.Csv(Batch.Event("g", 1, issuer: "New")), Cancellation);
        await using var bucketed = host.Another(settings: new Dictionary<string, string?> { ["Ingestion:Buckets:New"] = "2" });

        await bucketed.IngestAsync("grants2.csv", Batch.Csv(Batch.Grant("issuer=New")), Cancellation);

        Assert.Equal(2, (await bucketed.Get<IssuerBuckets>().ListAsync(Cancellation)).Count(listed => listed.Partition.Issuer == "New"));
    }

    [Fact]
    public async Task Ingest_AgainAfterACrashBeforeTheReport_GivesTheSameReport()
    {
        var csv = Batch.Csv(Batch.Event("3rd-series", 100), Batch.Event("3rd-series", 100), Batch.Event("3rd-series", 36), Batch.Event("3rd-series", 35));
        var first = await host.IngestAsync("events.csv", csv, Cancellation);
        await host.Storage.Ledger.DeleteEntityAsync("batch", first.Batch, cancellationToken: Cancellation);

        var again = await host.IngestAsync("events.csv", csv, Cancellation);

        Assert.Equal((2, 1, 1), (first.Stored, first.Unchanged, first.Waiting));
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Ingest_BatchesAtOnceThatTogetherTakeTooMany_StoresOnlyWhatLeavesRights()
    {
        // 135 rights were allotted; ten batches ask for 20 each at the same time.
        var reports = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => host.IngestAsync(
            $"events{i}.csv", Batch.Csv(Batch.Event("3rd-series", 20, reference: $"minutes {i}")), Cancellation)));

        Assert.Equal((6, 4), (reports.Sum(report => report.Stored), reports.Sum(report => report.Waiting)));
        Assert.Equal(120, (await host.Get<GrantEventStore>().OfGrantAsync("IIJ|00", "3rd-series", Cancellation)).Value.Sum(item => item.Rights));
    }
}
