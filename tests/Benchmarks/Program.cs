using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;
using Benchmarks;
using Benchmarks.Intake;
using Benchmarks.Nights;
using Benchmarks.Serving;
using Benchmarks.Simulation;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;

// The emulator, a child of this process, holds all that the nights write; by itself Node lets it have a few gigabytes.
const string ofNode = "NODE_OPTIONS";
if (Environment.GetEnvironmentVariable(ofNode) is null) Environment.SetEnvironmentVariable(ofNode, "--max-old-space-size=14000");

if (args is [StartRatio.Bare, var port])
{
    await StartRatio.ServeBareAsync(int.Parse(port, CultureInfo.InvariantCulture));
    return 0;
}

if (args is [ScaleRatio.One, var night])
{
    await ScaleRatio.NightAsync(night);
    return 0;
}

switch (args)
{
    case ["ratios"] or ["ratios", "--quick"]:
        var isQuick = args.Length > 1;
        await Figures.TimedAsync("ratios", async () =>
        {
            await Figures.TimedAsync("ratios.kernel", () => Task.Run(() => Ratios.Print(CallBatch.FastestHere, isQuick)));
            await Figures.TimedAsync("ratios.files", () => FilesRead.RunAsync(isQuick));
            await Figures.TimedAsync("ratios.ingest", () => IngestRatio.RunAsync(isQuick ? 6_000 : 100_000));
            await Figures.TimedAsync("ratios.start", () => StartRatio.RunAsync(isQuick));
            await Figures.TimedAsync("ratios.api", () => ApiRatio.RunAsync(isQuick));
            await Figures.TimedAsync("ratios.night", () => NightRatio.RunAsync(isQuick));
        });
        return 0;
    case ["ratios", var width] when Enum.TryParse<LaneWidth>(width, out var lanes):
        Ratios.Print(lanes, isQuick: false);
        return 0;
    case ["ingest", var text] when int.TryParse(text, CultureInfo.InvariantCulture, out var rows):
        await IngestRatio.RunAsync(rows);
        return 0;
    case ["night", var size]:
        await NightRatio.RunAsync(NightCase.Parse(size));
        return 0;
    case ["scale"]:
        await ScaleRatio.RunAsync(1_000_000, plot: null);
        return 0;
    case ["scale", var text, .. var plot] when plot.Length < 2 && int.TryParse(text, CultureInfo.InvariantCulture, out var most):
        await ScaleRatio.RunAsync(most, plot.FirstOrDefault());
        return 0;
    case ["simulate"]:
        await Simulate.RunAsync();
        return 0;
    case ["rows", var text] when int.TryParse(text, CultureInfo.InvariantCulture, out var count):
        PeerRows.Print(count);
        return 0;
    case ["api"] or ["api", "--quick"]:
        await ApiRatio.RunAsync(isQuick: args.Length > 1);
        return 0;
    case ["page", var grantsOfPage] when int.TryParse(grantsOfPage, CultureInfo.InvariantCulture, out var shown):
        await PageRatio.RunAsync(shown);
        return 0;
    case ["start"]:
        await StartRatio.RunAsync(isQuick: false);
        return 0;
    case ["marketdata.read", .. var rest]:
        await MarketDataRead.RunAsync(rest);
        return 0;
    case ["files.read_ratio"]:
        await FilesRead.RunAsync(isQuick: false);
        return 0;
    case ["jobs", .. var rest]:
        // The jobs build what they measure with; the two minutes they are given otherwise are few on a busy machine.
        var patient = ManualConfig.Create(DefaultConfig.Instance).WithBuildTimeout(TimeSpan.FromMinutes(10));
        BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(rest, patient);
        return 0;
    default:
        Console.Error.WriteLine(
            $"""
            usage: dotnet run -c Release --project tests/Benchmarks -- NAME
              ratios [--quick]   every figure beside its yardstick, one a line
              ratios {string.Join('|', Enum.GetNames<LaneWidth>())}   the kernel's alone, in a variant
              night ISSUERSxGRANTS   a night beside a plain loop, with its requests by kind
              api [--quick]      prices over HTTP beside bare endpoints, and memory over 100,000 requests
              page GRANTS        what the page asks of a date with so many grants: its table first and warm, sorted, filtered, paged
              start              from the start of the local host to its first price, beside an empty minimal API
              ingest ROWS        a file of grants beside a plain loop
              scale [MOST [PLOT.svg]]   nights of 200 issuers with 10,000 grants, 20,000, and so on up to a million, and a picture of them
              simulate           nights on Azure by its published limits, up to ten million grants
              rows COUNT         inputs and values for the peers in peers/
              jobs [OPTIONS]     BenchmarkDotNet's own jobs
              marketdata.read    what a night's history costs to read
              files.read_ratio   a million rows of a file, beside bare Sylvan.Data.Csv
            """);
        return 2;
}
