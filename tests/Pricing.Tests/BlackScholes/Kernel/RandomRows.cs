using System.Globalization;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;

namespace Pricing.Tests.BlackScholes.Kernel;

/// <summary>Rows over the whole range of markets, some deep in the tails. KERNEL_ROWS sets how many a test draws.</summary>
internal static class RandomRows
{
    private static readonly int BatchRows = Draws.Of(10_000);
    private static readonly int CountByDefault = 4 * BatchRows;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("KERNEL_ROWS"), CultureInfo.InvariantCulture, out var rows)
            ? BatchRows * ((Math.Max(rows, 1) + BatchRows - 1) / BatchRows)
            : CountByDefault;

    public static void ForEachBatch(Action<ContinuousTerms[]> check) =>
        Parallel.For(0, Count / BatchRows, seed => check(Draw(seed, BatchRows)));

    public static ContinuousTerms[] Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random))];
    }

    /// <summary>
    /// Rows up to the ends of <see cref="CallBatch.IsInRange"/>, with d about 0, about 37.6 where the tails end, or anywhere
    /// between.
    /// </summary>
    public static ContinuousTerms[] DrawToTheEnds(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, 8 * count).Select(_ => DrawToTheEnds(random)).Where(row => CallBatch.IsInRange(row)).Take(count)];
    }

    private static ContinuousTerms DrawToTheEnds(Random random)
    {
        var deviation = LogUniform(random, 1e-8, 15);
        var years = LogUniform(random, 1e-12, 1e12);
        var (earned, paid) = (Exponent(random), Exponent(random));
        var strike = LogUniform(random, 1e-38, 1e38);
        var d = random.Next(3) switch
        {
            0 => 1e-3 * (random.NextDouble() - 0.5),
            1 => 37.6 + (1e-3 * (random.NextDouble() - 0.5)),
            _ => 40 * (random.NextDouble() - 0.5),
        };
        var forward = deviation * (d + ((random.Next(2) - 0.5) * deviation));
        return new(
            strike * Math.Exp(forward - earned + paid), strike, years, deviation / Math.Sqrt(years), earned / years, paid / years);
    }

    // Up to 350 in size, small ones as often as large ones.
    private static double Exponent(Random random) => ((2 * random.Next(2)) - 1) * LogUniform(random, 1e-6, 350);

    private static ContinuousTerms Draw(Random random)
    {
        var years = LogUniform(random, 1 / 365.0, 40);
        var sigma = LogUniform(random, 1e-4, 5);
        var strike = LogUniform(random, 1, 10000);
        var (rate, dividendYield) = (-0.05 + (0.3 * random.NextDouble()), -0.05 + (0.3 * random.NextDouble()));
        var deviates = random.Next(4) switch { 0 => 80 * (random.NextDouble() - 0.5), _ => 18 * (random.NextDouble() - 0.5) };
        var forward = Math.Clamp(((dividendYield - rate) * years) + (deviates * sigma * Math.Sqrt(years)), -30, 30);
        return new(strike * Math.Exp(forward), strike, years, sigma, rate, dividendYield);
    }

    private static double LogUniform(Random random, double low, double high) =>
        low * Math.Pow(high / low, random.NextDouble());
}
