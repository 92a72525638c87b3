using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;

namespace Pricing.Tests.BlackScholes.Kernel;

/// <summary>Rows as columns, with room for all results.</summary>
internal sealed class Batch
{
    private readonly double[][] greeks;

    public Batch(IReadOnlyCollection<ContinuousTerms> rows)
    {
        Inputs =
        [
            [.. rows.Select(row => row.SharePrice)],
            [.. rows.Select(row => row.ExercisePrice)],
            [.. rows.Select(row => row.Years)],
            [.. rows.Select(row => row.Volatility)],
            [.. rows.Select(row => row.Rate)],
            [.. rows.Select(row => row.DividendYield)],
        ];
        Prices = new double[rows.Count];
        greeks = [.. Enumerable.Range(0, 6).Select(_ => new double[rows.Count])];
    }

    public double[] Prices { get; }

    /// <summary>S, X, T, sigma, r, q.</summary>
    public double[][] Inputs { get; }

    public OptionColumns Options => new(Inputs[0], Inputs[1], Inputs[2], Inputs[3], Inputs[4], Inputs[5]);

    public GreekColumns Greeks => new(greeks[0], greeks[1], greeks[2], greeks[3], greeks[4], greeks[5]);

    /// <summary>The columns of all results.</summary>
    public IEnumerable<double[]> Results => [Prices, .. greeks];

    /// <summary>Delta, gamma, vega, theta, rho, dividend rho of a row.</summary>
    public double[] GreeksOf(int row) => [.. greeks.Select(column => column[row])];

    /// <summary>Every result of a row.</summary>
    public double[] ResultsOf(int row) => [Prices[row], .. GreeksOf(row)];

    public int Price(LaneWidth width) => CallBatch.Price(Options, Prices, width);

    public int PriceWithGreeks(LaneWidth width) => CallBatch.Price(Options, Prices, Greeks, width);
}
