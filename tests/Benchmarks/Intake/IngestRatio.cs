using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Benchmarks.Nights;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Testing;

namespace Benchmarks.Intake;

/// <summary>A file of grants, taken in beside a plain loop that writes the same rows with four lanes.</summary>
internal static class IngestRatio
{
    private const int GrantsOfAnIssuer = 100;
    private const int RowsInTransaction = 50;
    private const int Lanes = 4;

    public static async Task RunAsync(int rows)
    {
        await using var azurite = new AzuriteFixture();
        var storage = await azurite.NewStorageAsync(CancellationToken.None);
        await using var host = await PipelineHost.StartAsync(storage, new(2026, 6, 10, 18, 0, 0, TimeSpan.FromHours(9)));
        await TakeAsync(host, GrantsOfAnIssuer, "first");
        await using var file = await FileAsync(rows, "issuer");
        GC.Collect();
        var peak = 0L;
        using var watch = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 100);
        var intake = await Effort.OfAsync(() => TakeAsync(host, file, "grants.csv", rows));
        var taken = await storage.Grants.QueryAsync<TableEntity>().ToListAsync();

        var other = await azurite.NewStorageAsync(CancellationToken.None);
        var transactions = taken
            .Where(row => !row.PartitionKey.StartsWith("first", StringComparison.Ordinal))
            .GroupBy(row => row.PartitionKey)
            .SelectMany(partition => partition.Chunk(RowsInTransaction))
            .Select(some => some.Select(Added).ToList())
            .ToList();
        var loop = await Effort.OfAsync(() => Parallel.ForEachAsync(
            transactions,
            new ParallelOptions { MaxDegreeOfParallelism = Lanes },
            async (transaction, _) => await other.Grants.SubmitTransactionAsync(transaction, CancellationToken.None)));
        Figures.Line("ingest.ratio", loop.Seconds / intake.Seconds, "times");
        Figures.Line("ingest.rows", rows / intake.Seconds, "rows/s");
        Figures.Line("ingest.cpu_us", 1e6 * intake.Processor / rows, "us");
        Figures.Line("ingest.loop.rows", rows / loop.Seconds, "rows/s");
        Figures.Line("ingest.memory", peak / 1e6, "MB");
    }

    private static TableTransactionAction Added(TableEntity row)
    {
        foreach (var column in (string[])["odata.etag", nameof(ITableEntity.Timestamp)]) row.Remove(column);
        return new(TableTransactionActionType.Add, row);
    }

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
                    $"{issuer} {row / GrantsOfAnIssuer:D6},series {row:D7},3774,JPY,2026-06-11,2026-06-12,2056-06-11,{1 + (row % 3000)},200,135,135,iij-practice,10,ratio\n"));
            }
        }

        file.Position = 0;
        return file;
    }
}
