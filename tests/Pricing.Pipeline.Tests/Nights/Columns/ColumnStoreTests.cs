using Azure;
using Azure.Core;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Runs;
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

        await using var table = await host.Get<RunTables>().OpenAsync(new([run]), Cancellation);

        Assert.Equal((8, 8), (run.Rows, table.Count));
        var stored = await table.PageAsync(new() { Take = 2 }, Cancellation);
        var first = stored.Rows[0];
        Assert.Equal((8, 2), (stored.Matching, stored.Rows.Count));
        var value = await ValueAsync(host, first.GrantId);
        Assert.Equal(
            (value.Issuer, value.GrantId, value.MeasurementDate, value.Version, value.Kind, value.Status, value.Currency, value.Policy),
            (first.Issuer, first.GrantId, first.MeasurementDate, first.Version, first.Kind, first.Status, first.Currency, first.Policy));
        Assert.Equal(
            (value.RightsOutstanding, value.ValuePerShare, value.AmountPerRight, value.Total, value.Failures, value.IsSynthetic),
            (first.RightsOutstanding, first.ValuePerShare, first.AmountPerRight, first.Total, first.Failures, first.IsSynthetic));
        Assert.Equal(["g2", "g1"], await IdsAsync(table, new() { Sort = ColumnSort.Total, Descending = true, Skip = 4, Take = 2 }));
        Assert.Equal(["other", "g0"], await IdsAsync(table, new() { Sort = ColumnSort.Total, Take = 2 }));
        Assert.Equal(["other"], await IdsAsync(table, new() { Status = ValueStatus.Failed }));
        Assert.Equal(["other"], await IdsAsync(table, new() { Reason = ReasonCode.MissingPrice }));
        Assert.Equal([], await IdsAsync(table, new() { Reason = ReasonCode.NotDetermined }));
        Assert.Equal(["g3"], await IdsAsync(table, new() { Issuer = "IIJ", GrantId = "G3" }));
        Assert.Equal(["other", "g6"], await IdsAsync(table, new() { Sort = ColumnSort.GrantId, Descending = true, Take = 2 }));
        Assert.Equal(["g0", "g1", "g2"], await IdsAsync(table, new() { Sort = ColumnSort.Status, Take = 3 }));
        Assert.Equal(["other", "g0"], await IdsAsync(table, new() { Sort = ColumnSort.Status, Descending = true, Take = 2 }));
        Assert.Equal([], await IdsAsync(table, new() { Within = ["Other"] }));
        Assert.Equal(8, (await table.SummaryAsync(["IIJ"], Cancellation)).Count);
        Assert.Equal(0, (await table.SummaryAsync([], Cancellation)).Count);
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

        await using (var table = await host.Get<RunTables>().OpenAsync(new([run]), Cancellation)) Assert.Equal(3, table.Count);

        var after = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToArray();
        Assert.Equal(before, after);
        Assert.Equal(run.Columns, ContentHash.Of(after));
        after[after.Length / 2] ^= 1;
        await blob.UploadAsync(new BinaryData(after), overwrite: true, Cancellation);
        await Assert.ThrowsAsync<DamagedContentException>(() => host.Get<RunTables>().OpenAsync(new([run]), Cancellation));
    }

    /// <summary>What the version before left: exports that are not packed, no tables.</summary>
    [Fact]
    public async Task Open_RunOfTheVersionBefore_MakesItsTableOnceAndLeavesItsRoot()
    {
        await using var host = await StartAsync(YearsLater, chunkSize: 2);
        var run = await CompletedAsync(host);
        await TakeTableAsync(host, run);
        foreach (var chunk in (string[])["000000", "000001"])
            await StorageContent.UnpackAsync(host.Storage.RunFiles, $"2013-07-11/v1/values/{chunk}.ndjson", text => text, Cancellation);
        var without = await host.RunAsync(Allotment, 1, Cancellation);

        await using (var table = await host.Get<RunTables>().OpenAsync(new([without]), Cancellation)) Assert.Equal(3, table.Count);

        Assert.Equal(run with { Columns = "" }, without);
        Assert.Equal(run, await host.RunAsync(Allotment, 1, Cancellation));
        Assert.Equal(run, await host.Get<RunManifests>().ReadAsync(run.ToRun(), Cancellation));
        var etags = await StorageContent.ETagsAsync(host.Storage.Runs, Cancellation);
        await using (await host.Get<RunTables>().OpenAsync(new([run]), Cancellation)) Assert.Equal(etags, await StorageContent.ETagsAsync(host.Storage.Runs, Cancellation));
    }

    [Fact]
    public async Task Open_TableOfTheLayoutBefore_IsMadeAnewOfTheSameValues()
    {
        await using var host = await StartAsync(YearsLater);
        var run = await CompletedAsync(host);
        var blob = host.Storage.RunFiles.GetBlobClient(TableName);
        var earlier = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToArray();
        var key = "pricing.layout"u8;
        var number = earlier.AsSpan().IndexOf(key) + key.Length + 2;
        Assert.Equal((byte)'2', earlier[number]);
        earlier[number] = (byte)'1';
        await blob.UploadAsync(new BinaryData(earlier), overwrite: true, Cancellation);
        var named = run with { Columns = ContentHash.Of(earlier) };
        await host.Get<RunManifests>().WriteAsync(named, Cancellation);
        await host.Get<RunStore>().SaveAsync(named, Cancellation);

        await using (var table = await host.Get<RunTables>().OpenAsync(new([named]), Cancellation)) Assert.Equal(3, table.Count);

        Assert.Equal(run, await host.RunAsync(Allotment, 1, Cancellation));
        Assert.Equal(run, await host.Get<RunManifests>().ReadAsync(run.ToRun(), Cancellation));
    }

    /// <summary>An engine may end between any two writes: what names the table must not stay in two minds.</summary>
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Open_TableNamedInOnePlaceOnly_IsNamedInBoth(bool inRow, bool inManifest)
    {
        await using var host = await StartAsync(YearsLater);
        var run = await CompletedAsync(host);
        await host.Get<RunStore>().SaveAsync(run with { Columns = inRow ? run.Columns : "" }, Cancellation);
        await host.Get<RunManifests>().WriteAsync(run with { Columns = inManifest ? run.Columns : "" }, Cancellation);

        await using (var table = await host.Get<RunTables>().OpenAsync(new([await host.RunAsync(Allotment, 1, Cancellation)]), Cancellation))
            Assert.Equal(3, table.Count);

        Assert.Equal(run, await host.RunAsync(Allotment, 1, Cancellation));
        Assert.Equal(run, await host.Get<RunManifests>().ReadAsync(run.ToRun(), Cancellation));
    }

    [Fact]
    public async Task Make_StoppedAfterTheManifest_LeavesTheRowWithoutATable()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        var run = await CompletedAsync(host);
        await TakeTableAsync(host, run);
        hook.Once(
            request => request.Method == RequestMethod.Put && request.Uri.Path.EndsWith("/run.json", StringComparison.Ordinal),
            () => throw new RequestFailedException("stopped"));

        await Assert.ThrowsAsync<RequestFailedException>(() => host.Get<RunTables>().MakeAsync(run with { Columns = "" }, Cancellation));

        Assert.Equal("", (await host.RunAsync(Allotment, 1, Cancellation)).Columns);
        Assert.Equal(run, await host.Get<RunManifests>().ReadAsync(run.ToRun(), Cancellation));
    }

    /// <summary>A table that is made again is held against the hash that the run names, before it is stored.</summary>
    [Fact]
    public async Task Open_TableLostAndValuesChanged_IsRefusedAndNotStored()
    {
        await using var host = await StartAsync(YearsLater);
        var run = await CompletedAsync(host);
        await host.Storage.RunFiles.DeleteBlobAsync(TableName, cancellationToken: Cancellation);
        await StorageContent.UnpackAsync(
            host.Storage.RunFiles,
            "2013-07-11/v1/values/000000.ndjson",
            text => text.Replace("\"g0\"", "\"x0\"", StringComparison.Ordinal),
            Cancellation);

        var refused = await Assert.ThrowsAsync<DamagedContentException>(() => host.Get<RunTables>().OpenAsync(new([run]), Cancellation));

        Assert.Contains($"but the run names {run.Columns}", refused.Message, StringComparison.Ordinal);
        Assert.False(await host.Storage.RunFiles.GetBlobClient(TableName).ExistsAsync(Cancellation));
    }

    /// <summary>Whoever sees that a run is completed asks for its table at once, and does not wait until it is made.</summary>
    [Fact]
    public async Task Night_BeforeItIsCompleted_HasItsTable()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        var statuses = new List<RunStatus>();
        hook.Once(
            request => request.Method == RequestMethod.Put && request.Uri.Path.EndsWith(TableName, StringComparison.Ordinal),
            async () => statuses.Add((await host.RunAsync(Allotment, 1, Cancellation)).Status));

        var run = await CompletedAsync(host);

        Assert.Equal([RunStatus.Running], statuses);
        var stored = (await host.Storage.RunFiles.GetBlobClient(TableName).DownloadContentAsync(Cancellation)).Value.Content;
        Assert.Equal((RunStatus.Completed, ContentHash.Of(stored.ToMemory().Span)), (run.Status, run.Columns));
    }

    /// <summary>The values are stored and sealed: a table that cannot be made keeps no run open.</summary>
    [Fact]
    public async Task Night_TableThatCannotBeStored_CompletesAndMakesItWhenAsked()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        hook.Once(
            request => request.Method == RequestMethod.Put && request.Uri.Path.EndsWith(TableName, StringComparison.Ordinal),
            async () =>
            {
                await host.Storage.RunFiles.DeleteBlobAsync(TableName, cancellationToken: Cancellation);
                throw new RequestFailedException("no room");
            });

        var run = await CompletedAsync(host);

        Assert.Equal((RunStatus.Completed, 3, ""), (run.Status, run.Rows, run.Columns));
        Assert.NotEmpty(run.Root);
        Assert.Equal(run, await host.Get<RunManifests>().ReadAsync(run.ToRun(), Cancellation));
        await using var table = await host.Get<RunTables>().OpenAsync(new([run]), Cancellation);
        Assert.Equal(3, table.Count);
    }

    private static async Task<RunRecord> CompletedAsync(PipelineHost host)
    {
        await host.IngestAsync("batch.csv", Batch.Csv(Grants(3)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        return await host.RunAsync(Allotment, 1, Cancellation);
    }

    private static async Task TakeTableAsync(PipelineHost host, RunRecord run)
    {
        await host.Get<RunStore>().SaveAsync(run with { Columns = "" }, Cancellation);
        await host.Get<RunManifests>().WriteAsync(run with { Columns = "" }, Cancellation);
        await host.Storage.RunFiles.DeleteBlobAsync(TableName, cancellationToken: Cancellation);
    }

    // The more rights, the greater the total; the ids count the other way.
    private static Dictionary<string, string>[] Grants(int count) =>
        [.. Enumerable.Range(0, count).Select(number => Batch.Grant([.. Window, $"grant_id=g{number}", $"allotted_rights={10 + (number * 10)}"]))];

    private static async Task<IEnumerable<string>> IdsAsync(ColumnTable table, ColumnQuery query) =>
        (await table.PageAsync(query, Cancellation)).Rows.Select(row => row.GrantId);
}
