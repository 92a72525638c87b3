using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;
using Pricing.BlackScholes.Precision;
using Pricing.Tests.BlackScholes.Formula;

namespace Benchmarks;

/// <summary>The worst errors against the 50-digit table.</summary>
/// <param name="Absolute">Over M = max(S e^(-qT), X e^(-rT)).</param>
/// <param name="Relative">Where sigma is at least 5 %, T a day and C/S above 1e-12.</param>
internal readonly record struct Accuracy(double Absolute, double Relative)
{
    public static Accuracy Measure(LaneWidth width)
    {
        var rows = ReferenceTable.Rows;
        var terms = rows.Select(row => row.Terms).ToList();
        var prices = new double[rows.Count];
        CallBatch.Price(
            new(
                [.. terms.Select(row => row.SharePrice)],
                [.. terms.Select(row => row.ExercisePrice)],
                [.. terms.Select(row => row.Years)],
                [.. terms.Select(row => row.Volatility)],
                [.. terms.Select(row => row.Rate)],
                [.. terms.Select(row => row.DividendYield)]),
            prices,
            width);

        var (absolute, relative) = (0.0, 0.0);
        for (var row = 0; row < rows.Count; row++)
        {
            var exact = ReferenceRow.Exact(rows[row].Call);
            var error = (Rational.From(prices[row]) - exact).Abs().ToDouble();
            absolute = Math.Max(absolute, error / rows[row].Scale);
            if (terms[row] is { Volatility: >= 0.05, Years: >= 1 / 365.0 } && exact.ToDouble() / terms[row].SharePrice > 1e-12)
                relative = Math.Max(relative, error / exact.ToDouble());
        }

        return new(absolute, relative);
    }
}
