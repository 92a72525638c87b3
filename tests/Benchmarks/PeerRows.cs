using System.Globalization;
using Pricing.BlackScholes.Kernel;

namespace Benchmarks;

/// <summary>The sample with its prices and Greeks, for the programs of <c>peers/</c> to compare with.</summary>
internal static class PeerRows
{
    public static void Print(int count)
    {
        var sample = new SampleOptions(count);
        CallBatch.Price(sample.Inputs, sample.Prices, sample.Greeks);
        for (var row = 0; row < count; row++)
        {
            var (s, x, t, sigma, r, q) = sample.Inputs[row];
            double[] numbers = [s, x, t, sigma, r, q, sample.Prices[row], .. sample.Derivatives.Select(column => column[row])];
            Console.WriteLine(string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture))));
        }
    }
}
