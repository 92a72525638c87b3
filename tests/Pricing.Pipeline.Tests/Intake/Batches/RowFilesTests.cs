using System.Text;
using System.Text.Json;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

public sealed class RowFilesTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    [Fact]
    public async Task Ingest_GoodBatch_IsStoredAndReported()
    {
        var csv = Batch.Csv(Batch.Grant("title=インターネットイニシアティブ 第3回新株予約権", "allottees=取締役7名 95個; 執行役員10名 40個", "exclude=2011-03-11..2011-03-31"));

        var report = await Host.IngestAsync("第3回/batch #1?.csv", csv, Cancellation);

        Assert.Equal(
            new FileReport
            {
                Batch = $"{ContentHash.Of(csv)}-grants",
                Sha256 = ContentHash.Of(csv),
                Name = "第3回/batch #1?.csv",
                FinishedAt = Now,
                Kind = "grants",
                Rows = 1,
                Stored = 1,
                DatesToValue = "2013-07-11",
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
    public async Task Ingest_PercentForAFraction_IsRefusedUnlessItIsMeantWithAReasonThatIsStored()
    {
        await Host.IngestAsync("curve.csv", "date,tenor,percent\n2013-07-11,10,0.818\n2013-07-11,15,1.275\n", Cancellation);
        string[] far = ["risk_free_rate=0.0375", "rate_source=a bank"];

        var report = await Host.IngestAsync("batch.csv", Batch.Csv(
            Batch.Grant(["grant_id=near", "risk_free_rate=1.275 %", "rate_source=a bank"]),
            Batch.Grant(["grant_id=far", .. far]),
            Batch.Grant(["grant_id=percent", "risk_free_rate=0.818", "rate_source=a bank"]),
            Batch.Grant(["grant_id=long", "expected_remaining_years=101"]),
            Batch.Grant(["grant_id=dollar", "currency=USD", .. far]),
            Batch.Grant(["grant_id=meant", "meant_reason=a swap rate", .. far])), Cancellation);

        Assert.Equal((3, 3), (report.Stored, report.Rejected));
        Assert.Equal(
            ["3 ImplausibleValue risk_free_rate=0.0375", "4 ImplausibleValue risk_free_rate=0.818", "5 ImplausibleValue expected_remaining_years=101"],
            (await RejectsAsync(report)).Select(reject => reject.Split(':')[0]));
        Assert.Equal("a swap rate", (await GrantAsync("meant"))!.Terms.MeantReason);
    }

    [Fact]
    public async Task Ingest_PeriodBeyondTheExercisePeriod_IsRefusedWithItsLastDayUnlessItIsMeant()
    {
        string[] short_ = ["allotment_date=2020-06-30", "exercise_start=2022-07-01", "exercise_end=2030-06-30"];
        var rows = Batch.Csv(
            Batch.Grant(["grant_id=whole", "expected_remaining_years=10", .. short_]),
            Batch.Grant(["grant_id=by-days", "expected_remaining_years=10.01", .. short_]),
            Batch.Grant(["grant_id=beyond", "expected_remaining_years=10.5", .. short_]),
            Batch.Grant(["grant_id=later", "expected_remaining_years=10", "grant_date=2021-01-04", .. short_]),
            Batch.Grant(["grant_id=date", "expected_remaining_years=2031-06-30", .. short_]),
            Batch.Grant(["grant_id=meant", "expected_remaining_years=10.5", "meant_reason=the period will be extended", .. short_]));

        var report = await Host.IngestAsync("batch.csv", rows, Cancellation);
        var amended = await Host.IngestAsync(
            "amend.csv", Batch.Csv(Batch.Grant(["grant_id=whole", "expected_remaining_years=12", "amends=1", "amend_reason=a test", .. short_])), Cancellation);

        Assert.Equal((3, 3), (report.Stored, report.Rejected));
        Assert.Equal(
            [
                "4 ImplausibleValue expected_remaining_years=10.5: goes beyond 2030-06-30, the last day of exercise, which is 10.0055 years off; if it is meant, say why in meant_reason",
                "5 ImplausibleValue expected_remaining_years=10: goes beyond 2030-06-30, the last day of exercise, which is 9.4904 years off; if it is meant, say why in meant_reason",
                "6 InvalidField expected_remaining_years=2031-06-30: is a date; years are wanted, or midpoint",
            ],
            await RejectsAsync(report));
        Assert.Equal("the period will be extended", (await GrantAsync("meant"))!.Terms.MeantReason);
        Assert.StartsWith("2 ImplausibleValue expected_remaining_years=12: goes beyond 2030-06-30", Assert.Single(await RejectsAsync(amended)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_CsvArrayAndLines_StoreTheSameTerms()
    {
        var grants = Batch.Grants(3, "expected_remaining_years=midpoint", "exercise_price=1.50");
        grants[0]["grant_id"] = "a";
        await Host.IngestAsync("csv", Batch.Csv(grants), Cancellation);

        var array = await Host.IngestAsync("array", JsonSerializer.Serialize(grants), Cancellation);
        var lines = await Host.IngestAsync("lines", string.Join('\n', grants.Select(grant => JsonSerializer.Serialize(grant))), Cancellation);

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
            Batch.Grant("grant_id=huge", "exercise_price=10,000,000,000,000", "shares_per_right=1000000000001", "expected_remaining_years=1001", "risk_free_rate=1.275", "rate_source=in per cent"),
            Batch.Grant("grant_id=digits", "exercise_price=0.12345678901234567890123456789"));

        var report = await Host.IngestAsync("batch.csv", csv, Cancellation);

        Assert.Equal((7, 1, 6), (report.Rows, report.Stored, report.Rejected));
        Assert.Equal(
            [
                "3 InvalidField grant_id=: is missing",
                "3 UnsupportedMarket security_code=37: is no Tokyo code: it has four characters, as 3774 or 186A, or five, as 37740; 3774.T is read too",
                "3 InvalidField exercise_price=-1: must be at least 0",
                "3 UnknownPolicy policy=none: known policies are annual-discount, continuous, iij-practice, release-text",
                "4 InvalidField exercise_end=2013-07-01: is before exercise_start 2013-07-12",
                "4 InvalidField allotted_rights=136: is above maximum_rights 135",
                "4 InvalidField rate_source=: is missing beside a stated risk_free_rate",
                "5 InvalidField allotment_date=2013-02-30: is not a date such as 2013-07-11",
                "5 InvalidField currency=yen: not a currency code of ISO 4217",
                "5 InvalidField shares_per_right=0: must be above 0",
                "5 InvalidField maximum_rights=1.5: must be a whole number of at least 1",
                "6 InvalidField allotment_date=9999-12-31: is not a date such as 2013-07-11",
                "7 InvalidField exercise_price=10,000,000,000,000: must be at most 1000000000000",
                "7 InvalidField shares_per_right=1000000000001: must be at most 1000000000000",
                "7 InvalidField expected_remaining_years=1001: must be at most 1000",
                "7 InvalidField risk_free_rate=1.275: must be at most 1; write 0.01275 or 1.275 %",
                "8 InvalidField exercise_price=0.12345678901234567890123456789: has more digits than the 28 that a decimal holds",
            ],
            await RejectsAsync(report));
        Assert.Equal(["good"], await IdsAsync());
    }

    [Fact]
    public async Task Ingest_AllotmentOnADayWithoutASession_IsStoredAndSaid()
    {
        var report = await Host.IngestAsync("batch.csv", Batch.Csv(
            Batch.Grant("grant_id=saturday", "allotment_date=2013-07-06"),
            Batch.Grant("grant_id=friday", "allotment_date=2013-07-05"),
            Batch.Grant("grant_id=holiday", "allotment_date=2013-07-05", "grant_date=2013-07-15", "exercise_start=2013-07-16"),
            Batch.Grant("grant_id=refused", "allotment_date=2013-07-06", "exercise_price=x")), Cancellation);

        Assert.Equal((3, 1), (report.Stored, report.Rejected));
        Assert.Equal(
            "line 2: allotment_date 2013-07-06 is a day without a session (Saturday); it is valued with the valuation of 2013-07-08, by the policy's rule for a day without a close\n"
            + "line 4: grant_date 2013-07-15 is a day without a session (holiday); it is valued with the valuation of 2013-07-16, by the policy's rule for a day without a close",
            report.Notices);
    }

    [Fact]
    public async Task Ingest_UnknownAndMissingColumns_AreNamed()
    {
        var report = await Host.IngestAsync(
            "batch.csv", Batch.Csv(Batch.Grant("policy=-", "strike=1")), Cancellation);

        Assert.Equal((0, 0, 0), (report.Rows, report.Stored, report.Rejected));
        Assert.EndsWith("the header of Grants lacks policy", report.Defect, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_RowsOfOtherLengths_AreRefusedAndTheOthersStored()
    {
        var lines = Batch.Csv(Batch.Grants(3)).Split('\n');
        lines[2] += ",\"surplus\"";

        var report = await Host.IngestAsync("batch.csv", string.Join("\r\n", lines), Cancellation);

        Assert.Equal((3, 2, 1), (report.Rows, report.Stored, report.Rejected));
        Assert.EndsWith("needs quotes around the field", Assert.Single(await RejectsAsync(report)), StringComparison.Ordinal);
        Assert.StartsWith("3 InvalidField row=IIJ,g00001,", (await RejectsAsync(report))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_JsonBrokenInTheMiddle_StoresTheRowsBeforeIt()
    {
        var json = JsonSerializer.Serialize(Batch.Grants(120));
        var broken = json[..json.IndexOf("g00100", StringComparison.Ordinal)] + "\u0001" + json[json.IndexOf("g00100", StringComparison.Ordinal)..];

        var report = await Host.IngestAsync("batch.json", broken, Cancellation);

        Assert.Equal((100, 100), (report.Rows, report.Stored));
        Assert.StartsWith("line 1: FeedMalformed json=", report.Defect, StringComparison.Ordinal);
        Assert.Equal(100, (await IdsAsync()).Count);
    }

    [Fact]
    public async Task Ingest_BytesOfNoEncodingThatIsRead_StoresTheRowsBeforeThem()
    {
        var bytes = Encoding.UTF8.GetBytes(Batch.Csv(Batch.Grants(2, "title=x")));
        bytes[^4] = 0xFF;

        var report = await Host.IngestAsync("batch.csv", BinaryData.FromBytes(bytes), Cancellation);

        Assert.StartsWith("FeedMalformed encoding=Windows-1252", report.Defect, StringComparison.Ordinal);
        Assert.Equal((1, 1), (report.Rows, report.Stored));
        Assert.Equal([Batch.Id(0)], await IdsAsync());
    }

    [Fact]
    public async Task Ingest_CharacterAcrossTheReadersBuffers_IsUtf8()
    {
        var rows = Batch.Grants(1, $"title={new string('株', 1999)}", $"allottees={new string('x', 1999)}");
        var csv = Batch.Csv(rows);
        var shifts = Enumerable.Range(0, 3).Select(shift => string.Concat(Enumerable.Repeat(csv + new string('\n', shift), 12)));

        foreach (var text in shifts)
            Assert.Null((await Host.IngestAsync("batch.csv", text, Cancellation)).Defect);
    }

    [Fact]
    public async Task Ingest_Empty_IsReported() =>
        Assert.Equal("FeedMalformed file=: the file is empty; a header and rows are wanted", (await Host.IngestAsync("batch.csv", "", Cancellation)).Defect);
}
