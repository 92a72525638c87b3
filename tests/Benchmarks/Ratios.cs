using Pricing;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;
using Pricing.Policies;

namespace Benchmarks;

/// <summary>The quick mode: every figure of the kernel in one process, one line each: name, value, unit.</summary>
internal static class Ratios
{
    private const int Options = 4096;
    private const int Halves = 1 << 19;

    /// <summary>The figures of the kernel and of certified rights.</summary>
    /// <param name="width">The variant.</param>
    /// <param name="isQuick">Whether rough figures will do.</param>
    public static void Print(LaneWidth width, bool isQuick)
    {
        var sample = new SampleOptions(Options);
        var rounds = new Rounds(Options, count: isQuick ? 40 : 400, repetitions: 4);
        rounds.Measure(
        [
            ("price", () => CallBatch.Price(sample.Inputs, sample.Prices, width)),
            ("greeks", () => CallBatch.Price(sample.Inputs, sample.Prices, sample.Greeks, width)),
            ("mathnet", () => MathNetPath.Price(sample.Inputs, sample.Prices)),
            ("floor", () => OperationFloor.Run(Options, width)),
        ]);

        Figures.Line("kernel.price.ns", rounds.Median("price"), "ns");
        Figures.Line("kernel.greeks.ns", rounds.Median("greeks"), "ns");
        Figures.Line("kernel.greeks_to_price", rounds.Ratio("greeks", "price"), "times");
        Figures.Line("kernel.vs_mathnet", rounds.Ratio("mathnet", "price"), "times");
        Figures.Line("kernel.vs_floor", rounds.Ratio("floor", "price"), "share");
        var accuracy = Accuracy.Measure(width);
        Figures.Line("kernel.max_abs_error", accuracy.Absolute, "M");
        Figures.Line("kernel.max_rel_error", accuracy.Relative, "relative");
        Figures.Line("kernel.threads2", ThreadGain(width), "times");
        CertifiedRights(sample.Inputs);
    }

    // What the pipeline asks for: decimals in, a checked and certainly rounded amount out.
    private static void CertifiedRights(in OptionColumns options)
    {
        var orders = new RightOrder[Options];
        for (var row = 0; row < Options; row++)
            orders[row] = new(Stored(options[row]), ShippedPolicies.IijPractice, Currency.Yen);

        var rounds = new Rounds(Options, count: 50, repetitions: 1);
        rounds.Measure(
        [
            ("batch", () => Read(RightBatch.Price(orders))),
            ("single", () => Read([.. orders.Select(order => RightPricer.Price(order.Inputs, order.Policy, order.Currency))])),
        ]);
        Figures.Line("rights.batch.ns", rounds.Median("batch"), "ns");
        Figures.Line("rights.vs_single", rounds.Ratio("single", "batch"), "times");
    }

    private static void Read(IReadOnlyList<Outcome<RightValue>> rights)
    {
        for (var row = 0; row < rights.Count; row++) _ = rights[row].Value.PerRight.Exact!.Value;
    }

    private static OptionInputs Stored(in ContinuousTerms terms) => new()
    {
        SharePrice = (decimal)terms.SharePrice,
        ExercisePrice = (decimal)terms.ExercisePrice,
        Years = (decimal)terms.Years,
        Volatility = terms.Volatility,
        RiskFreeRate = (decimal)terms.Rate,
        DividendYield = (decimal)terms.DividendYield,
        SharesPerRight = 200,
    };

    // Two halves of a book that no cache holds, one after the other and on two threads.
    private static double ThreadGain(LaneWidth width)
    {
        var (first, second) = (new SampleOptions(Halves), new SampleOptions(Halves));
        Action[] halves =
        [
            () => CallBatch.Price(first.Inputs, first.Prices, width),
            () => CallBatch.Price(second.Inputs, second.Prices, width),
        ];
        var rounds = new Rounds(2 * Halves, count: 50, repetitions: 1);
        rounds.Measure(
        [
            ("one", () => Array.ForEach(halves, half => half())),
            ("two", () => Parallel.Invoke(halves)),
        ]);
        return rounds.Ratio("one", "two");
    }
}
