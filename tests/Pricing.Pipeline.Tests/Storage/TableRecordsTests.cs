using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Storage;

public sealed class TableRecordsTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Date = new(2013, 7, 11);
    private static readonly DateTimeOffset Instant = new DateTimeOffset(2013, 7, 11, 9, 0, 0, TimeSpan.Zero).AddTicks(1234567);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Run_EveryProperty_ComesBackFromTheTable() => ComesBackAsync(
        new RunRecord
        {
            Date = Date,
            Version = 2,
            Status = RunStatus.Cancelled,
            Scope = RunScope.Provisional,
            Reason = "修正: a \"corrected\" close\nof 7/10",
            AskedBy = "監査",
            Issuers = "IIJ;株式会社",
            Engine = "local on HOST",
            AskedAt = Instant,
            StartedAt = Instant.AddSeconds(1),
            FinishedAt = Instant.AddSeconds(2),
            Planned = 1,
            Chunks = 2,
            Rows = 3,
            Failed = 4,
            Provisional = 5,
            Unchanged = 6,
            EngineVersion = "0.1.0+abc",
        },
        RunJson.Readable.RunRecord);

    [Fact]
    public Task Run_NothingOptional_ComesBackFromTheTable() => ComesBackAsync(
        new RunRecord
        {
            Date = Date,
            Version = 1,
            Status = RunStatus.Requested,
            Reason = "scheduled",
            AskedBy = "timer",
            AskedAt = Instant,
        },
        RunJson.Readable.RunRecord);

    [Fact]
    public async Task Ledger_MarksAndWatermarks_ComeBackFromTheTable()
    {
        await ComesBackAsync(
            new NightMark { Date = Date, Version = 3, Status = RunStatus.Completed, Provisional = 7, FollowedUpOn = Date },
            LedgerJson.Readable.NightMark);
        await ComesBackAsync(new Watermark { First = Date, DoneThrough = Date.AddDays(1) }, LedgerJson.Readable.Watermark);
        await ComesBackAsync(new Watermark { First = Date }, LedgerJson.Readable.Watermark);
    }

    [Fact]
    public Task ChunkHead_ComesBackFromTheTable() => ComesBackAsync(
        new ChunkHead { Date = Date, Version = 1, Chunk = 2, Part = 3, Rows = 4, Failed = 5, Provisional = 6, Unchanged = 7 },
        ValueJson.Readable.ChunkHead);

    [Fact]
    public Task Value_NothingOptional_ComesBackFromTheTable() => ComesBackAsync(Value(), ValueJson.Readable.ValueRecord);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(0.55773797818216877)]
    [InlineData(4.9406564584124654E-324)]
    [InlineData(1.7976931348623157E+308)]
    [InlineData(-0.1)]
    public Task Value_EveryProperty_ComesBackFromTheTable(double number) => ComesBackAsync(
        Value() with
        {
            Status = ValueStatus.Provisional,
            Failures = "StalePrice share_price=3505: 株価",
            RunDate = Date,
            RunVersion = 4,
            SharePrice = "3505.0000000000000000000000001",
            SharePriceDate = Date,
            SharePriceOrigin = SharePriceOrigin.PreviousClose,
            Years = "15",
            Volatility = number,
            Returns = 397,
            Window = "2005-12-02..2013-07-11",
            RiskFreeRate = "0.01275",
            RateSource = "15y",
            CurveDate = Date,
            DividendYield = "18.75/3505",
            SharesPerRight = "200",
            SharesInForce = "40000",
            UnroundedPerShare = number,
            ErrorBound = number,
            ValuePerShare = "3235",
            AmountPerRight = "647000",
            Total = "87345000",
            RoundingPath = "Double",
            RoundingTie = true,
            RoundingFlagged = true,
            IsSynthetic = true,
            InputHash = "i",
            Evidence = "e",
        },
        ValueJson.Readable.ValueRecord);

    [Fact]
    public async Task FileReport_ComesBackFromTheLedger()
    {
        var reports = new FileReports(await azurite.NewStorageAsync(Cancellation));
        var report = new FileReport
        {
            Batch = "hash",
            Sha256 = "sha",
            Name = "新株予約権/第3回.csv",
            FinishedAt = Instant,
            Kind = "grants",
            Rows = 6,
            Stored = 1,
            Unchanged = 2,
            Amended = 3,
            Rejected = 4,
            Defect = "the file cannot be read after line 3",
        };

        await reports.WriteAsync(report, Cancellation);

        Assert.Equal(report, await reports.FindAsync("hash", Cancellation));
        Assert.Null(await reports.FindAsync("other", Cancellation));
        Assert.Equal([report], await reports.ListAsync(Cancellation));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Write_NoFiniteNumber_IsRefusedByTheColumnsName(double number)
    {
        var refused = Assert.Throws<NotSupportedException>(() => TableRecords.Write(
            Value() with { UnroundedPerShare = number }, ValueJson.Readable.ValueRecord, "p", "r"));

        Assert.StartsWith("The column unroundedPerShare cannot hold ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Decimal_IsRefused()
    {
        var type = (JsonTypeInfo<Priced>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Priced));

        var refused = Assert.Throws<NotSupportedException>(() => TableRecords.Write(new(3505m), type, "p", "r"));

        Assert.Equal("The column Price cannot hold 3505 of type Decimal.", refused.Message);
    }

    [Fact]
    public void Read_ColumnThatIsNoProperty_IsPassedOver()
    {
        var row = TableRecords.Write(new Watermark { First = Date }, LedgerJson.Readable.Watermark, "p", "r");
        row["other"] = 1L;

        Assert.Equal(new() { First = Date }, TableRecords.Read(row, LedgerJson.Readable.Watermark));
    }

    private static ValueRecord Value() => new()
    {
        Issuer = "IIJ",
        GrantId = "第3回",
        GrantVersion = 1,
        MeasurementDate = Date,
        Version = 1,
        Kind = MeasurementKind.GrantDate,
        Status = ValueStatus.Final,
        Currency = "JPY",
        Policy = "iij-practice",
        PolicyVersion = 1,
        Engine = "0.1.0",
        ExercisePrice = "1",
        RightsOutstanding = 135,
    };

    private async Task ComesBackAsync<T>(T record, JsonTypeInfo<T> type)
        where T : notnull
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await storage.Runs.AddEntityAsync(TableRecords.Write(record, type, "p", "r"), Cancellation);
        var row = await storage.Runs.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancellation);

        Assert.Equal(record, TableRecords.Read(row.Value, type));
    }

    private sealed record Priced(decimal Price);
}
