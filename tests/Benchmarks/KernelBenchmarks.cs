using BenchmarkDotNet.Attributes;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;

namespace Benchmarks;

/// <summary>The batch kernel in every width, beside the textbook path.</summary>
public class KernelBenchmarks
{
    private const int Count = 4096;

    private readonly SampleOptions options = new(Count);

    [Params(LaneWidth.Bits128, LaneWidth.Bits256, LaneWidth.Bits512, LaneWidth.Bits512SlowDivider)]
    public LaneWidth Width { get; set; }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Price() => CallBatch.Price(options.Inputs, options.Prices, Width);

    [Benchmark(OperationsPerInvoke = Count)]
    public int PriceWithGreeks() => CallBatch.Price(options.Inputs, options.Prices, options.Greeks, Width);

    [Benchmark(OperationsPerInvoke = Count, Baseline = true)]
    public void MathNet() => MathNetPath.Price(options.Inputs, options.Prices);
}
