using System.Diagnostics;
using System.Globalization;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Testing;

namespace Benchmarks.Nights;

/// <summary>
/// A night on Azurite in memory: its time, its processor time and its requests, beside a plain loop that writes the same.
/// </summary>
internal static class NightRatio
{
    public static async Task RunAsync(IEnumerable<string> cases)
    {
        await using var azurite = new AzuriteFixture();
        foreach (var size in cases.Select(NightCase.Parse)) await MeasureAsync(azurite, size);
    }

    private static async Task MeasureAsync(AzuriteFixture azurite, NightCase size)
    {
        var account = await azurite.NewAccountAsync();
        var log = new RequestLog();
        var storage = log.Storage(account);
        await storage.CreateAsync(CancellationToken.None);
        await using var host = await PipelineHost.StartAsync(storage, EveningOf(NightStorage.Before), new Dictionary<string, string?>
        {
            ["Night:FirstDate"] = Text(NightStorage.Before),
            ["Night:LastDate"] = Text(NightStorage.Granted),
            ["MarketData:JQuants:Enabled"] = "false",
            ["MarketData:Jgb:Enabled"] = "false",
        });
        var filling = Stopwatch.GetTimestamp();
        await NightStorage.FillAsync(host, size);
        Line($"night.fill.{size}", Stopwatch.GetElapsedTime(filling).TotalSeconds, "s");

        var first = await NightAsync(host, NightStorage.Before, log);
        Line($"night.first.{size}", first.Seconds, "s");
        Line($"night.first.cpu_us.{size}", 1e6 * first.Processor / size.Rows, "us");
        host.Clock.SetUtcNow(EveningOf(NightStorage.Granted));
        var night = await NightAsync(host, NightStorage.Granted, log);
        if (night.Run.Rows != size.Rows || night.Run.Failed > 0)
        {
            var value = await host.Get<ValuationStore>().HistoryAsync(NightStorage.PartitionOf(0), NightStorage.IdOf(0)).FirstAsync();
            throw new InvalidOperationException($"The night stored {night.Run.Rows} values, {night.Run.Failed} of them failed: {value.Failures}");
        }

        var counts = log.Counts.ToDictionary();
        var other = StorageClients.Create(await azurite.NewAccountAsync());
        await other.CreateAsync(CancellationToken.None);
        var loop = await (await PlainLoop.OfAsync(storage, other, size)).RunAsync();
        Line($"night.ratio.{size}", loop.Seconds / night.Seconds, "times");
        Line($"night.loop.{size}", size.Rows / loop.Seconds, "rows/s");
        Line($"night.loop.cpu_us.{size}", 1e6 * loop.Processor / size.Rows, "us");
        Line($"night.rows.{size}", size.Rows / night.Seconds, "rows/s");
        Line($"night.cpu_us.{size}", 1e6 * night.Processor / size.Rows, "us");
        Line($"night.requests_per_1000.{size}", 1e3 * counts.Values.Sum() / size.Rows, "requests");
        foreach (var (kind, count) in counts.OrderByDescending(kind => kind.Value))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {1e3 * count / size.Rows,9:0.00}  {kind}"));
    }

    private static async Task<(double Seconds, double Processor, RunRecord Run)> NightAsync(PipelineHost host, DateOnly date, RequestLog log)
    {
        log.Clear();
        GC.Collect();
        var processor = Environment.CpuUsage.TotalTime;
        var started = Stopwatch.GetTimestamp();
        await host.RunNightsAsync(CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (seconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, await host.RunAsync(date, 1, CancellationToken.None));
    }

    private static DateTimeOffset EveningOf(DateOnly date) => new(date, new(18, 0), TimeSpan.FromHours(9));

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static void Line(string name, double value, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:G4} {unit}"));
}
