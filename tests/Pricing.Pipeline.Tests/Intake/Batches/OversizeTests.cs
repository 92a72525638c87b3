using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>Rows and files that are too much for the storage, or for whoever waits for the answer.</summary>
public sealed class OversizeTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private static readonly string Long = new('株', 1990);

    [Fact]
    public async Task Ingest_SixtyAmendmentsOfLongTexts_AreStoredThoughOneTransactionCannotHoldThem()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grants(60, $"title={Long}", $"allottees={Long}", $"rate_source={Long}")), Cancellation);

        var report = await Host.IngestAsync(
            "two.csv",
            Batch.Csv(Batch.Grants(60, $"title={Long}", $"allottees={Long}", $"rate_source={Long}", "amends=1", $"amend_reason={Long}", "currency=USD")),
            Cancellation);

        Assert.Equal((60, 0), (report.Amended, report.Rejected));
        Assert.Equal(2, (await GrantAsync(Batch.Id(59)))!.Version);
    }

    [Theory]
    [InlineData("issuer", 1999)]
    [InlineData("grant_id", 201)]
    public async Task Ingest_EventWithANameLongerThanAKey_IsRefusedAloneByField(string field, int length)
    {
        await Host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant()), Cancellation);
        var wrong = Batch.Event("3rd-series", 1);
        wrong[field] = new('株', length);

        var report = await Host.IngestAsync("events.csv", Batch.Csv(wrong, Batch.Event("3rd-series", 2)), Cancellation);

        Assert.Equal((1, 0, 1), (report.Stored, report.Waiting, report.Rejected));
        Assert.StartsWith($"2 InvalidField {field}=株", Assert.Single(await RejectsAsync(report)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindPartition_NameLongerThanAKey_IsNowhere() =>
        Assert.Null(await Host.Get<IssuerBuckets>().FindPartitionAsync(new('株', 5000), "g", Cancellation));

    [Fact]
    public async Task Submit_UnitThatTheStorageRefuses_IsRefusedAloneWithWhatItSaid()
    {
        List<TableTransactions.Unit<string>> units =
        [
            .. new[] { "one", "bad", "two" }.Select(name => new TableTransactions.Unit<string>(
                name,
                [new(TableTransactionActionType.Add, new TableEntity("p", name) { ["text"] = new string('x', name == "bad" ? 40_000 : 4) })])),
        ];

        var refused = await TableTransactions.SubmitAsync(Host.Storage.Grants, units, Cancellation);

        Assert.Equal("bad", Assert.Single(refused).Key);
        Assert.StartsWith("400 ", refused["bad"], StringComparison.Ordinal);
        Assert.Equal(2, (await StorageContent.RowsAsync(Host.Storage.Grants, Cancellation)).Count);
    }

    [Fact]
    public async Task Ingest_RowOfFiveHundredUnknownColumns_IsAnsweredInTwentyLinesAndTheNumberOfTheOthers()
    {
        var row = Batch.Grant();
        for (var column = 0; column < 500; column++) row[$"column {column}"] = new('x', 400);

        var report = await Host.IngestAsync("wide.json", JsonSerializer.Serialize(row), Cancellation);

        var rejects = await RejectsAsync(report);
        Assert.Equal((21, "1 InvalidField row=: has 480 more failures"), (rejects.Count, rejects[^1]));
        Assert.All(rejects, line => Assert.InRange(line.Length, 1, 1000));
    }

    [Fact]
    public async Task Ingest_FileOfManyBadRows_ListsAHundredThousandFailuresAndCountsTheOthers()
    {
        const int rows = 120_000;
        var text = new StringBuilder(Batch.Csv(Batch.Grant()).Split('\n')[0]).Append('\n');
        for (var row = 0; row < rows; row++) text.Append("a\n");

        var report = await Host.IngestAsync("bad.csv", text.ToString(), Cancellation);

        var rejects = await RejectsAsync(report);
        Assert.Equal((rows, 100_001), (report.Rejected, rejects.Count));
        Assert.EndsWith("file=: the rows refused after this one are counted, not shown", rejects[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeIn_MarketFileOfTooManyBytes_IsRefusedBeforeItIsLookedInto()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("Date,Close\n2012-09-25,392000\n"));
        var intake = Host.Get<FileIntake>();
        var record = (await intake.KeepAsync(content, new() { Name = "3774.csv", Door = SentFile.TakeDoor }, Cancellation)).Value;

        var report = await intake.TakeInAsync(record with { Length = 200_000_001 }, Cancellation);

        Assert.Equal("FeedMalformed file=3774.csv: has 200000001 bytes, and a file of prices has at most 200000000; split it by share or by year", report.Defect);
        Assert.Equal($"0 {report.Defect}", Assert.Single(await RejectsAsync(report)));
    }

    [Fact]
    public async Task Ingest_TwentyMegabytesOfBlanks_AreRefusedAtOnce()
    {
        var started = Stopwatch.GetTimestamp();

        var report = await Host.IngestAsync("blank.csv", new string(' ', 20 * 1024 * 1024) + Batch.Csv(Batch.Grant()), Cancellation);

        Assert.StartsWith("FeedMalformed file=: ", report.Defect, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Ingest_BlanksBeforeTheFirstCharacter_AreReadOver()
    {
        var blanks = new string(' ', 300_000);

        var report = await Host.IngestAsync("blank.json", $"\uFEFF{blanks}[{JsonSerializer.Serialize(Batch.Grant())}]", Cancellation);

        Assert.Equal((1, null), (report.Stored, report.Defect));
    }

    [Fact]
    public async Task Ingest_FourHundredAmendmentsOfOneGrant_AreTakenInTheirOrder()
    {
        const int count = 400;
        var requests = new RequestCount();
        var account = (await Azurite.NewAccountAsync()).ConnectionString;
        var options = new TableClientOptions();
        options.AddPolicy(requests, HttpPipelinePosition.PerCall);
        PipelineStorage storage = new(
            new BlobServiceClient(account, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2025_07_05)),
            new TableServiceClient(account, options));
        await storage.CreateAsync(Cancellation);
        await using var counted = Host.Another(storage);

        var report = await counted.IngestAsync(
            "edits.csv",
            Batch.Csv([Batch.Grant(), .. Enumerable.Range(1, count).Select(i => Batch.Grant($"exercise_price={i + 1}", $"amends={i}", "amend_reason=edit"))]),
            Cancellation);

        Assert.Equal((1, count), (report.Stored, report.Amended));
        Assert.Equal(count + 1, (await counted.Get<GrantStore>().FindAsync("IIJ|00", "3rd-series", version: null, Cancellation)).Value.Version);
        Assert.InRange(requests.Number, count, 5 * count);
    }

    private sealed class RequestCount : HttpPipelineSynchronousPolicy
    {
        private int number;

        public int Number => number;

        public override void OnSendingRequest(HttpMessage message) => Interlocked.Increment(ref number);
    }
}
