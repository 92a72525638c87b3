using System.Diagnostics;
using System.Reflection;
using Pricing.BlackScholes;
using Pricing.BlackScholes.Kernel;

namespace Pricing.Tests.BlackScholes.Kernel;

public sealed class CallBatchTests
{
    private static readonly LaneWidth[] Widths = Enum.GetValues<LaneWidth>();

    private static readonly ContinuousTerms Ordinary = new(3505, 3200, 7.5, 0.42, 0.0127, 0.0053);

    /// <summary>T, sigma, S and X at 0, all sizes that no market has, and rates that overflow a power of two.</summary>
    public static TheoryData<ContinuousTerms> Limits =>
    [
        Ordinary with { Years = 0 },
        Ordinary with { Years = 0, SharePrice = 3000 },
        Ordinary with { Volatility = 0 },
        Ordinary with { Volatility = 1e-12 },
        Ordinary with { Volatility = 1e12 },
        Ordinary with { ExercisePrice = 0 },
        Ordinary with { SharePrice = 0 },
        Ordinary with { SharePrice = 0, ExercisePrice = 0 },
        Ordinary with { SharePrice = 1e60, ExercisePrice = 1e60 },
        Ordinary with { SharePrice = 5e-324 },
        Ordinary with { ExercisePrice = 5e-324 },
        Ordinary with { Years = 1e60, Rate = 0, DividendYield = 0 },
        Ordinary with { Years = 5e-324 },
        Ordinary with { Rate = 80 },
        Ordinary with { DividendYield = 80 },
        Ordinary with { Volatility = 7 },
    ];

    public static TheoryData<ContinuousTerms> Unsound =>
    [
        Ordinary with { SharePrice = double.NaN },
        Ordinary with { SharePrice = -1 },
        Ordinary with { SharePrice = double.PositiveInfinity },
        Ordinary with { ExercisePrice = double.NaN },
        Ordinary with { ExercisePrice = -1 },
        Ordinary with { ExercisePrice = double.PositiveInfinity },
        Ordinary with { Years = double.NaN },
        Ordinary with { Years = -1 },
        Ordinary with { Years = double.PositiveInfinity },
        Ordinary with { Volatility = double.NaN },
        Ordinary with { Volatility = -0.2 },
        Ordinary with { Volatility = double.PositiveInfinity },
        Ordinary with { Rate = double.NaN },
        Ordinary with { Rate = -1e9 },
        Ordinary with { Rate = double.NegativeInfinity },
        Ordinary with { DividendYield = double.NaN },
        Ordinary with { DividendYield = -1e9 },
        Ordinary with { DividendYield = double.PositiveInfinity },
    ];

    [Fact]
    public void Price_RandomRows_HasTheSameBitsInEveryWidth() => RandomRows.ForEachBatch(rows =>
    {
        var results = Widths.Select(width =>
        {
            var batch = new Batch(rows);
            Assert.Equal(rows.Length, batch.PriceWithGreeks(width));
            return batch.Results;
        }).ToList();

        foreach (var (first, second, third) in results[0].Zip(results[1], results[2]))
        {
            Assert.Equal(first, second);
            Assert.Equal(first, third);
            Assert.DoesNotContain(first, result => !double.IsFinite(result));
        }
    });

    [Theory]
    [MemberData(nameof(Limits))]
    public void Price_AtALimit_IsThatOfTheReference(ContinuousTerms terms) => Assert.All(Widths, width =>
    {
        var batch = new Batch([Ordinary, terms, Ordinary]);

        Assert.Equal(3, batch.Price(width));
        Assert.Equal(EuropeanFormula.Call(terms), batch.Prices[1]);
        Assert.Equal(batch.Prices[0], batch.Prices[2]);
    });

    [Theory]
    [MemberData(nameof(Limits))]
    public void Greeks_AtALimit_AreThoseOfTheReference(ContinuousTerms terms) => Assert.All(Widths, width =>
    {
        var batch = new Batch([Ordinary, terms, Ordinary]);
        var expected = Greeks.Of(terms).Value;

        Assert.Equal(3, batch.PriceWithGreeks(width));
        Assert.Equal(
            [
                EuropeanFormula.Call(terms), expected.Delta, expected.Gamma, expected.Vega,
                expected.Theta, expected.Rho, expected.DividendRho,
            ],
            batch.ResultsOf(1));
    });

    [Theory]
    [MemberData(nameof(Unsound))]
    public void Price_UnsoundRow_StopsThereAndLeavesTheRest(ContinuousTerms terms) => Assert.All(Widths, width =>
    {
        foreach (var before in new[] { 0, 1, 7, 64, 100 })
        {
            var batch = new Batch([.. Enumerable.Repeat(Ordinary, before), terms, .. Enumerable.Repeat(Ordinary, 130)]);
            Array.Fill(batch.Prices, -1);

            Assert.Equal(before, batch.Price(width));
            Assert.All(batch.Prices[..before], price => Assert.True(price > 0));
            Assert.All(batch.Prices[before..], price => Assert.Equal(-1, price));
        }
    });

