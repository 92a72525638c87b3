using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Files;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Policies;

namespace Soak.Batches;

/// <summary>
/// A batch of grants as large as is wanted: read, judged row by row, and, where the environment names a storage account, dropped as a
/// blob and taken in. Of each the rows a second and the most memory that the process ever held are written.
/// </summary>
/// <param name="bytes">How large the file is.</param>
/// <param name="refused">How many of a hundred rows are wrong.</param>
internal sealed class LargeBatch(long bytes, int refused)
{
    private const string Header =
        "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years,allottees,title\n";

    private static readonly DateOnly Today = new(2026, 1, 15);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"soak-large-{Environment.ProcessId}.csv");
        try
        {
            await WriteAsync(path);
            await MeasureAsync("read", path, isJudged: false);
            await MeasureAsync("judged", path, isJudged: true);
            var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            if (settings[StorageOptions.Section] is { Length: > 0 }) await TakeAsync(path, settings);
            else Console.WriteLine($"not stored: {StorageOptions.Section} names no storage account");
            return 0;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task WriteAsync(string path)
    {
        await using var file = new StreamWriter(path);
        await file.WriteAsync(Header);
        for (var number = 0; file.BaseStream.Position < bytes; number++)
        {
            var price = number % 100 < refused ? "abc" : (number % 5_000 + 1).ToString(CultureInfo.InvariantCulture);
            await file.WriteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"Company {number % 50:D2},G-{number:D9},3774,JPY,2013-07-11,2013-07-12,2043-07-11,{price},200,135,135,iij-practice,15,Directors 7 persons 95 rights; executive officers 10 persons 40 rights,Series {number:D9} of stock acquisition rights for directors and executive officers\n"));
        }
    }

    private static async Task MeasureAsync(string what, string path, bool isJudged)
    {
        var reader = new GrantTermsReader(new PolicyCatalog());
        var (rows, right) = (0L, 0L);
        var started = Start.Now();
        await using var content = File.OpenRead(path);
        using var table = await TableReader.OpenAsync(content, new TableRequest { Today = Today, Kind = FileKind.Grants }, CancellationToken.None);
        while (await table.ReadAsync(CancellationToken.None))
        {
            rows++;
            if (isJudged ? GrantSubmission.Read(table.Fields, table.Line, reader).IsSuccess : table.IsReadable) right++;
        }

        Say(what, rows, $"{right:N0} right", started);
    }

    private static async Task TakeAsync(string path, IConfiguration settings)
    {
        await using var services = new ServiceCollection().AddSingleton(settings).AddLogging().AddPipeline().BuildServiceProvider();
        var storage = services.GetRequiredService<PipelineStorage>();
        await storage.CreateAsync(CancellationToken.None);
        await using (var content = File.OpenRead(path))
            await storage.GrantBatches.UploadBlobAsync(Path.GetFileName(path), content);

        var started = Start.Now();
        var reports = await services.GetRequiredService<BlobSweep>()
            .SweepAsync(services.GetRequiredService<FileDoors>().GrantBatches, CancellationToken.None);
        foreach (var report in reports)
            Say("taken in", report.Rows, $"{report.Stored:N0} stored, {report.Unchanged:N0} unchanged, {report.Rejected:N0} refused, {report.Defect ?? "no defect"}", started);
    }

    private static void Say(string what, long rows, string more, Start started)
    {
        var seconds = Stopwatch.GetElapsedTime(started.Time).TotalSeconds;
        var busy = Start.Now().Busy - started.Busy;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {rows:N0} rows, {more}, in {seconds:0.0} s ({busy.TotalSeconds:0.0} s of processor), {rows / seconds:N0} rows/s, at most {MostMemory() / 1_000_000} MB"));
    }

    /// <summary>When something began, and how long the process had been busy then.</summary>
    private readonly record struct Start(long Time, TimeSpan Busy)
    {
        public static Start Now()
        {
            using var process = Process.GetCurrentProcess();
            return new(Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        }
    }

    /// <summary>The most bytes that the process ever held; where the system does not tell, those that it holds.</summary>
    private static long MostMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 is > 0 and var most ? most : process.WorkingSet64;
    }
}
