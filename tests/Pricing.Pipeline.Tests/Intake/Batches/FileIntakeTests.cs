using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

public sealed class FileIntakeTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private const string Closes = "Date,Close\n2012-09-25,392000\n2012-09-26,1975\n";

    private static readonly SentFile ByHand = new() { Name = "batch.csv", Door = "take", Who = "佐藤" };

    private FileIntake Intake => Host.Get<FileIntake>();

    [Fact]
    public async Task Take_File_IsKeptAsItCameAndRecordedWithWhoAndWhen()
    {
        var csv = Batch.Csv(Batch.Grant());
        var sha256 = ContentHash.Of(csv);

        var report = await TakeAsync(csv, ByHand);

        await using var kept = await Host.Get<KeptFiles>().OpenAsync(sha256, Cancellation);
        Assert.Equal(csv, await new StreamReader(kept).ReadToEndAsync(Cancellation));
        Assert.Equal(($"{sha256}-grants", sha256, "kept"), (report.Batch, report.Sha256, report.Source));
        Assert.Equal(
            new FileRecord
            {
                Id = report.Batch,
                Attempt = 1,
                Sha256 = sha256,
                Length = Encoding.UTF8.GetByteCount(csv),
                Kind = FileKind.Grants,
                Name = "batch.csv",
                Door = "take",
                Who = "佐藤",
                WhoIdentity = Person.Unverified,
                ReceivedAt = Now,
                State = FileState.Done,
            },
            await Host.Get<FileRecords>().FindAsync(report.Batch, Cancellation));
    }

    [Fact]
    public async Task Take_StreamThatCannotSeek_IsKeptWhole()
    {
        var csv = Batch.Csv(Batch.Grants(300));
        await using var once = new OnceStream(Encoding.UTF8.GetBytes(csv));

        var report = (await Intake.TakeAsync(once, ByHand, Cancellation)).Value;

        Assert.Equal((300, ContentHash.Of(csv)), (report.Stored, report.Sha256));
        Assert.True(await Host.Get<KeptFiles>().IsKeptAsync(ContentHash.Of(csv), Cancellation));
    }

    [Fact]
    public async Task Take_SameFileByAnotherDoorUnderAnotherName_IsTheSameAnswer()
    {
        var csv = Batch.Csv(Batch.Grants(3));
        var dropped = await Host.IngestAsync("dropped.csv", csv, Cancellation);
        var before = await StorageContent.ETagsAsync(Host.Storage.Grants, Cancellation);

        var sent = await TakeAsync(csv, ByHand with { Door = "http", Name = "other.csv" });

        Assert.Equal(dropped with { SameAsBefore = true }, sent);
        Assert.Equal(before, await StorageContent.ETagsAsync(Host.Storage.Grants, Cancellation));
        Assert.Equal("dropped.csv", Assert.Single(await AttemptsAsync(dropped)).Name);
    }

    [Theory]
    [InlineData("batch.csv", "issuer,grant_id\n")]
    [InlineData("3774.csv", Closes)]
    public async Task TakeIn_KeptBytesThatDoNotMatchTheirHash_AreNotUsed(string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var record = (await Intake.KeepAsync(content, ByHand with { Name = name }, Cancellation)).Value;
        await Host.Storage.Intake.GetBlobClient(record.Sha256).UploadAsync(BinaryData.FromString("x"), overwrite: true, Cancellation);

        var damaged = await Assert.ThrowsAsync<DamagedContentException>(() => Intake.TakeInAsync(record, Cancellation));

        Assert.Equal($"intake/{record.Sha256}", damaged.Place);
    }

    [Fact]
    public async Task TakeIn_FileOfWhichSomethingCannotBeRead_IsRefusedAlsoWhereItsRecordIsReadBack()
    {
        var wrong = new Failure(ReasonCode.InvalidField, "origin", "sample", "must be synthetic or be left out");
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Closes));
        await Intake.KeepAsync(content, ByHand with { Name = "3774.csv", Misstated = [wrong] }, Cancellation);

        var open = Assert.Single(await Host.Get<FileRecords>().OpenAsync(Cancellation));
        var report = await Intake.TakeInAsync(open, Cancellation);

        Assert.Equal((FileKind.Prices, false), (open.Kind, open.IsKindUnknown));
        Assert.Equal((0, "prices", wrong.ToString()), (report.Stored, report.Kind, report.Defect));
        Assert.Null(await Host.Get<MarketDataStore>().ReadPricesAsync("37740", Cancellation));
    }

    [Fact]
    public async Task Take_SameBytesOfTwoShares_AreTwoFiles()
    {
        var one = await TakeAsync(Closes, ByHand with { Name = "3774.csv" });
        var two = await TakeAsync(Closes, ByHand with { Name = "9433.csv" });

        Assert.Equal((2, 2, one.Sha256), (one.Stored, two.Stored, two.Sha256));
        Assert.Equal([$"{one.Sha256}-prices-37740", $"{one.Sha256}-prices-94330"], [one.Batch, two.Batch]);
        Assert.Equal(2, (await Host.Get<MarketDataStore>().ReadPricesAsync("94330", Cancellation))!.Days.Count);
    }

    [Fact]
    public async Task Take_SameBytesSaidToBeSynthetic_IsAnotherFile()
    {
        var given = await TakeAsync(Closes, ByHand with { Name = "3774.csv" });
        var madeUp = await TakeAsync(Closes, ByHand with { Name = "3774.csv", IsSynthetic = true });

        Assert.Equal($"{given.Batch}-synthetic", madeUp.Batch);
    }

    [Fact]
    public async Task Take_Correction_IsAnotherFileThanTheFirstTry()
    {
        await TakeAsync(Closes.Replace("1975", "1976", StringComparison.Ordinal), ByHand with { Name = "3774.csv" });
        var refused = await TakeAsync(Closes, ByHand with { Name = "3774.csv" });

        var corrected = await TakeAsync(Closes, ByHand with { Name = "3774.csv", Replace = true, Reason = "typo" });

        Assert.Equal((1, 0), (refused.Rejected, corrected.Rejected));
        Assert.Equal(
            1975m, (await Host.Get<MarketDataStore>().ReadPricesAsync("37740", Cancellation))!.Find(new(2012, 9, 26))!.Value.Close);
        Assert.Equal("typo", (await Host.Get<FileRecords>().FindAsync(corrected.Batch, Cancellation))!.Reason);
    }

    [Fact]
    public async Task Take_NameThatIsNoCode_DoesNotCountWhereTheRowsNameTheirShares()
    {
        const string coded = "Code,Date,Close\n3774,2012-09-25,392000\n";
        var one = await TakeAsync(coded, ByHand with { Name = "9433.csv" });

        var two = await TakeAsync(coded, ByHand with { Name = "all.csv" });

        Assert.Equal(one with { SameAsBefore = true }, two);
    }

    [Fact]
    public async Task Take_AgainOnPurpose_IsTheNextAttemptAndJudgesAnew()
    {
        var csv = Batch.Csv(Batch.Grant());
        var first = await TakeAsync(csv, ByHand);

        var second = await TakeAsync(csv, ByHand with { Again = true, Reason = "asked by the auditor" });

        Assert.Equal(
            ($"{first.Batch}-attempt-2", false, 0, 1),
            (second.Batch, second.SameAsBefore, second.Stored, second.Unchanged));
        Assert.Equal(
            [(1, null), (2, "asked by the auditor")],
            (await AttemptsAsync(first)).Select(attempt => (attempt.Attempt, attempt.Reason)));
        Assert.Equal(second with { SameAsBefore = true }, await TakeAsync(csv, ByHand));
    }

    [Theory]
    [InlineData("", "why", "who")]
    [InlineData("佐藤", null, "reason")]
    public async Task Take_AgainWithoutWhoOrWhy_IsRefused(string who, string? why, string field)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Closes));

        var refused = await Intake.TakeAsync(content, ByHand with { Who = who, Reason = why, Again = true }, Cancellation);

        Assert.Equal(field, Assert.Single(refused.Failures).Field);
    }

    [Fact]
    public async Task Ingest_BlobThatSaysAgain_IsOneAttemptHoweverOftenItIsNoticed()
    {
        var csv = Batch.Csv(Batch.Grant());
        var first = await Host.IngestAsync("batch.csv", csv, Cancellation);
        var door = Host.Get<FileDoors>().GrantBatches;
        var metadata = new Dictionary<string, string>
        {
            ["again"] = "true",
            ["who"] = Uri.EscapeDataString("佐藤"),
            ["reason"] = "asked",
        };
        await Host.Storage.GrantBatches.GetBlobClient("again.csv").UploadAsync(
            BinaryData.FromString(csv), new BlobUploadOptions { Metadata = metadata }, Cancellation);

        var noticed = await Host.Get<BlobIntake>().IngestAsync(door, "again.csv", Cancellation);
        var twice = await Host.Get<BlobIntake>().IngestAsync(door, "again.csv", Cancellation);

        Assert.Equal((1, noticed! with { SameAsBefore = true }), (noticed.Unchanged, twice));
        Assert.Equal(["", "佐藤"], (await AttemptsAsync(first)).Select(attempt => attempt.Who));
    }

    [Fact]
    public async Task Ingest_BatchOfTheVersionBefore_AnswersAsBeforeAndItsSourceWasNotKept()
    {
        var csv = Batch.Csv(Batch.Grant());
        var sha256 = ContentHash.Of(csv);
        await ReportAsBeforeAsync(sha256);
        var listed = Assert.Single(await Host.Get<FileReports>().ListAsync(Cancellation));
        var source = await Host.Get<FileSources>().FindAsync(sha256, Cancellation);

        var report = await Host.IngestAsync("new.csv", csv, Cancellation);

        Assert.Equal((sha256, "not kept"), (listed.Batch, listed.Source));
        Assert.Equal((sha256, false, null), (source.Sha256, source.IsKept, source.Record));
        Assert.Equal((sha256, "old.csv", 5, 4, 1, true), (report.Batch, report.Name, report.Rows, report.Stored, report.Rejected, report.SameAsBefore));
        Assert.Empty(await IdsAsync());
        Assert.True((await Host.Get<FileSources>().FindAsync(sha256, Cancellation)).IsKept);
    }

    [Fact]
    public async Task Take_BatchOfTheVersionBeforeByALimitedSender_IsJudged()
    {
        var csv = Batch.Csv(Batch.Grant());
        await ReportAsBeforeAsync(ContentHash.Of(csv));

        var report = await TakeAsync(csv, ByHand with { Issuers = FileRecord.Joined(["Other"]) });

        Assert.Equal((1, 0, 1, false), (report.Rows, report.Stored, report.Rejected, report.SameAsBefore));
    }

    [Fact]
    public async Task Sweep_PriceFileThatTheVersionBeforeReported_IsNotTakenInAgain()
    {
        var blob = Host.Storage.PriceFiles.GetBlobClient("2012/3774.csv");
        var etag = (await blob.UploadAsync(BinaryData.FromString(Closes), Cancellation)).Value.ETag;
        await Host.Storage.MarketData.UploadBlobAsync(
            $"price-file-reports/2012/3774.csv/{SeenBlobs.Text(etag)}.json", BinaryData.FromString("{}"), Cancellation);

        Assert.Empty(await Host.Get<BlobSweep>().SweepAsync(Host.Get<FileDoors>().PriceFiles, Cancellation));
        Assert.Null(await Host.Get<MarketDataStore>().ReadPricesAsync("37740", Cancellation));
    }

    [Fact]
    public async Task Source_OfAStoredGrant_IsTheKeptFileAndItsRecord()
    {
        await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var source = await Host.Get<FileSources>().FindAsync((await GrantAsync("3rd-series"))!.BatchHash, Cancellation);

        Assert.Equal((true, "batch.csv", "grant-batches"), (source.IsKept, source.Record!.Name, source.Record.Door));
    }

    private async Task<FileReport> TakeAsync(string text, SentFile sent)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return (await Intake.TakeAsync(content, sent, Cancellation)).Value;
    }

    private Task<Response> ReportAsBeforeAsync(string sha256) => Host.Storage.Ledger.AddEntityAsync(
        new TableEntity("batch", sha256)
        {
            ["batch"] = sha256,
            ["name"] = "old.csv",
            ["finishedAt"] = Now.AddYears(-1),
            ["kind"] = "grants",
            ["rows"] = 5,
            ["stored"] = 4,
            ["unchanged"] = 0,
            ["amended"] = 0,
            ["rejected"] = 1,
            ["sameAsBefore"] = false,
        },
        Cancellation);

    private Task<IReadOnlyList<FileRecord>> AttemptsAsync(FileReport report) =>
        Host.Get<FileRecords>().AttemptsAsync(report.Batch, Cancellation);

    /// <summary>A stream as a request has it.</summary>
    private sealed class OnceStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
