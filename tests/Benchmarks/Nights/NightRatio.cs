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
    /// <summary>All cases; the figures without a size are those of the first, and the least ratio.</summary>
    /// <param name="isQuick">Whether smaller nights under the same names will do.</param>
    public static async Task RunAsync(bool isQuick)
    {
        var nights = new List<(double Ratio, double Processor, double Own, double Requests)>();
        foreach (var size in NightCase.All) nights.Add(await RunAsync(isQuick ? size.Quick() : size, $"{size}"));
        Figures.Line("night.ratio", nights.Min(night => night.Ratio), "times");
        Figures.Line("night.cpu_us", nights[0].Processor, "us");
        Figures.Line("night.cpu_own_us", nights[0].Own, "us");
        Figures.Line("night.requests_per_1000", nights[0].Requests, "requests");
    }

    /// <summary>One case, with its requests by kind.</summary>
    /// <param name="size">The case.</param>
    public static async Task RunAsync(NightCase size) => await RunAsync(size, $"{size}", showsRequests: true);

    private static async Task<(double Ratio, double Processor, double Own, double Requests)> RunAsync(
        NightCase size, string name, bool showsRequests = false)
    {
        await using var azurite = new AzuriteFixture();
        var account = await azurite.NewAccountAsync();
        var log = new RequestLog();
        using var steps = showsRequests ? new StepLog() : null;
        var storage = log.Storage(account);
        await storage.CreateAsync(CancellationToken.None);
        await using var host = await PipelineHost.StartAsync(storage, EveningOf(NightStorage.Before), new Dictionary<string, string?>
        {
            ["Night:FirstDate"] = Text(NightStorage.Before),
            ["Night:LastDate"] = Text(NightStorage.Granted),
            ["MarketData:JQuants:Enabled"] = "false",
            ["MarketData:Jgb:Enabled"] = "false",
        });
        await NightStorage.FillAsync(host, size);

        var first = await NightAsync(host, NightStorage.Before, log);
        Figures.Line($"night.first.{name}", first.Seconds, "s");
        Figures.Line($"night.first.cpu_us.{name}", 1e6 * first.Processor / size.Issuers, "us");
        await NightStorage.AddOthersAsync(host, size);
        host.Clock.SetUtcNow(EveningOf(NightStorage.Granted));
        steps?.Clear();
        var night = await NightAsync(host, NightStorage.Granted, log);
        if (night.Run.Rows != size.Rows || night.Run.Failed > 0)
        {
            var value = await host.Get<ValuationStore>().HistoryAsync(NightStorage.PartitionOf(0), NightStorage.IdOf(0)).FirstAsync();
            throw new InvalidOperationException($"The night stored {night.Run.Rows} values, {night.Run.Failed} of them failed: {value.Failures}");
        }

        var counts = log.Counts.ToDictionary();
        steps?.Print();
        var other = StorageClients.Create(await azurite.NewAccountAsync());
        await other.CreateAsync(CancellationToken.None);
        var loop = await (await PlainLoop.OfAsync(storage, other, size)).RunAsync();
        Figures.Line($"night.ratio.{name}", loop.Seconds / night.Seconds, "times");
        Figures.Line($"night.loop.{name}", size.Rows / loop.Seconds, "rows/s");
        Figures.Line($"night.loop.cpu_us.{name}", 1e6 * loop.Processor / size.Rows, "us");
        Figures.Line($"night.loop.storage_us.{name}", 1e6 * loop.Storage / size.Rows, "us");
        Figures.Line($"night.storage_us.{name}", 1e6 * night.Storage / size.Rows, "us");
        Figures.Line($"night.rows.{name}", size.Rows / night.Seconds, "rows/s");
        Figures.Line($"night.cpu_us.{name}", 1e6 * night.Processor / size.Rows, "us");
        Figures.Line($"night.allocated_kb.{name}", night.Allocated / 1e3 / size.Rows, "kB");
        Figures.Line($"night.requests_per_1000.{name}", 1e3 * counts.Values.Sum() / size.Rows, "requests");
        foreach (var (kind, count) in counts.Where(_ => showsRequests).OrderByDescending(kind => kind.Value))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {1e3 * count / size.Rows,9:0.00}  {kind}"));
        return (
            loop.Seconds / night.Seconds,
            1e6 * night.Processor / size.Rows,
            1e6 * (night.Processor - loop.Processor) / size.Rows,
            1e3 * counts.Values.Sum() / size.Rows);
    }

    private static async Task<(double Seconds, double Processor, double Storage, long Allocated, RunRecord Run)> NightAsync(PipelineHost host, DateOnly date, RequestLog log)
    {
        log.Clear();
        var allocated = GC.GetTotalAllocatedBytes();
        var (seconds, processor, storage) = await Effort.OfAsync(() => host.RunNightsAsync(CancellationToken.None));
        return (seconds, processor, storage, GC.GetTotalAllocatedBytes() - allocated, await host.RunAsync(date, 1, CancellationToken.None));
    }

    private static DateTimeOffset EveningOf(DateOnly date) => new(date, new(18, 0), TimeSpan.FromHours(9));

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
