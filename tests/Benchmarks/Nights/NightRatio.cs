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
    private static readonly NightCase WarmUp = new(100, 100);

    /// <summary>All cases; the figures without a size are those of the first, and the least ratio.</summary>
    /// <param name="isQuick">Whether smaller nights under the same names will do.</param>
    public static async Task RunAsync(bool isQuick)
    {
        await using var azurite = new AzuriteFixture();
        await WarmUpAsync(azurite, isQuick ? WarmUp.Quick() : WarmUp);
        var nights = new List<Measured>();
        foreach (var cases in NightCase.All)
            nights.AddRange(await RunAsync(azurite, [.. cases.Select(size => (isQuick ? size.Quick() : size, $"{size}"))], showsRequests: false));
        Figures.Line("night.ratio", nights.Min(night => night.Ratio), "times");
        Figures.Line("night.cpu_us", nights[0].Processor, "us");
        Figures.Line("night.cpu_own_us", nights[0].Own, "us");
        Figures.Line("night.requests_per_1000", nights[0].Requests, "requests");
    }

    /// <summary>One case, with its requests by kind.</summary>
    /// <param name="size">The case.</param>
    public static Task RunAsync(NightCase size) => RunAsync(size, $"{size}", showsRequests: true);

    /// <summary>One case under a name of its own.</summary>
    /// <param name="size">The case.</param>
    /// <param name="name">The name that stands behind its figures.</param>
    public static Task RunAsync(NightCase size, string name) => RunAsync(size, name, showsRequests: false);

    private static async Task RunAsync(NightCase size, string name, bool showsRequests)
    {
        await using var azurite = new AzuriteFixture();
        await WarmUpAsync(azurite, WarmUp);
        await RunAsync(azurite, [(size, name)], showsRequests);
    }

    /// <summary>Cases with the same issuers, a night each of one storage.</summary>
    private static async Task<IReadOnlyList<Measured>> RunAsync(
        AzuriteFixture azurite, IReadOnlyList<(NightCase Size, string Name)> cases, bool showsRequests)
    {
        var log = new RequestLog();
        var storage = log.Storage(await azurite.NewAccountAsync());
        await storage.CreateAsync(CancellationToken.None);
        await using var host = await HostAsync(storage);
        var (issuers, first) = (cases[0].Size.Issuers, cases[0].Name);
        await Figures.TimedAsync($"night.fill.{first}", () => NightStorage.FillAsync(host, issuers));
        using (var steps = showsRequests ? new StepLog() : null)
        {
            var (before, _) = await NightAsync(host, NightStorage.Before, log);
            steps?.Print();
            Figures.Line($"night.first.{first}", before.Seconds, "s");
            Figures.Line($"night.first.cpu_us.{first}", 1e6 * before.Processor / issuers, "us");
            Figures.Line($"night.first.storage_us.{first}", 1e6 * before.Storage / issuers, "us");
            Print(log.Counts, issuers, isShown: showsRequests);
        }

        var loop = StorageClients.Create(await azurite.NewAccountAsync());
        await loop.CreateAsync(CancellationToken.None);
        var plain = new PlainLoop(storage, loop, issuers);
        var measured = new List<Measured>();
        var number = 1;
        foreach (var ((size, name), date) in cases.Zip(NightStorage.Nights))
        {
            // Those of the night before are provisional, and valued again.
            await Figures.TimedAsync($"night.grants.{name}", () => NightStorage.AddGrantsAsync(host, issuers, number..size.Grants, date));
            number = size.Grants;
            await Figures.TimedAsync($"night.loop.level.{name}", () => plain.LevelAsync(date));
            host.Clock.SetUtcNow(EveningOf(date));
            measured.Add(await MeasureAsync(host, plain, log, (size, name, date), showsRequests));
        }

        return measured;
    }

    /// <summary>A night like those that are measured, on a storage of its own, after which the code is compiled.</summary>
    private static async Task WarmUpAsync(AzuriteFixture azurite, NightCase size)
    {
        var storage = await azurite.NewStorageAsync(CancellationToken.None);
        await using (var host = await HostAsync(storage))
        {
            await NightStorage.FillAsync(host, size.Issuers);
            await host.RunNightsAsync(CancellationToken.None);
            await NightStorage.AddGrantsAsync(host, size.Issuers, 1..size.Grants, NightStorage.Nights[0]);
            host.Clock.SetUtcNow(EveningOf(NightStorage.Nights[0]));
            await host.RunNightsAsync(CancellationToken.None);
        }

        await CompiledCode.SettleAsync();
    }

    private static Task<PipelineHost> HostAsync(PipelineStorage storage) => PipelineHost.StartAsync(storage, EveningOf(NightStorage.Before), new Dictionary<string, string?>
    {
        ["Night:FirstDate"] = Text(NightStorage.Before),
        ["Night:LastDate"] = Text(NightStorage.Nights[^1]),
        ["MarketData:JQuants:Enabled"] = "false",
        ["MarketData:Jgb:Enabled"] = "false",
    });

    private static async Task<Measured> MeasureAsync(
        PipelineHost host, PlainLoop plain, RequestLog log, (NightCase Size, string Name, DateOnly Date) asked, bool showsRequests)
    {
        var (size, name, date) = asked;
        using var steps = showsRequests ? new StepLog() : null;
        var allocated = GC.GetTotalAllocatedBytes();
        var (night, run) = await NightAsync(host, date, log);
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        var held = GC.GetTotalMemory(forceFullCollection: true);
        if (run.Rows != size.Rows || run.Failed > 0)
        {
            var value = await host.Get<ValuationStore>().HistoryAsync(NightStorage.PartitionOf(0), NightStorage.IdOf(0)).FirstAsync();
            throw new InvalidOperationException($"The night stored {run.Rows} values, {run.Failed} of them failed: {value.Failures}");
        }

        var counts = log.Counts.ToDictionary();
        steps?.Print();
        Figures.Line($"night.storage_us.{name}", 1e6 * night.Storage / size.Rows, "us");
        Figures.Line($"night.rows.{name}", size.Rows / night.Seconds, "rows/s");
        Figures.Line($"night.cpu_us.{name}", 1e6 * night.Processor / size.Rows, "us");
        Figures.Line($"night.allocated_kb.{name}", allocated / 1e3 / size.Rows, "kB");
        Figures.Line($"night.memory.{name}", night.WorkingSet / 1e6, "MB");
        Figures.Line($"night.held.{name}", held / 1e6, "MB");
        Figures.Line($"night.requests_per_1000.{name}", 1e3 * counts.Values.Sum() / size.Rows, "requests");
        Print(counts, size.Rows, showsRequests);

        var loop = await plain.RunAsync(date);
        Figures.Line($"night.ratio.{name}", loop.Seconds / night.Seconds, "times");
        Figures.Line($"night.loop.{name}", size.Rows / loop.Seconds, "rows/s");
        Figures.Line($"night.loop.cpu_us.{name}", 1e6 * loop.Processor / size.Rows, "us");
        Figures.Line($"night.loop.storage_us.{name}", 1e6 * loop.Storage / size.Rows, "us");
        return new(
            loop.Seconds / night.Seconds,
            1e6 * night.Processor / size.Rows,
            1e6 * (night.Processor - loop.Processor) / size.Rows,
            1e3 * counts.Values.Sum() / size.Rows);
    }

    private static async Task<(Effort Effort, RunRecord Run)> NightAsync(PipelineHost host, DateOnly date, RequestLog log)
    {
        log.Clear();
        var effort = await Effort.OfAsync(() => host.RunNightsAsync(CancellationToken.None));
        return (effort, await host.RunAsync(date, 1, CancellationToken.None));
    }

    private static void Print(IReadOnlyDictionary<string, int> counts, int rows, bool isShown)
    {
        foreach (var (kind, count) in counts.Where(_ => isShown).OrderByDescending(kind => kind.Value))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {1e3 * count / rows,9:0.00}  {kind}"));
    }

    private static DateTimeOffset EveningOf(DateOnly date) => new(date, new(18, 0), TimeSpan.FromHours(9));

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private readonly record struct Measured(double Ratio, double Processor, double Own, double Requests);
}
