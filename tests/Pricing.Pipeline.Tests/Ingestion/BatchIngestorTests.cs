using System.Text;
using System.Text.Json;
using Pricing.Pipeline.Ingestion;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Ingestion;

public sealed class BatchIngestorTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2013, 7, 11, 9, 0, 0, TimeSpan.Zero);
    private PipelineHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        host = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), Now, cancellationToken: Cancellation);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Ingest_GoodBatch_IsStoredAndReported()
    {
        var csv = Batch.Csv(Batch.Grant("title=インターネットイニシアティブ 第3回新株予約権", "allottees=取締役7名 95個", "exclude=2011-03-11..2011-03-31"));

        var report = await host.IngestAsync("第3回/batch #1?.csv", csv, Cancellation);

        Assert.Equal(
            new BatchReport
            {
                Batch = ContentHash.Of(csv),
                Name = "第3回/batch #1?.csv",
                FinishedAt = Now,
                Kind = "grants",
                Rows = 1,
                Stored = 1,
            },
            report);
        using var written = JsonDocument.Parse(await ReportFileAsync(report, "report.json"));
        Assert.Equal(
            ("第3回/batch #1?.csv", 1, "2013-07-11T09:00:00+00:00"),
            (written.RootElement.GetProperty("name").GetString(),
                written.RootElement.GetProperty("stored").GetInt32(),
                written.RootElement.GetProperty("finishedAt").GetString()));
        var grant = (await GrantAsync("3rd-series"))!;
        Assert.Equal((1, report.Batch, 2, Now), (grant.Version, grant.BatchHash, grant.Line, grant.StoredAt));
        Assert.Equal("インターネットイニシアティブ 第3回新株予約権", grant.Terms.Title);
        Assert.Equal("37740", grant.Terms.SecurityCode);
        Assert.Equal("2011-03-11..2011-03-31", Assert.Single(grant.Terms.Exclude).ToString());
        Assert.Equal(15m, grant.Terms.ExpectedRemainingYears);
    }

    [Fact]
    public async Task Ingest_CsvArrayAndLines_StoreTheSameTerms()
    {
        var grants = Batch.Grants(3, "expected_remaining_years=midpoint", "exercise_price=1.50");
        grants[0]["grant_id"] = "a";
        await host.IngestAsync("csv", Batch.Csv(grants), Cancellation);

        var array = await host.IngestAsync("array", JsonSerializer.Serialize(grants), Cancellation);
        var lines = await host.IngestAsync("lines", string.Join('\n', grants.Select(grant => JsonSerializer.Serialize(grant))), Cancellation);

        Assert.Equal((3, 3, 0), (array.Rows, array.Unchanged, array.Rejected));
        Assert.Equal((3, 3, 0), (lines.Rows, lines.Unchanged, lines.Rejected));
    }

    [Fact]
    public async Task Ingest_BadRows_AreEachAnsweredWithLineFieldValueCodeAndReason()
    {
        var csv = Batch.Csv(
            Batch.Grant("grant_id=good"),
            Batch.Grant("grant_id=", "exercise_price=-1", "security_code=37", "policy=none"),
            Batch.Grant("grant_id=turned", "exercise_end=2013-07-01", "allotted_rights=136", "risk_free_rate=0.01"),
            Batch.Grant("grant_id=money", "currency=yen", "shares_per_right=0", "maximum_rights=1.5", "allotment_date=2013-02-30"),
            Batch.Grant("grant_id=far", "allotment_date=9999-12-31"),
            Batch.Grant("grant_id=huge", "exercise_price=1e13", "shares_per_right=1000000000001", "expected_remaining_years=101", "risk_free_rate=1.275", "rate_source=in per cent"),
            Batch.Grant("grant_id=digits", "exercise_price=0.12345678901234567890123456789"));

        var report = await host.IngestAsync("batch.csv", csv, Cancellation);

        Assert.Equal((7, 1, 6), (report.Rows, report.Stored, report.Rejected));
        Assert.Equal(
            [
                "3 InvalidField grant_id=: is missing",
                "3 UnsupportedMarket security_code=37: not a Tokyo code of four or five digits and capital letters",
                "3 InvalidField exercise_price=-1: must be at least 0",
                "3 UnknownPolicy policy=none: known policies are annual-discount, continuous, iij-practice, release-text",
                "4 InvalidField exercise_end=2013-07-01: is before exercise_start",
                "4 InvalidField allotted_rights=136: is above maximum_rights 135",
                "4 InvalidField rate_source=: is missing beside a stated risk_free_rate",
                "5 InvalidField allotment_date=2013-02-30: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11",
                "5 InvalidField currency=yen: not a currency code of ISO 4217",
                "5 InvalidField shares_per_right=0: must be above 0",
                "5 InvalidField maximum_rights=1.5: must be a whole number of at least 1",
                "6 InvalidField allotment_date=9999-12-31: is not a date within 1990-01-01..2099-12-31, such as 2013-07-11",
                "7 InvalidField exercise_price=1e13: must be at most 1000000000000",
                "7 InvalidField shares_per_right=1000000000001: must be at most 1000000000000",
                "7 InvalidField expected_remaining_years=101: must be at most 100",
                "7 InvalidField risk_free_rate=1.275: must be at most 1",
                "8 InvalidField exercise_price=0.12345678901234567890123456789: is not a decimal number of at most 28 digits",
            ],
            await RejectsAsync(report));
        Assert.Equal(["good"], await IdsAsync());
    }

    [Fact]
    public async Task Ingest_UnknownAndMissingColumns_AreNamed()
    {
        var report = await host.IngestAsync(
            "batch.csv", Batch.Csv(Batch.Grant("policy=-", "strike=1", "Issuer=IIJ")), Cancellation);

        Assert.Equal((1, 0, 1), (report.Rows, report.Stored, report.Rejected));
        Assert.Equal(
            [
                "2 InvalidField policy=: is missing",
                "2 UnknownField strike=1: is no column of a batch of grants",
                "2 UnknownField Issuer=IIJ: is no column of a batch of grants",
            ],
            await RejectsAsync(report));
    }

    [Fact]
    public async Task Ingest_RowsOfOtherLengths_AreRefusedAndTheOthersStored()
    {
        var lines = Batch.Csv(Batch.Grants(3)).Split('\n');
        lines[2] += ",\"surplus\"";

        var report = await host.IngestAsync("batch.csv", string.Join("\r\n", lines), Cancellation);

        Assert.Equal((3, 2, 1), (report.Rows, report.Stored, report.Rejected));
        Assert.EndsWith("has 14 fields where the header has 13", Assert.Single(await RejectsAsync(report)), StringComparison.Ordinal);
        Assert.StartsWith("3 InvalidField row=IIJ,g00001,", (await RejectsAsync(report))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_JsonBrokenInTheMiddle_StoresTheRowsBeforeIt()
    {
        var json = JsonSerializer.Serialize(Batch.Grants(120));
        var broken = json[..json.IndexOf("g00100", StringComparison.Ordinal)] + "\u0001" + json[json.IndexOf("g00100", StringComparison.Ordinal)..];

        var report = await host.IngestAsync("batch.json", broken, Cancellation);

        Assert.Equal((100, 100, "the array cannot be read after object 100"), (report.Rows, report.Stored, report.Defect));
        Assert.Equal(100, (await IdsAsync()).Count);
    }

    [Fact]
    public async Task Ingest_NotUtf8_StoresNothing()
    {
        var bytes = Encoding.UTF8.GetBytes(Batch.Csv(Batch.Grants(2, "title=x")));
        bytes[^4] = 0xFF;

        var report = await host.IngestAsync("batch.csv", BinaryData.FromBytes(bytes), Cancellation);

        Assert.Equal(("the file is not UTF-8", 0, 0), (report.Defect, report.Rows, report.Stored));
        Assert.Empty(await IdsAsync());
    }

    [Fact]
    public async Task Ingest_CharacterAcrossTheReadersBuffers_IsUtf8()
    {
        var rows = Batch.Grants(1, $"title={new string('株', 1999)}", $"allottees={new string('x', 1999)}");
        var csv = Batch.Csv(rows);
        var shifts = Enumerable.Range(0, 3).Select(shift => string.Concat(Enumerable.Repeat(csv + new string('\n', shift), 12)));

        foreach (var text in shifts)
            Assert.NotEqual("the file is not UTF-8", (await host.IngestAsync("batch.csv", text, Cancellation)).Defect);
    }

    [Fact]
    public async Task Ingest_Empty_IsReported() =>
        Assert.Equal("the file is empty", (await host.IngestAsync("batch.csv", "", Cancellation)).Defect);

    [Fact]
    public async Task Ingest_SameContentUnderAnotherName_IsTheSameBatch()
    {
        var csv = Batch.Csv(Batch.Grants(3));
        var first = await host.IngestAsync("one.csv", csv, Cancellation);
        var before = await StorageContent.ETagsAsync(host.Storage.Grants, Cancellation);

        var second = await host.IngestAsync("two.csv", csv, Cancellation);

        Assert.Equal(first with { SameAsBefore = true }, second);
        Assert.Equal(before, await StorageContent.ETagsAsync(host.Storage.Grants, Cancellation));
    }

    [Fact]
    public async Task Ingest_SameTermsWrittenOtherwise_AreUnchanged()
    {
        await host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await host.IngestAsync(
            "two.csv",
            Batch.Csv(Batch.Grant("exercise_price=1.00", "allotment_date=2013/7/11", "security_code=37740", "grant_date=2013-07-11", "award_class=equity")),
            Cancellation);

        Assert.Equal((1, 0), (report.Unchanged, report.Rejected));
    }

    [Fact]
    public async Task Ingest_OtherTermsWithoutAmends_IsADuplicate()
    {
        await host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await host.IngestAsync("two.csv", Batch.Csv(Batch.Grant("exercise_price=2")), Cancellation);

        Assert.Equal(
            "2 DuplicateGrant grant_id=3rd-series: is stored with other terms as version 1; to change them, state amends and amend_reason",
            Assert.Single(await RejectsAsync(report)));
        Assert.Equal(1m, (await GrantAsync("3rd-series"))!.Terms.ExercisePrice);
    }

    [Fact]
    public async Task Ingest_Amendment_ReplacesTheTermsAndKeepsTheOldOnesReadable()
    {
        var first = await host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await host.IngestAsync(
            "two.csv", Batch.Csv(Batch.Grant("exercise_price=2", "amends=1", "amend_reason=誤記の訂正")), Cancellation);

        Assert.Equal((1, 0), (report.Amended, report.Rejected));
        var grant = (await GrantAsync("3rd-series"))!;
        Assert.Equal((2, 2m, "誤記の訂正", report.Batch), (grant.Version, grant.Terms.ExercisePrice, grant.AmendReason, grant.BatchHash));
        var old = await host.Get<GrantStore>().GetSupersededAsync("IIJ|00", "3rd-series", 1, Cancellation);
        Assert.Equal((1, 1m, first.Batch, null), (old.Version, old.Terms.ExercisePrice, old.BatchHash, old.AmendReason));
        Assert.Equal(["3rd-series"], await IdsAsync());
    }

    [Theory]
    [InlineData("amends=2;amend_reason=typo", "InvalidField amends=2: the stored version is 1")]
    [InlineData("amends=1", "InvalidField amend_reason=: is missing beside amends")]
    [InlineData("amend_reason=typo", "InvalidField amends=: is missing beside amend_reason")]
    [InlineData("grant_id=other;amends=1;amend_reason=typo", "UnknownGrant grant_id=other: no such grant is stored")]
    [InlineData("issuer=Nobody;amends=1;amend_reason=typo", "UnknownGrant grant_id=3rd-series: no such grant is stored")]
    [InlineData("amends=0;amend_reason=typo", "InvalidField amends=0: must be a whole number of at least 1")]
    public async Task Ingest_WrongAmendment_IsRefused(string changes, string expected)
    {
        await host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await host.IngestAsync(
            "two.csv", Batch.Csv(Batch.Grant(["exercise_price=2", .. changes.Split(';')])), Cancellation);

        Assert.Equal($"2 {expected}", (await RejectsAsync(report))[0]);
        Assert.Equal((0, 0, 1), (report.Stored, report.Amended, report.Rejected));
        Assert.Equal(1, (await GrantAsync("3rd-series"))!.Version);
    }

    [Fact]
    public async Task Ingest_AmendmentBelowTheRightsThatAreGone_IsRefused()
    {
        await host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);
        await host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 100)), Cancellation);

        var report = await host.IngestAsync(
            "two.csv", Batch.Csv(Batch.Grant("allotted_rights=99", "amends=1", "amend_reason=typo")), Cancellation);

        Assert.Equal("2 InvalidField rights=100: the events take more than the 99 rights allotted", Assert.Single(await RejectsAsync(report)));
    }

    [Fact]
    public async Task Ingest_EditsOfOneGrantInOneBatch_AreTakenInTheirOrder()
    {
        var report = await host.IngestAsync("one.csv", Batch.Csv(EditRows()), Cancellation);

        Assert.Equal((5, 1, 1, 2, 1), (report.Rows, report.Stored, report.Unchanged, report.Amended, report.Rejected));
        Assert.Equal((3, 3m), ((await GrantAsync("3rd-series"))!.Version, (await GrantAsync("3rd-series"))!.Terms.ExercisePrice));
    }

    [Fact]
    public async Task Ingest_AgainAfterACrashBeforeTheReport_GivesTheSameReportAndRows()
    {
        await host.IngestAsync("zero.csv", Batch.Csv(Batch.Grant("grant_id=old"), Batch.Grant("grant_id=same")), Cancellation);
        var csv = Batch.Csv(
            [.. EditRows(), Batch.Grant("grant_id=old", "exercise_price=7", "amends=1", "amend_reason=typo"), Batch.Grant("grant_id=same"), .. Batch.Grants(160)]);
        var first = await host.IngestAsync("batch.csv", csv, Cancellation);
        var rows = await StorageContent.ETagsAsync(host.Storage.Grants, Cancellation);
        await ForgetBatchAsync(first);

        var again = await host.IngestAsync("batch.csv", csv, Cancellation);

        Assert.Equal(first, again);
        Assert.Equal((167, 161, 2, 3, 1), (again.Rows, again.Stored, again.Unchanged, again.Amended, again.Rejected));
        Assert.Equal(rows, await StorageContent.ETagsAsync(host.Storage.Grants, Cancellation));
        Assert.Equal(await RejectsAsync(first), await RejectsAsync(again));
    }

    [Fact]
    public async Task Ingest_AgainAfterACrashBetweenTransactions_GivesTheReportOfAnUndisturbedOne()
    {
        // Two grants of the second transaction and their issuer's later ones are taken away again: the crash came before them.
        var csv = Batch.Csv(Batch.Grants(160));
        var first = await host.IngestAsync("batch.csv", csv, Cancellation);
        await ForgetBatchAsync(first);
        foreach (var number in Enumerable.Range(100, 60))
            await host.Storage.Grants.DeleteEntityAsync("IIJ|00", Batch.Id(number), cancellationToken: Cancellation);

        var again = await host.IngestAsync("batch.csv", csv, Cancellation);

        Assert.Equal(first, again);
        Assert.Equal(Enumerable.Range(0, 160).Select(Batch.Id), await IdsAsync());
    }

    [Fact]
    public async Task Ingest_ThousandsOfRowsOfIssuersInBuckets_StoresEachOnce()
    {
        var csv = Batch.Csv([.. Batch.Grants(1500, "issuer=株式会社 A/B|C"), .. Batch.Grants(300)]);
        await using var bucketed = host.Another(settings: new Dictionary<string, string?> { ["Ingestion:Buckets:株式会社 A/B|C"] = "4" });

        var report = await bucketed.IngestAsync("batch.csv", csv, Cancellation);
        var partitions = await bucketed.Get<IssuerBuckets>().ListAsync(Cancellation);
        var found = new List<string>();
        foreach (var partition in partitions.Where(partition => partition.Issuer != "IIJ"))
        {
            var ids = await bucketed.Get<GrantStore>().ListAsync(partition.Key, cancellationToken: Cancellation)
                .Select(grant => grant.Terms.GrantId).ToListAsync(Cancellation);
            Assert.InRange(ids.Count, 300, 450);
            found.AddRange(ids);
        }

        Assert.Equal((1800, 1800, 0), (report.Rows, report.Stored, report.Rejected));
        Assert.Equal([0, 1, 2, 3, 0], partitions.OrderBy(partition => partition.Issuer == "IIJ").ThenBy(partition => partition.Bucket).Select(partition => partition.Bucket));
        Assert.Equal(Enumerable.Range(0, 1500).Select(Batch.Id), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ingest_BucketsConfiguredAfterTheFirstGrant_CountNoMore()
    {
        await host.IngestAsync("one.csv", Batch.Csv(Batch.Grants(2)), Cancellation);
        await using var bucketed = host.Another(settings: new Dictionary<string, string?> { ["Ingestion:Buckets:IIJ"] = "4" });

        var report = await bucketed.IngestAsync("two.csv", Batch.Csv(Batch.Grants(4)), Cancellation);

        Assert.Equal((2, 2), (report.Stored, report.Unchanged));
        Assert.Equal([new GrantPartition("IIJ", 0)], await bucketed.Get<IssuerBuckets>().ListAsync(Cancellation));
    }

    [Fact]
    public async Task Ingest_IdsAtTheLimitOfAKey_AreStoredAndLongerOnesRefused()
    {
        var report = await host.IngestAsync(
            "batch.csv",
            Batch.Csv(
                Batch.Grant($"issuer={new string('株', 200)}", $"grant_id={new string('第', 200)}"),
                Batch.Grant($"grant_id={new string('/', 40)}"),
                Batch.Grant($"grant_id={new string('/', 41)}"),
                Batch.Grant($"grant_id={new string('x', 201)}"),
                Batch.Grant("grant_id=long", $"title={new string('x', 2001)}")),
            Cancellation);

        Assert.Equal((2, 3), (report.Stored, report.Rejected));
        Assert.Equal(
            ["4 InvalidField grant_id", "5 InvalidField grant_id", "6 InvalidField title"],
            (await RejectsAsync(report)).Select(reject => reject.Split('=')[0]));
    }

    [Fact]
    public async Task Ingest_NameAsLongAsABlobsCanBe_IsLookedAtOnce()
    {
        var name = new string('/', 3) + new string('第', 300);
        await host.IngestAsync(name, Batch.Csv(Batch.Grants(1)), Cancellation);

        Assert.Equal([name], (await host.Get<BatchLedger>().SeenBlobsAsync(Cancellation)).Keys);
    }

    [Fact]
    public async Task Ingest_BlobThatIsGone_IsNoReport() =>
        Assert.Null(await host.Get<BatchIngestor>().IngestAsync("never.csv", Cancellation));

    [Fact]
    public async Task Ingest_BlobReplacedWhileItIsRead_GivesNoReportAndTheNextSweepTakesTheNewOne()
    {
        // Longer than the 4 MiB that are read at once, so that the rest is asked for after the first rows are stored.
        var blob = host.Storage.GrantBatches.GetBlobClient("batch.csv");
        var old = Batch.Csv(Batch.Grants(4000, $"title={new string('x', 2000)}"));
        await blob.UploadAsync(BinaryData.FromString(old), Cancellation);
        var reading = host.Get<BatchIngestor>().IngestAsync("batch.csv", Cancellation);
        await Eventually.TrueAsync(
            "the first rows are stored", async () => await GrantAsync(Batch.Id(0)) is not null, Cancellation);

        await blob.UploadAsync(BinaryData.FromString(Batch.Csv(Batch.Grant())), overwrite: true, Cancellation);
        var report = await reading;
        var swept = await host.Get<BatchSweep>().SweepAsync(Cancellation);

        Assert.Null(report);
        Assert.Null(await host.Get<BatchLedger>().FindAsync(ContentHash.Of(old), Cancellation));
        Assert.Equal((1, 1), (Assert.Single(swept).Rows, swept[0].Stored));
    }

    [Fact]
    public async Task Sweep_NewReplacedAndRepeatedBlobs_TakesEachContentInOnce()
    {
        var container = host.Storage.GrantBatches;
        await container.UploadBlobAsync("one.csv", BinaryData.FromString(Batch.Csv(Batch.Grants(1))), Cancellation);
        await container.UploadBlobAsync("same.csv", BinaryData.FromString(Batch.Csv(Batch.Grants(1))), Cancellation);
        var sweep = host.Get<BatchSweep>();

        var first = await sweep.SweepAsync(Cancellation);
        var second = await sweep.SweepAsync(Cancellation);
        await container.GetBlobClient("one.csv").UploadAsync(BinaryData.FromString(Batch.Csv(Batch.Grants(2))), overwrite: true, Cancellation);
        var third = await sweep.SweepAsync(Cancellation);
        await using var restarted = host.Another();
        var fourth = await restarted.Get<BatchSweep>().SweepAsync(Cancellation);

        Assert.Equal("one.csv", Assert.Single(first).Name);
        Assert.Empty(second);
        Assert.Equal((1, 1), (Assert.Single(third).Stored, third[0].Unchanged));
        Assert.Empty(fourth);
    }

    private static Dictionary<string, string>[] EditRows() =>
    [
        Batch.Grant(),
        Batch.Grant(),
        Batch.Grant("exercise_price=2", "amends=1", "amend_reason=first"),
        Batch.Grant("exercise_price=9", "amends=1", "amend_reason=late"),
        Batch.Grant("exercise_price=3", "amends=2", "amend_reason=second"),
    ];

    /// <summary>Puts the ledger back to where a crash just before the report leaves it.</summary>
    private async Task ForgetBatchAsync(BatchReport report) =>
        await host.Storage.Ledger.DeleteEntityAsync("batch", report.Batch, cancellationToken: Cancellation);

    private Task<StoredGrant?> GrantAsync(string id) => host.Get<GrantStore>().FindAsync("IIJ|00", id, Cancellation);

    private async Task<List<string>> IdsAsync() => await host.Get<GrantStore>()
        .ListAsync("IIJ|00", cancellationToken: Cancellation).Select(grant => grant.Terms.GrantId).ToListAsync(Cancellation);

    private async Task<string> ReportFileAsync(BatchReport report, string name) =>
        (await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/{name}").DownloadContentAsync(Cancellation)).Value.Content.ToString();

    private async Task<List<string>> RejectsAsync(BatchReport report) =>
    [
        .. (await ReportFileAsync(report, "rejects.ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<Reject>(line, JsonSerializerOptions.Web)!)
            .Select(reject => $"{reject.Line} {reject.Code} {reject.Field}={reject.Value}: {reject.Reason}"),
    ];
}
