using System.Globalization;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;
using Pricing.BlackScholes.Precision;
using Pricing.Tests.BlackScholes.Certified;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Kernel;

/// <summary>The batch against the 50-digit table and against the scalar reference.</summary>
public sealed class CallBatchAccuracyTests(ITestOutputHelper output)
{
    private const double Day = 1 / 365.0;

    [Theory]
    [InlineData(LaneWidth.Bits128)]
    [InlineData(LaneWidth.Bits256)]
    [InlineData(LaneWidth.Bits512)]
    [InlineData(LaneWidth.Bits512SlowDivider)]
    public void Price_ReferenceTable_IsWithinSixE16OfTheScale(LaneWidth width)
    {
        var rows = Enclosures.Rows;
        var batch = new Batch([.. rows.Select(row => row.Terms)]);

        Assert.Equal(rows.Count, batch.Price(width));

        var errors = rows.Select((row, index) => Error(batch.Prices[index], row) / row.Scale).Order().ToList();
        output.WriteLine($"error over M: worst {errors[^1]:E2}, median {errors[errors.Count / 2]:E2}");
        Assert.True(errors[^1] <= 6e-16, $"{errors[^1]:E3}");
    }

    [Fact]
    public void Price_ReferenceTable_KeepsItsRelativeErrorInTheTails()
    {
        var rows = Enclosures.Rows;
        var batch = new Batch([.. rows.Select(row => row.Terms)]);
        batch.Price(CallBatch.FastestHere);
        var errors = rows
            .Select((row, index) => (
                Relative: Error(batch.Prices[index], row) / ReferenceRow.Exact(row.Call).ToDouble(),
                Share: (ReferenceRow.Exact(row.Call) / Rational.From(row.Inputs.SharePrice)).ToDouble(),
                row.Terms))
            .Where(error => error.Terms is { Volatility: >= 0.05, Years: >= Day } && error.Share >= 1e-290)
            .ToList();

        var worst = errors.Where(error => error.Share > 1e-12).Max(error => error.Relative);
        var worstInTails = errors.Max(error => error.Relative);
        output.WriteLine($"relative error: {worst:E2} above 1e-12, {worstInTails:E2} down to 1e-290, of {errors.Count} rows");
        Assert.True(worst <= 2e-12, $"{worst:E3}");
        Assert.True(worstInTails <= 1e-10, $"{worstInTails:E3}");
    }

    [Fact]
    public void Greeks_ReferenceTable_AreWithinTheirScales()
    {
        var rows = Enclosures.Rows;
        var batch = new Batch([.. rows.Select(row => row.Terms)]);

        Assert.Equal(rows.Count, batch.PriceWithGreeks(CallBatch.FastestHere));

        var worst = new double[6];
        for (var row = 0; row < rows.Count; row++)
        {
            var (expected, actual, scales) = (rows[row].Greeks, batch.GreeksOf(row), Scales(rows[row]));
            for (var i = 0; i < worst.Length; i++)
                worst[i] = Math.Max(worst[i], Math.Abs(actual[i] - expected[i]) / scales[i]);
        }

        output.WriteLine($"errors over their scales: {string.Join(", ", worst.Select(error => error.ToString("E2", CultureInfo.InvariantCulture)))}");
        Assert.All(worst, error => Assert.True(error <= 1e-13, $"{error:E3}"));
    }

    [Fact]
    public void Price_RandomRows_IsWithinTheBoundOfTheReference()
    {
        var worst = 0.0;
        var gate = new Lock();
        RandomRows.ForEachBatch(rows =>
        {
            var largest = WorstOverBound([.. rows.Where(row => CallBatch.IsInRange(row))]);
            lock (gate)
                worst = Math.Max(worst, largest);
        });

        output.WriteLine($"error over both bounds: worst {worst:F3} of {RandomRows.Count} rows");
        Assert.True(worst <= 1);
    }

    [Fact]
    public void Price_RowsToTheEndsOfTheRange_IsWithinTheBoundOfTheReference()
    {
        var worst = WorstOverBound(RandomRows.DrawToTheEnds(5, 20_000));

        output.WriteLine($"error over both bounds: worst {worst:F3}");
        Assert.True(worst <= 1);
    }

    [Fact]
    public void ErrorBound_EndsOfTheRange_AreInItAndThereTheBoundIsRefused()
    {
        var middle = new ContinuousTerms(1, 1, 1, 1, 0, 0);
        ContinuousTerms[] ends =
        [
            middle with { SharePrice = 1e-38 }, middle with { SharePrice = 1e38 },
            middle with { ExercisePrice = 1e-38 }, middle with { ExercisePrice = 1e38 },
            middle with { Years = 1e-38, Volatility = 1e13 }, middle with { Years = 1e38, Volatility = 1e-19 },
            middle with { Volatility = 1e-8 }, middle with { Volatility = 15 },
            middle with { Rate = -350 }, middle with { Rate = 350 },
            middle with { DividendYield = -350 }, middle with { DividendYield = 350 },
        ];
        ContinuousTerms[] beyond =
        [
            middle with { SharePrice = 0.9e-38 }, middle with { SharePrice = 1.1e38 },
            middle with { ExercisePrice = 0.9e-38 }, middle with { ExercisePrice = 1.1e38 },
            middle with { Years = 0.9e-38, Volatility = 1e13 }, middle with { Years = 1.1e38, Volatility = 1e-19 },
            middle with { Volatility = 0.9e-8 }, middle with { Volatility = 15.1 },
            middle with { Rate = -351 }, middle with { Rate = 351 },
            middle with { DividendYield = -351 }, middle with { DividendYield = double.NaN },
        ];

        Assert.True(WorstOverBound(ends) <= 1);
        Assert.All(beyond, row => Assert.Throws<ArgumentOutOfRangeException>("terms", () => CallBatch.ErrorBound(row)));
    }

    private static double WorstOverBound(ContinuousTerms[] rows)
    {
        var batch = new Batch(rows);
        Assert.Equal(rows.Length, batch.Price(CallBatch.FastestHere));
        return rows.Zip(batch.Prices).Max(pair => Math.Abs(pair.Second - EuropeanFormula.Call(pair.First))
            / (CallBatch.ErrorBound(pair.First) + EuropeanFormula.CallErrorBound(pair.First)));
    }

    private static double Error(double price, ReferenceRow row) =>
        (Rational.From(price) - ReferenceRow.Exact(row.Call)).Abs().ToDouble();

    // What each derivative could at most be.
    private static double[] Scales(ReferenceRow row)
    {
        var (s, _, t, sigma, _, _) = row.Terms;
        var scale = row.Scale;
        return
        [
            scale / s,
            scale / (s * s * sigma * Math.Sqrt(t)),
            scale * Math.Sqrt(t),
            scale * (0.5 + (sigma / Math.Sqrt(t))),
            scale * t,
            scale * t,
        ];
    }
}
