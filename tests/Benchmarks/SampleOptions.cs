using Pricing.BlackScholes.Kernel;

namespace Benchmarks;

/// <summary>Options as grants have them, six inputs each, the same in every run and in <c>peers/</c>.</summary>
internal sealed class SampleOptions
{
    private readonly double[][] columns;

    public SampleOptions(int count)
    {
        columns = [.. Enumerable.Range(0, 6).Select(_ => new double[count])];
        Prices = new double[count];
        Derivatives = [.. Enumerable.Range(0, 6).Select(_ => new double[count])];
        var state = 20130711UL;
        for (var row = 0; row < count; row++)
        {
            columns[0][row] = Draw(ref state, 100, 10000);
            columns[1][row] = columns[0][row] * Draw(ref state, 0.5, 1.5);
            columns[2][row] = Draw(ref state, 0.1, 15);
            columns[3][row] = Draw(ref state, 0.1, 0.8);
            columns[4][row] = Draw(ref state, -0.005, 0.03);
            columns[5][row] = Draw(ref state, 0, 0.05);
        }
    }

    public int Count => Prices.Length;

    public double[] Prices { get; }

    public double[][] Derivatives { get; }

    public OptionColumns Inputs => new(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);

    public GreekColumns Greeks =>
        new(Derivatives[0], Derivatives[1], Derivatives[2], Derivatives[3], Derivatives[4], Derivatives[5]);

    // A linear congruential generator (Knuth, MMIX), short enough to repeat in another language.
    private static double Draw(ref ulong state, double low, double high)
    {
        state = (state * 6364136223846793005) + 1442695040888963407;
        return low + ((high - low) * ((state >> 11) * (1.0 / (1UL << 53))));
    }
}