    /// <summary>S e^(-qT) = X e^(-rT) and sigma 0: a value, but no derivatives.</summary>
    [Fact]
    public void Price_Kink_HasAPriceButStopsTheGreeks()
    {
        var batch = new Batch([Ordinary, new(100, 100, 1, 0, 0, 0), Ordinary]);

        Assert.Equal(3, batch.Price(CallBatch.WidestHere));
        Assert.Equal(0, batch.Prices[1]);
        Assert.Equal(1, batch.PriceWithGreeks(CallBatch.WidestHere));
    }

    [Fact]
    public void Price_AnyLength_ValuesEveryRowAsIfAlone()
    {
        var rows = RandomRows.Draw(7, 200);
        var alone = new Batch(rows);
        for (var row = 0; row < rows.Length; row++)
        {
            var single = new Batch(rows[row..(row + 1)]);
            Assert.Equal(1, single.PriceWithGreeks(LaneWidth.Bits512));
            foreach (var (column, result) in alone.Results.Zip(single.Results))
                column[row] = result[0];
        }

        foreach (var width in Widths)
        {
            foreach (var length in Draws.Of(Enumerable.Range(0, rows.Length + 1).ToList()))
            {
                var batch = new Batch(rows[..length]);
                Assert.Equal(length, batch.PriceWithGreeks(width));
                foreach (var (expected, actual) in alone.Results.Zip(batch.Results))
                    Assert.Equal(expected[..length], actual);
            }
        }
    }

    [Fact]
    public void Price_IntoAnInput_IsTheSame()
    {
        var rows = RandomRows.Draw(11, 150);
        rows[70] = Ordinary with { Years = 0 };
        var apart = new Batch(rows);
        apart.Price(CallBatch.WidestHere);
        double[] shares = [.. rows.Select(row => row.SharePrice)];
        var options = apart.Options;

        var valued = CallBatch.Price(
            new(shares, options.ExercisePrice, options.Years, options.Volatility, options.Rate, options.DividendYield), shares);

        Assert.Equal(rows.Length, valued);
        Assert.Equal(apart.Prices, shares);
    }

    [Fact]
    public void Price_OutputInAnotherRowOfAnInput_IsRefused()
    {
        var column = new double[20];
        Assert.Throws<ArgumentException>(() =>
        {
            var inputs = column.AsSpan(0, 10);
            CallBatch.Price(new(inputs, inputs, inputs, inputs, inputs, inputs), column.AsSpan(1, 10));
        });
    }

    [Fact]
    public void Price_OutputsThatOverlap_AreRefused()
    {
        var batch = new Batch([Ordinary, Ordinary]);
        var column = new double[12];
        Assert.Throws<ArgumentException>(() => CallBatch.Price(
            batch.Options, batch.Prices, new GreekColumns(column, column, column, column, column, column)));
        Assert.Throws<ArgumentException>(() => CallBatch.Price(batch.Options, batch.Greeks.Delta, batch.Greeks));
    }

    [Fact]
    public void Price_ShortOutput_IsRefused() =>
        Assert.Throws<ArgumentException>(() => CallBatch.Price(new Batch([Ordinary, Ordinary]).Options, new double[1]));

    [Fact]
    public void Columns_OfSeveralLengths_AreRefused()
    {
        Assert.Throws<ArgumentException>(() =>
            new OptionColumns(new double[2], new double[2], new double[2], new double[1], new double[2], new double[2]).Count);
        Assert.Throws<ArgumentException>(() =>
            new GreekColumns(new double[2], new double[2], new double[2], new double[2], new double[2], new double[1]).Count);
    }

    /// <summary>In a build for debugging, vectors are worked on by code of the runtime that boxes: nothing can be told there.</summary>
    [Fact]
    public void Price_OptimisedBuild_AllocatesNothing()
    {
        var isOptimised = typeof(CallBatch).Assembly.GetCustomAttribute<DebuggableAttribute>() is not { IsJITOptimizerDisabled: true };
        var batch = new Batch([.. Enumerable.Repeat(Ordinary, 500), Ordinary with { Years = 0 }]);
        var ordinary = new Batch([.. Enumerable.Repeat(Ordinary, 500)]);
        batch.Price(CallBatch.WidestHere);
        ordinary.PriceWithGreeks(CallBatch.WidestHere);
        var before = GC.GetAllocatedBytesForCurrentThread();

        batch.Price(CallBatch.WidestHere);
        ordinary.PriceWithGreeks(CallBatch.WidestHere);

        Assert.True(GC.GetAllocatedBytesForCurrentThread() == before || !isOptimised);
    }

    /// <summary>The third series (release, section 12): 3,234.604, as the scalar path has it.</summary>
    [Fact]
    public void Price_ThirdSeries_IsThePublishedValue()
    {
        var terms = ContinuousTerms.From(SampleInputs.IijThirdSeries, Pricing.Policies.ShippedPolicies.IijPractice);
        var batch = new Batch([terms]);
        batch.Price(CallBatch.WidestHere);

        Assert.Equal(EuropeanFormula.Call(terms), batch.Prices[0], 2e-12);
    }
}
