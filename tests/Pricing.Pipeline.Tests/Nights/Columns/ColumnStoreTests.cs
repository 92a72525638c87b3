using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Pricing.Pipeline.Valuations;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Columns;

public sealed class ColumnStoreTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string TableName = "2013-07-11/v1/values.parquet";

    [Fact]
    public async Task Night_Completed_LeavesATableThatPagesSortsAndFilters()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 3);
        await host.IngestAsync("batch.csv", Batch.Csv([.. Grants(7), Batch.Grant([.. Window, "grant_id=other", "security_code=9999"])]), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var run = await host.RunAsync(Allotment, 1, Cancellation);

        await using var table = await host.Get<ColumnStore>().OpenAsync(run, Cancellation);

        Assert.Equal((8, 8), (run.Rows, table.Count));
        var stored = await table.PageAsync(new() { Take = 2 }, Cancellation);
        var first = stored.Rows[0];
        Assert.Equal((8, 2), (stored.Matching, stored.Rows.Count));
        var value = await ValueAsync(host, first.GrantId);
        Assert.Equal(
            (value.Issuer, value.GrantId, value.MeasurementDate, value.Version, value.Kind, value.Status, value.Currency, value.Policy),
            (first.Issuer, first.GrantId, first.MeasurementDate, first.Version, first.Kind, first.Status, first.Currency, first.Policy));
        Assert.Equal(
            (value.RightsOutstanding, value.ValuePerShare, value.AmountPerRight, value.Total, value.Failures),
            (first.RightsOutstanding, first.ValuePerShare, first.AmountPerRight, first.Total, first.Failures));
        Assert.Equal(["g2", "g1"], await IdsAsync(table, new() { Sort = ColumnSort.Total, Descending = true, Skip = 4, Take = 2 }));
        Assert.Equal(["other", "g0"], await IdsAsync(table, new() { Sort = ColumnSort.Total, Take = 2 }));
        Assert.Equal(["other"], await IdsAsync(table, new() { Status = ValueStatus.Failed }));
        Assert.Equal(["other"], await IdsAsync(table, new() { Reason = ReasonCode.MissingPrice }));
        Assert.Equal([], await IdsAsync(table, new() { Reason = ReasonCode.NotDetermined }));
        Assert.Equal(["g3"], await IdsAsync(table, new() { Issuer = "IIJ", GrantId = "G3" }));
        Assert.Equal(["other", "g6"], await IdsAsync(table, new() { Sort = ColumnSort.GrantId, Descending = true, Take = 2 }));
    }

    /// <summary>A table follows from the values: whatever it is read from, it is the same.</summary>
    [Fact]
    public async Task Open_TableLostOrChanged_IsMadeAnewOrRefused()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Grants(3)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        var blob = host.Storage.RunFiles.GetBlobClient(TableName);
        var before = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToArray();
        await blob.DeleteAsync(cancellationToken: Cancellation);

        await using (var table = await host.Get<ColumnStore>().OpenAsync(run, Cancellation)) Assert.Equal(3, table.Count);

        var after = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToArray();
        Assert.Equal(before, after);
        Assert.Equal(run.Columns, ContentHash.Of(after));
        after[after.Length / 2] ^= 1;
        await blob.UploadAsync(new BinaryData(after), overwrite: true, Cancellation);
        await Assert.ThrowsAsync<DamagedContentException>(() => host.Get<ColumnStore>().OpenAsync(run, Cancellation));
    }

    /// <summary>What the version before left: exports that are not packed, no tables, no number of a layout.</summary>
    [Fact]
    public async Task Migrate_StorageOfTheVersionBefore_MakesItsTablesAndLeavesItsRoots()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 2);
        await host.IngestAsync("batch.csv", Batch.Csv(Grants(3)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        await host.Get<RunStore>().SaveAsync(run with { Columns = "" }, Cancellation);
        await host.Storage.RunFiles.DeleteBlobAsync(TableName, cancellationToken: Cancellation);
        foreach (var chunk in (string[])["000000", "000001"])
            await StorageContent.UnpackAsync(host.Storage.RunFiles, $"2013-07-11/v1/values/{chunk}.ndjson", text => text, Cancellation);
        await host.Storage.Ledger.DeleteEntityAsync("layout", "number", cancellationToken: Cancellation);

        await using var later = host.Another();
        await later.Get<StorageLayout>().MigrateAsync(Cancellation);

        Assert.Equal(run, await later.RunAsync(Allotment, 1, Cancellation));
        await using var table = await later.Get<ColumnStore>().OpenAsync(run, Cancellation);
        Assert.Equal(3, table.Count);
        var rows = await StorageContent.ETagsAsync(host.Storage.Runs, Cancellation);
        await using var third = host.Another();
        await third.Get<StorageLayout>().MigrateAsync(Cancellation);
        Assert.Equal(rows, await StorageContent.ETagsAsync(host.Storage.Runs, Cancellation));
    }

    [Fact]
    public async Task Migrate_StorageOfALaterVersion_IsRefused()
    {
        await using var host = await StartAsync(YearsLater);
        await host.Storage.Ledger.AddEntityAsync(new TableEntity("layout", "number") { ["number"] = StorageLayout.Current + 1 }, Cancellation);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Get<StorageLayout>().MigrateAsync(Cancellation));

        Assert.Equal("The storage has the layout 3, this version knows 2: it was written by a later version; use that one.", refused.Message);
    }

    // The more rights, the greater the total; the ids count the other way.
    private static Dictionary<string, string>[] Grants(int count) =>
        [.. Enumerable.Range(0, count).Select(number => Batch.Grant([.. Window, $"grant_id=g{number}", $"allotted_rights={10 + (number * 10)}"]))];

    private static async Task<IEnumerable<string>> IdsAsync(ColumnTable table, ColumnQuery query) =>
        (await table.PageAsync(query, Cancellation)).Rows.Select(row => row.GrantId);
}
