using BenchmarkDotNet.Running;
using Benchmarks;
using Pricing.BlackScholes.Kernel;

if (args is ["ratios", .. var rest])
    Ratios.Print(rest is [var width] ? Enum.Parse<LaneWidth>(width) : CallBatch.WidestHere);
else if (args is ["rows", var count])
    PeerRows.Print(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
else
    BenchmarkSwitcher.FromAssembly(typeof(KernelBenchmarks).Assembly).Run(args);
