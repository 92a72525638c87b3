using System.Globalization;
using Pricing.BlackScholes;

namespace Pricing.Tests.BlackScholes.Kernel;

/// <summary>Rows over the whole range of markets, some deep in the tails. KERNEL_ROWS sets how many a test draws.</summary>
internal static class RandomRows
{
    private static readonly int BatchRows = Draws.Of(10_000);
    private static readonly int CountByDefault = 4 * BatchRows;

    public static int Count { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("KERNEL_ROWS"), CultureInfo.InvariantCulture, out var rows)
            ? rows
            : CountByDefault;

    public static void ForEachBatch(Action<ContinuousTerms[]> check) =>
        Parallel.For(0, Count / BatchRows, seed => check(Draw(seed, BatchRows)));

    public static ContinuousTerms[] Draw(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Draw(random))];
    }

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
