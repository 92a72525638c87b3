using Azure.Core;
using Azure.Data.Tables;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Pricing.Pipeline.Valuations;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Columns;

/// <summary>The values of a date are its last ones, whichever run stored them.</summary>
public sealed class DateTablesTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string OwnTable = "2013-07-11/v1/values.parquet";
    private const string NextTable = "2013-07-12/v1/values.parquet";
    private static readonly DateOnly Next = new(2013, 7, 12);

    /// <summary>The night of the next date comes before anybody looks at the provisional value again.</summary>
    [Fact]
    public async Task Of_ProvisionalValueThatTheNextNightMadeFinal_HoldsTheFinalOne()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal((1, 1, 0), await CountAsync(host, Allotment));

        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal([(Allotment, 2, ValueStatus.Final)], await RowsAsync(host, Allotment));
        Assert.Equal((1, 0, 0), await CountAsync(host, Allotment));
        Assert.Equal(Next, Assert.Single(await RowsAsync(host, Next)).Date);
        Assert.Equal(1, (await CountAsync(host, Next)).Values);
        var first = await host.RunAsync(Allotment, 1, Cancellation);
        await using var stored = await host.Get<RunTables>().OpenAsync(new([first]), Cancellation);
        Assert.Equal(ValueStatus.Provisional, Assert.Single((await stored.PageAsync(new(), Cancellation)).Rows).Status);
    }

    [Fact]
    public async Task Count_DatesThatOneRunAndThatSeveralStored_ReadsTheTablesOfSeveralOnce()
    {
        var hook = new StorageHook();
        using var samples = new TemporaryFolder();
        await using var host = await WithLateGrantAsync(samples, hook);
        var reads = hook.Count(request => request.Method == RequestMethod.Get && request.Uri.Path.EndsWith("/values.parquet", StringComparison.Ordinal));

        Assert.Equal(2, (await CountAsync(host, Next)).Values);
        Assert.Equal(0, reads());
        Assert.Equal((2, 0, 0), await CountAsync(host, Allotment));
        var before = reads();
        Assert.NotEqual(0, before);
        Assert.Equal((2, 0, 0), await CountAsync(host, Allotment));
        Assert.Equal(before, reads());
        Assert.Equal([(Allotment, 1, ValueStatus.Final), (Allotment, 1, ValueStatus.Final)], await RowsAsync(host, Allotment));
    }

    [Fact]
    public async Task Count_TableThatWasChanged_LeavesThatDateOut()
    {
        using var samples = new TemporaryFolder();
        await using var host = await WithLateGrantAsync(samples);
        await host.Storage.RunFiles.GetBlobClient(OwnTable).UploadAsync(BinaryData.FromString("another"), overwrite: true, Cancellation);

        Assert.Equal([Next], (await CountsAsync(host, Allotment, Next)).Keys);
    }

    /// <summary>What a version without tables left of the next date: its run, and no note of what that stored.</summary>
    [Fact]
    public async Task Of_NextRunWithoutATable_MakesItAndFindsWhatItStored()
    {
        using var samples = new TemporaryFolder();
        await using var host = await WithLateGrantAsync(samples);
        var run = await host.RunAsync(Next, 1, Cancellation);
        await host.Get<RunStore>().SaveAsync(run with { Columns = "" }, Cancellation);
        await host.Get<RunManifests>().WriteAsync(run with { Columns = "" }, Cancellation);
        await host.Storage.RunFiles.DeleteBlobAsync(NextTable, cancellationToken: Cancellation);
        await foreach (var note in host.Storage.Ledger.QueryAsync<TableEntity>("PartitionKey eq 'held'", cancellationToken: Cancellation))
        {
            if (note.RowKey.Contains("|2013-07-12|", StringComparison.Ordinal))
                await host.Storage.Ledger.DeleteEntityAsync(note.PartitionKey, note.RowKey, cancellationToken: Cancellation);
        }

        Assert.Equal([(Allotment, 1)], (await CountsAsync(host, Allotment, Next)).Select(count => (count.Key, count.Value.Values)));
        Assert.Equal(2, (await RowsAsync(host, Allotment)).Count);
        Assert.Equal(run, await host.RunAsync(Next, 1, Cancellation));
        Assert.Equal((2, 0, 0), await CountAsync(host, Allotment));
        Assert.Equal(2, (await CountAsync(host, Next)).Values);
    }

    /// <summary>A grant of a Saturday before the first night: its value is of the Monday after it, which no run was of.</summary>
    [Fact]
    public async Task Of_DateThatNoRunIsOf_HoldsWhatALaterRunStored()
    {
        var monday = new DateOnly(2013, 7, 8);
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant("allotment_date=2013-07-06", "exercise_start=2013-07-07")), Cancellation);
        await host.RunNightsAsync(Cancellation);

        var own = await host.Get<DateTables>().OfAsync(monday, Cancellation);
        await using var table = await host.Get<RunTables>().OpenAsync(own, Cancellation);
        var row = Assert.Single((await table.PageAsync(new(), Cancellation)).Rows);

        Assert.Empty(own.Own);
        Assert.Equal((new DateOnly(2013, 7, 6), MeasurementKind.GrantDate), (row.MeasurementDate, row.Kind));
        Assert.Equal(1, (await CountAsync(host, monday)).Values);
        Assert.Equal(Allotment, Assert.Single(await RowsAsync(host, Allotment)).Date);
        Assert.True((await host.Get<DateTables>().OfAsync(new(2013, 7, 9), Cancellation)).IsEmpty);
    }

    /// <summary>A grant came in after its night: that of the next date stored its value.</summary>
    private async Task<PipelineHost> WithLateGrantAsync(TemporaryFolder samples, StorageHook? hook = null)
    {
        var host = await StartAsync("2013-07-12T12:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)), hook: hook);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("late.csv", Batch.Csv(Batch.Grant([.. Window, "grant_id=late"])), Cancellation);
        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);
        return host;
    }

    private static async Task<List<(DateOnly Date, int Version, ValueStatus Status)>> RowsAsync(PipelineHost host, DateOnly date)
    {
        await using var table = await host.Get<RunTables>().OpenAsync(await host.Get<DateTables>().OfAsync(date, Cancellation), Cancellation);
        return [.. (await table.PageAsync(new(), Cancellation)).Rows.Select(row => (row.MeasurementDate, row.Version, row.Status))];
    }

    private static async Task<(int Values, int Provisional, int Failed)> CountAsync(PipelineHost host, DateOnly date)
    {
        var count = (await CountsAsync(host, date, date))[date];
        return (count.Values, count.Provisional, count.Failed);
    }

    private static async Task<IReadOnlyDictionary<DateOnly, DateCount>> CountsAsync(PipelineHost host, DateOnly from, DateOnly to)
    {
        var dates = host.Get<DateTables>();
        var found = await host.Get<RunStore>().BetweenAsync(from, to, Cancellation).ToListAsync(Cancellation);
        return await dates.CountAsync(await dates.BetweenAsync(found, from, to, Cancellation), Cancellation);
    }
}
