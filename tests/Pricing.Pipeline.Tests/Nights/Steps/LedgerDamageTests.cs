using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>Something that belongs to no grant cannot be read, or is held by others: the nights go on without it, and it is named.</summary>
public sealed class LedgerDamageTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Evening = "2013-07-12T18:00:00+09:00";
    private static readonly DateOnly Friday = new(2013, 7, 12);
    private static readonly NightRun First = new(Allotment, 1);

    [Theory]
    [InlineData("handed-out/2013-07-11|999998", "handed-out/nothing", "failed/2013-07-11|999998", "failed/nothing", "tries/nothing")]
    [InlineData("issuer/*zz", "file/nothing", "batch/nothing", "blob|price-files/nothing", "blob/nothing", "ledger/nothing")]
    [InlineData("nights/the engine", "ledger/2013-07-11")]
    [InlineData("ledger/!")]
    public async Task Nights_RowsOfTheLedgerThatCannotBeRead_StopNoNight(params string[] rows)
    {
        using var samples = new TemporaryFolder();
        await using var host = (await StartAsync(Evening, samples: Market.Extended(samples, ("2013-07-12", 3600m)))).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        foreach (var (partition, key) in rows.Select(row => row.Split('/')).Select(parts => (parts[0], parts[1])))
        {
            await host.Storage.Ledger.UpsertEntityAsync(
                new TableEntity(partition, key == "the engine" ? KeyText.Encode(host.Get<EngineName>().Value) : key) { ["date"] = 7, ["state"] = "Kept", ["provisional"] = 3, ["BlobName"] = 3, ["first"] = true },
                TableUpdateMode.Replace,
                Cancellation);
        }

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Friday, 1, Cancellation)).Status);
        await AssertReadableAsync(host);
    }

    [Theory]
    [InlineData("ledger", "!")]
    [InlineData("ledger", "2013-07-11")]
    public async Task Nights_LedgerDamagedBetweenTwoNights_GoesOnWhereItWas(string partition, string row)
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        // Of a date long before the first night.
        await host.Get<RunStore>().TryAddAsync(Asked with { Date = new(1999, 1, 5), Status = RunStatus.Completed }, Cancellation);
        await host.Storage.Ledger.UpsertEntityAsync(new TableEntity(partition, row) { ["first"] = true, ["provisional"] = 1 }, TableUpdateMode.Replace, Cancellation);

        host.Clock.SetUtcNow(At(Evening));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Friday, 1, Cancellation)).Status);
        await AssertReadableAsync(host);
        Assert.Equal(3, await host.Get<RunStore>().AllAsync(Cancellation).CountAsync(Cancellation));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task Night_NoCurveCanBeRead_FailsTheGrantsThatNeedOneAndNoOthers(string content)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync(
            "batch.csv",
            Batch.Csv(Batch.Grant(Window), Batch.Grant([.. Window, "grant_id=good", "risk_free_rate=0.01275", "rate_source=MoF"])),
            Cancellation);
        await host.Storage.MarketData.GetBlobClient("curves/jgb").UploadAsync(BinaryData.FromString(content), Cancellation);

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 2, 1), (run.Status, run.Planned, run.Failed));
        Assert.Equal("647000", (await ValueAsync(host, "good")).AmountPerRight);
    }

    [Fact]
    public async Task Night_NumberOfAnIssuersBucketsIsGone_FailsItsGrantsByName()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync(
            "batch.csv",
            Batch.Csv(new[] { "A", "IIJ", "I", "J", "株式会社", "IIJ|" }.Select(issuer => Batch.Grant([.. Window, $"issuer={issuer}"]))),
            Cancellation);
        foreach (var issuer in new[] { "A", "I", "株式会社", "IIJ*007C" })
            await host.Storage.Ledger.DeleteEntityAsync("issuer", issuer, cancellationToken: Cancellation);

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 6, 4), (run.Status, run.Planned, run.Failed));
        Assert.Equal("647000", (await ValueAsync(host, "3rd-series")).AmountPerRight);
        var lost = await host.Get<ValuationStore>().FindAsync("株式会社|00", "3rd-series", Allotment, 1, Cancellation);
        Assert.Equal("DamagedData table ledger=issuer 株式会社: the stored row cannot be read: it is not there", lost!.Failures);
    }

    [Theory]
    [InlineData("cancel", "{")]
    [InlineData("cancel", "{}")]
    [InlineData("waive", "{")]
    [InlineData("waive", "{}")]
    public async Task Nights_NoteOnAFailedRunThatCannotBeRead_StopsNoOtherRun(string note, string content)
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync(Evening, samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.Storage.RunFiles.GetBlobClient($"{First.Folder}/plan.json").UploadAsync(BinaryData.FromString("{"), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.Storage.RunFiles.GetBlobClient($"{First.Folder}/{note}.json").UploadAsync(BinaryData.FromString(content), Cancellation);

        host.Clock.SetUtcNow(At("2013-07-16T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(new(2013, 7, 16), 1, Cancellation)).Status);
        var failed = Assert.Single(await host.Get<FailedRuns>().ListAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal((First, 2), (failed.ToRun(), failed.Attempts));
        if (note == "cancel") Assert.Contains("runs/2013-07-11/v1/cancel.json cannot be read: ", failed.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task Nights_HeadOfTheChainThatIsDamagedOrGone_IsFoundAgainByTheRuns(string? content)
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var head = host.Storage.RunFiles.GetBlobClient("chain.json");
        if (content is null) await head.DeleteAsync(cancellationToken: Cancellation);
        else await head.UploadAsync(BinaryData.FromString(content), overwrite: true, Cancellation);

        host.Clock.SetUtcNow(At(Evening));
        await host.RunNightsAsync(Cancellation);

        var first = await host.RunAsync(Allotment, 1, Cancellation);
        var second = await host.RunAsync(Friday, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, "2013-07-11 v1", first.Root), (second.Status, second.Previous, second.PreviousRoot));
    }

    [Fact]
    public async Task Nights_HeadOfTheChainLeasedByOthers_ComesToAnEnd()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.Storage.RunFiles.GetBlobClient("chain.json").GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: Cancellation);

        host.Clock.SetUtcNow(At(Evening));
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Friday, 1, Cancellation);
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    [Theory]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("1985-01-04")]
    [InlineData("2013-02-29")]
    public async Task Night_StoredGrantWithADateOutsideTheCalendar_IsThatGrantsFailure(string date)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant([.. Window, "grant_id=good"])), Cancellation);
        foreach (var column in new[] { "allotment_date", "grant_date", "GrantDateStatus" })
        {
            var row = (await host.Storage.Grants.GetEntityAsync<TableEntity>(Partition, "3rd-series", cancellationToken: Cancellation)).Value;
            row[column] = column == "GrantDateStatus" ? "Provisional" : date;
            await host.Storage.Grants.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
        }

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
        Assert.Equal("647000", (await ValueAsync(host, "good")).AmountPerRight);
    }

    [Theory]
    [InlineData("exercise_start", "0001-01-01")]
    [InlineData("exercise_end", "9999-12-31")]
    [InlineData("exercise_end", "2013-07-10")]
    [InlineData("window_from", "0001-01-01")]
    [InlineData("window_to", "9999-12-31")]
    [InlineData("expected_remaining_years", "79228162514264337593543950335")]
    [InlineData("exercise_price", "79228162514264337593543950335")]
    [InlineData("shares_per_right", "79228162514264337593543950335")]
    [InlineData("allotted_rights", "-5")]
    public async Task Night_StoredGrantWithAValueAtTheEnd_IsThatGrantsFailure(string column, string value)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant([.. Window, "grant_id=good"])), Cancellation);
        var row = (await host.Storage.Grants.GetEntityAsync<TableEntity>(Partition, "3rd-series", cancellationToken: Cancellation)).Value;
        row[column] = value;
        await host.Storage.Grants.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
        Assert.Equal("647000", (await ValueAsync(host, "good")).AmountPerRight);
    }

    [Theory]
    [InlineData("status", "Finol")]
    [InlineData("rightsOutstanding", "many")]
    [InlineData("runDate", null)]
    [InlineData("measurementDate", "never")]
    public async Task Rerun_StoredValueThatCannotBeRead_IsStoredAgainAsTheNextVersion(string column, string? value)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant([.. Window, "grant_id=good"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var key = Keys.Value("3rd-series", Allotment, 1);
        var row = (await host.Storage.Valuations.GetEntityAsync<TableEntity>(Partition, key, cancellationToken: Cancellation)).Value;
        if (value is null) row.Remove(column);
        else row[column] = value;
        await host.Storage.Valuations.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((RunStatus.Completed, 1, 1), (run.Status, run.Rows, run.Unchanged));
        Assert.Equal("647000", (await HistoryAsync(host, "3rd-series"))[0].AmountPerRight);
    }

    [Fact]
    public async Task Night_ContainerOfPriceFilesIsGone_IsANight()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.Storage.PriceFiles.DeleteAsync(cancellationToken: Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
    }

    [Theory]
    [InlineData("*zz", "g|1")]
    [InlineData("IIJ", "*zz")]
    [InlineData("IIJ", "3rd-series|1|2|3")]
    public async Task Night_WaitingRowThatCannotBeRead_IsANight(string partition, string row)
    {
        await using var host = await StartAsync(YearsLater);
        await host.Storage.Waiting.AddEntityAsync(new TableEntity(partition, row) { ["line"] = "x" }, Cancellation);
        var report = await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(1, report.Stored);
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
    }

    [Fact]
    public async Task Night_RowsOfGrantsUnderKeysThatNobodyMade_AreTheirOwnFailures()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        foreach (var row in new[] { "*zz", "!e|*zz|2013", "!e|", "!", "!x", "zz|1|2", "~", "3rd-series|" })
            await host.Storage.Grants.AddEntityAsync(new TableEntity(Partition, row), Cancellation);
        await host.Storage.Runs.AddEntityAsync(new TableEntity("2013-07-1x", "999998") { ["status"] = "Requested" }, Cancellation);
        await host.Storage.Runs.AddEntityAsync(new TableEntity("0", "x") { ["status"] = "Requested" }, Cancellation);
        await host.Storage.Runs.AddEntityAsync(new TableEntity("2013-07-11", "x") { ["status"] = "Running" }, Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
        Assert.Equal("647000", (await ValueAsync(host, "3rd-series")).AmountPerRight);
    }

    /// <summary>What the ledger says of the two nights is written anew where it could not be read, and nothing of them is open.</summary>
    private static async Task AssertReadableAsync(PipelineHost host)
    {
        async Task<T> ReadAsync<T>(string row, JsonTypeInfo<T> type) =>
            TableRecords.Read((await host.Storage.Ledger.GetEntityAsync<TableEntity>("ledger", row, cancellationToken: Cancellation)).Value, type);
        Assert.Equal(Friday, (await ReadAsync(Keys.Shared, LedgerJson.Readable.Watermark)).DoneThrough);
        foreach (var date in (DateOnly[])[Allotment, Friday])
        {
            var mark = await ReadAsync(Keys.Date(date), LedgerJson.Readable.NightMark);
            Assert.Equal((date, 1, RunStatus.Completed, 0), (mark.Date, mark.Version, mark.Status, mark.Provisional));
        }

        Assert.Empty(await host.Get<NightLedger>().HalfClosedAsync(Cancellation));
        Assert.Empty(await host.Get<FailedRuns>().ListAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Null(await host.Get<PassStore>().FindAsync(Cancellation));
    }
}
