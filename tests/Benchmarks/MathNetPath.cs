using MathNet.Numerics.Distributions;
using Pricing.BlackScholes.Kernel;

namespace Benchmarks;

/// <summary>The formula as a textbook has it: Math and MathNet's distribution, one option after the other.</summary>
internal static class MathNetPath
{
    public static void Price(in OptionColumns options, Span<double> prices)
    {
        for (var row = 0; row < options.Count; row++)
        {
            var (s, x, t) = (options.SharePrice[row], options.ExercisePrice[row], options.Years[row]);
            var (sigma, r, q) = (options.Volatility[row], options.Rate[row], options.DividendYield[row]);
            var deviation = sigma * Math.Sqrt(t);
            var d1 = ((Math.Log(s / x) + ((r - q) * t)) / deviation) + (deviation / 2);
            prices[row] = (s * Math.Exp(-q * t) * Normal.CDF(0, 1, d1))
                - (x * Math.Exp(-r * t) * Normal.CDF(0, 1, d1 - deviation));
        }
    }
}
