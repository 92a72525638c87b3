using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Benchmarks.Nights;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Testing;

namespace Benchmarks.Intake;

/// <summary>
/// A file of grants, taken in between two runs of a plain loop that writes the same rows with four lanes: what the emulator compiles and
/// holds by then weighs on both alike.
/// </summary>
internal static class IngestRatio
{
    private const int MostFirstRows = 20_000;
    private const int GrantsOfAnIssuer = 100;
    private const int RowsInTransaction = 50;
    private const int Lanes = 4;

    public static async Task RunAsync(int rows)
    {
        await using var azurite = new AzuriteFixture();
        var storage = await azurite.NewStorageAsync(CancellationToken.None);
        await using var host = await PipelineHost.StartAsync(storage, new(2026, 6, 10, 18, 0, 0, TimeSpan.FromHours(9)));
        await TakeAsync(host, Math.Min(rows / 2, MostFirstRows), "first");
        await CompiledCode.SettleAsync();
        // Rows like the stored ones: a million of them are not to be held.
        var stored = await storage.Grants.QueryAsync<TableEntity>(row => row.PartitionKey == "first 000000|00").FirstAsync();
        var before = await LoopAsync(azurite, stored, rows);
        await using var file = await FileAsync(rows, "issuer");
        var intake = await Effort.OfAsync(() => TakeAsync(host, file, "grants.csv", rows));
        var after = await LoopAsync(azurite, stored, rows);
        Figures.Line("ingest.ratio", (before.Seconds + after.Seconds) / 2 / intake.Seconds, "times");
        Figures.Line("ingest.rows", rows / intake.Seconds, "rows/s");
        Figures.Line("ingest.cpu_us", 1e6 * intake.Processor / rows, "us");
        Figures.Line("ingest.storage_us", 1e6 * intake.Storage / rows, "us");
        foreach (var (loop, name) in ((Effort, string)[])[(before, "before"), (after, "after")])
        {
            Figures.Line($"ingest.loop.storage_us.{name}", 1e6 * loop.Storage / rows, "us");
            Figures.Line($"ingest.loop.cpu_us.{name}", 1e6 * loop.Processor / rows, "us");
            Figures.Line($"ingest.loop.rows.{name}", rows / loop.Seconds, "rows/s");
        }

        Figures.Line("ingest.memory", intake.WorkingSet / 1e6, "MB");
    }

    private static async Task<Effort> LoopAsync(AzuriteFixture azurite, TableEntity stored, int rows)
    {
        var storage = await azurite.NewStorageAsync(CancellationToken.None);
        return await Effort.OfAsync(() => Parallel.ForEachAsync(
            Enumerable.Range(0, rows).Chunk(RowsInTransaction),
            new ParallelOptions { MaxDegreeOfParallelism = Lanes },
            async (some, _) => await storage.Grants.SubmitTransactionAsync(some.Select(row => Added(stored, row)), CancellationToken.None)));
    }

    private static TableTransactionAction Added(TableEntity stored, int row)
    {
        var issuer = IssuerOf("issuer", row);
        var id = IdOf(row);
        var copy = new TableEntity($"{issuer}|00", id);
        foreach (var (name, value) in stored)
        {
            if (name is not ("odata.etag" or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey)))
                copy[name] = value;
        }

        copy["issuer"] = issuer;
        copy["grant_id"] = id;
        return new(TableTransactionActionType.Add, copy);
    }

    private static string IssuerOf(string name, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {row / GrantsOfAnIssuer:D6}");

    private static string IdOf(int row) => string.Create(CultureInfo.InvariantCulture, $"series {row:D7}");

    private static async Task TakeAsync(PipelineHost host, int rows, string issuer)
    {
        await using var file = await FileAsync(rows, issuer);
        await TakeAsync(host, file, "first.csv", rows);
    }

    private static async Task TakeAsync(PipelineHost host, Stream file, string name, int rows)
    {
        var report = await host.Get<FileIntake>().TakeAsync(file, new SentFile { Name = name, Door = "benchmark" }, CancellationToken.None);
        if (report.Value.Stored != rows) throw new InvalidOperationException($"Of {rows} rows {report.Value.Stored} were stored: {report.Value.Defect}");
    }

    private static async Task<FileStream> FileAsync(int rows, string issuer)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await using (var text = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true))
        {
            await text.WriteAsync("issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,exercise_price_adjustment\n");
            for (var row = 0; row < rows; row++)
            {
                await text.WriteAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{IssuerOf(issuer, row)},{IdOf(row)},3774,JPY,2026-06-11,2026-06-12,2056-06-11,{1 + (row % 3000)},200,135,135,iij-practice,10,ratio\n"));
            }
        }

        file.Position = 0;
        return file;
    }
}
