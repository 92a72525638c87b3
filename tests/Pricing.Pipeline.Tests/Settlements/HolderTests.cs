using System.Text.Json;
using Azure.Data.Tables;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Settlements;

public sealed class HolderTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2014, 8, 1, 9, 0, 0, TimeSpan.Zero);
    private PipelineHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await PipelineHost.StartAsync(await azurite.NewStorageAsync(Cancellation), Now, cancellationToken: Cancellation);
        await host.IngestAsync("grants.csv", Batch.Csv(Rows.Grant()), Cancellation);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Ingest_Holders_AreStoredOnceAndFoundByTheirHeader()
    {
        var report = await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder("D-01", 60), Rows.Holder("E-01", 29, "執行役員")), Cancellation);
        var again = await host.IngestAsync("again.csv", Batch.Csv(Rows.Holder("D-01", 60), Rows.Holder("D-01", 61)), Cancellation);

        Assert.Equal(("holders", 2, 0), (report.Kind, report.Stored, report.Rejected));
        Assert.Equal((0, 1, 1), (again.Stored, again.Unchanged, again.Rejected));
        Assert.Equal(
            [new("IIJ", "3rd-series", "D-01", "Directors", 60), new("IIJ", "3rd-series", "E-01", "執行役員", 29)],
            (await host.Get<HolderStore>().OfGrantAsync("IIJ|00", "3rd-series", Cancellation)).Value);
    }

    [Fact]
    public async Task Ingest_HoldersThatReplace_AreAmended()
    {
        await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder("D-01", 60)), Cancellation);

        var report = await TakeAsync(Batch.Csv(Rows.Holder("D-01", 59)));

        Assert.Equal((1, 0), (report.Amended, report.Rejected));
        Assert.Equal(59, (await host.Get<HolderStore>().OfGrantAsync("IIJ|00", "3rd-series", Cancellation)).Value.Single().Rights);
    }

    [Fact]
    public async Task Ingest_MoreRightsThanAllottedOrNoGrant_Waits()
    {
        var report = await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder("D-01", 60), Rows.Holder("E-01", 30)), Cancellation);

        Assert.Equal((1, 1), (report.Stored, report.Waiting));
        Assert.Contains("makes 90 rights of all holders, and 89 were allotted", (await WaitingAsync()).Single().Reason, StringComparison.Ordinal);
        await host.IngestAsync("amended.csv", Batch.Csv(Rows.Grant("allotted_rights=90", "amends=1", "amend_reason=counted")), Cancellation);
        Assert.Empty(await WaitingAsync());
    }

    [Theory]
    [InlineData("山田太郎")]
    [InlineData("ヤマダ")]
    [InlineData("やまだ1")]
    [InlineData("Taro Yamada")]
    [InlineData("Yamada")]
    [InlineData("Yamada-Taro")]
    [InlineData("Suzuki-1")]
    [InlineData("Ito-1")]
    [InlineData("ABE2")]
    [InlineData("Y-a-m-a-d-a-1")]
    [InlineData("Ｄ００１")]
    [InlineData("D_001")]
    [InlineData("a.yamada1@example.com")]
    public async Task Ingest_NameInsteadOfAnId_IsRefusedAndNotRepeated(string name)
    {
        var holders = await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder(name, 1)), Cancellation);
        var events = await host.IngestAsync("events.csv", Batch.Csv(Rows.Event("died", "2014-07-01", $"holder={name}")), Cancellation);

        foreach (var report in new[] { holders, events })
        {
            Assert.Equal((0, 1), (report.Stored, report.Rejected));
            var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
            var reject = JsonSerializer.Deserialize<Reject>(rejects.Value.Content.ToString().Split('\n')[0], JsonSerializerOptions.Web)!;
            Assert.Equal(("InvalidField", "holder", ""), (reject.Code, reject.Field, reject.Value));
            Assert.StartsWith("must be the company's own id", reject.Reason, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("D-001")]
    [InlineData("EMP-0042")]
    [InlineData("00123")]
    [InlineData("a1")]
    [InlineData("7f3-9b20-41")]
    public async Task Ingest_IdOfTheCompany_IsStored(string id) =>
        Assert.Equal(1, (await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder(id, 1)), Cancellation)).Stored);

    // Whatever else is wrong with the row, or with the field.
    [Theory]
    [InlineData("adjusted", "holder", "Yamada Taro")]
    [InlineData("exercised", "heir", "Yamada Taro")]
    [InlineData("died", "holder", "Yamada\u200B Taro")]
    [InlineData("inherited", "heir", "Yamada\tTaro")]
    public async Task Ingest_NameInAnyRowOrForm_IsNotRepeated(string kind, string column, string name)
    {
        var report = await host.IngestAsync("events.csv", Batch.Csv(Rows.Event(kind, "2014-07-01", $"{column}={name}")), Cancellation);

        Assert.Equal((0, 1), (report.Stored, report.Rejected));
        var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        Assert.Contains($"\"field\":\"{column}\",\"value\":\"\"", rejects.Value.Content.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Taro", rejects.Value.Content.ToString(), StringComparison.Ordinal);
    }

    // Ids could have any form once: such a holder can exercise and be corrected, and a name that is not stored stays refused.
    [Fact]
    public async Task Ingest_IdOfAnEarlierForm_IsTakenWhereItIsStored()
    {
        await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder("D-01", 60)), Cancellation);
        await RenameAsync("Suzuki-1");

        var events = await host.IngestAsync(
            "events.csv",
            Batch.Csv(
                Rows.Event("left_office", "2014-07-01", "holder=Suzuki-1", "office_lost=director"),
                Rows.Event("left_office", "2014-07-01", "holder=Suzuki-2", "office_lost=director"),
                Rows.Event("died", "2014-07-02", "holder=Suzuki-1"),
                Rows.Event("inherited", "2014-07-03", "holder=Suzuki-1", "heir=Suzuki-3")),
            Cancellation);
        var same = await host.IngestAsync("same.csv", Batch.Csv(Rows.Holder("Suzuki-1", 60), Rows.Holder("Suzuki-2", 1)), Cancellation);
        var corrected = await TakeAsync(Batch.Csv(Rows.Holder("Suzuki-1", 59)));

        Assert.Equal((2, 2), (events.Stored, events.Rejected));
        Assert.Equal((1, 1), (same.Unchanged, same.Rejected));
        Assert.Equal((1, 0), (corrected.Amended, corrected.Rejected));
        Assert.Equal(
            new GrantHolder("IIJ", "3rd-series", "Suzuki-1", "Directors", 59),
            Assert.Single((await host.Get<HolderStore>().OfGrantAsync("IIJ|00", "3rd-series", Cancellation)).Value));
    }

    [Fact]
    public async Task Ingest_EventOfAnIdOfAnEarlierFormThatALaterFileCorrects_WaitsNoLonger()
    {
        await host.IngestAsync("holders.csv", Batch.Csv(Rows.Holder("D-01", 60)), Cancellation);
        await RenameAsync("Suzuki-1");
        var early = await host.IngestAsync(
            "early.csv", Batch.Csv(Rows.Event("forfeited", "2014-07-01", "holder=Suzuki-1", "rights=70")), Cancellation);

        var later = await host.IngestAsync(
            "later.csv", Batch.Csv(Rows.Event("forfeited", "2014-07-01", "holder=Suzuki-1", "rights=50")), Cancellation);

        Assert.Equal((1, 1), (early.Waiting, later.Stored));
        Assert.Empty(await WaitingAsync());
    }

    /// <summary>Puts the one stored holder where it stands by another id.</summary>
    private async Task RenameAsync(string id)
    {
        var row = await host.Storage.Grants
            .QueryAsync<TableEntity>(row => row.PartitionKey == "IIJ|00", cancellationToken: Cancellation)
            .SingleAsync(row => row.ContainsKey("holder"), Cancellation);
        await host.Storage.Grants.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Cancellation);
        row.RowKey = row.RowKey[..^32] + ContentHash.Of($"IIJ\n3rd-series\n{id}")[..32];
        row["holder"] = id;
        await host.Storage.Grants.AddEntityAsync(row, Cancellation);
    }

    private async Task<List<WaitingRow>> WaitingAsync() => await host.Get<WaitingStore>().AllAsync(Cancellation).ToListAsync(Cancellation);

    private async Task<FileReport> TakeAsync(string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var sent = new SentFile { Name = "holders.csv", Door = "take", Replace = true, Reason = "miscounted" };
        return (await host.Get<FileIntake>().TakeAsync(content, sent, Cancellation)).Value;
    }
}
