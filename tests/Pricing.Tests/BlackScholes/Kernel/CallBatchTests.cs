using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Kernel;

public sealed class CallBatchTests
{
    private const double Untouched = -1e99;

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
        Ordinary with { SharePrice = 1e155, ExercisePrice = 1e155 },
        Ordinary with { SharePrice = 1e-200, ExercisePrice = 1e-200 },
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
    public void Price_RandomRows_HasTheSameBitsInEveryWidth() => RandomRows.ForEachBatch(AssertSameBits);

    /// <summary>No row is beyond the range of the kernel, so each variant values every block by its own stages.</summary>
    [Fact]
    public void Price_RowsToTheEndsOfTheRange_HasTheSameBitsInEveryWidth() => AssertSameBits(RandomRows.DrawToTheEnds(3, 20_000));

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
        foreach (var before in new[] { 0, 1, 7, 64, 100, 128, 300 })
        {
            var batch = new Batch([.. Enumerable.Repeat(Ordinary, before), terms, .. Enumerable.Repeat(Ordinary, 130)]);
            foreach (var column in batch.Results) Array.Fill(column, Untouched);

            Assert.Equal(before, batch.Price(width));
            Assert.Equal(before, batch.PriceWithGreeks(width));
            foreach (var column in batch.Results)
            {
                Assert.DoesNotContain(Untouched, column[..before]);
                Assert.All(column[before..], result => Assert.Equal(Untouched, result));
            }
        }
    });

    /// <summary>
    /// S e^(-qT) = X e^(-rT) and sigma 0; a rho above the largest double. Each has a value but not all derivatives.
    /// </summary>
    [Theory]
    [InlineData(100, 100, 1, 0)]
    [InlineData(1e200, 1e200, 1e150, 1e-75)]
    public void Price_RowWithoutDerivatives_HasAPriceButStopsTheGreeks(double share, double strike, double years, double sigma)
    {
        var batch = new Batch([Ordinary, new(share, strike, years, sigma, 0, 0), Ordinary]);

        Assert.Equal(3, batch.Price(CallBatch.FastestHere));
        Assert.True(double.IsFinite(batch.Prices[1]));
        foreach (var column in batch.Results) Array.Fill(column, Untouched);
        Assert.Equal(1, batch.PriceWithGreeks(CallBatch.FastestHere));
        Assert.All(batch.Results, column => Assert.Equal([Untouched, Untouched], column[1..]));
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

    /// <summary>A whole block, one with a row at a limit, and a rest that fills none.</summary>
    [Fact]
    public void Price_IntoInputs_IsTheSame()
    {
        var rows = RandomRows.Draw(11, 300);
        rows[170] = Ordinary with { Years = 0 };
        var apart = new Batch(rows);
        apart.PriceWithGreeks(CallBatch.FastestHere);
        var (prices, all) = (new Batch(rows), new Batch(rows));

        Assert.Equal(rows.Length, CallBatch.Price(prices.Options, prices.Inputs[0]));
        Assert.Equal(rows.Length, CallBatch.Price(all.Options, all.Inputs[0], Columns(all.Inputs[1..], all.Greeks.DividendRho)));

        Assert.Equal(apart.Prices, prices.Inputs[0]);
        Assert.Equal(apart.Results.SkipLast(1), all.Inputs);
        Assert.Equal(apart.Greeks.DividendRho, all.Greeks.DividendRho);
    }

    [Fact]
    public void Price_NoSuchWidth_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        "width", () => CallBatch.Price(new Batch([Ordinary]).Options, new double[1], (LaneWidth)9));

    [Fact]
    public void Price_RowsAtALimitAmongThem_AllocatesNothing()
    {
        var batch = new Batch([.. Enumerable.Repeat(Ordinary, 500), Ordinary with { Years = 0 }]);
        var ordinary = new Batch([.. Enumerable.Repeat(Ordinary, 500)]);
        batch.Price(CallBatch.FastestHere);
        ordinary.PriceWithGreeks(CallBatch.FastestHere);
        var before = GC.GetAllocatedBytesForCurrentThread();

        batch.Price(CallBatch.FastestHere);
        ordinary.PriceWithGreeks(CallBatch.FastestHere);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>The third series (release, section 12): 3,234.604, as the scalar path has it.</summary>
    [Fact]
    public void Price_ThirdSeries_IsThePublishedValue()
    {
        var terms = ContinuousTerms.From(SampleInputs.IijThirdSeries, Pricing.Policies.ShippedPolicies.IijPractice);
        var batch = new Batch([terms]);
        batch.Price(CallBatch.FastestHere);

        Assert.Equal(EuropeanFormula.Call(terms), batch.Prices[0], 2e-12);
    }

    private static void AssertSameBits(ContinuousTerms[] rows)
    {
        var results = Widths.Select(width =>
        {
            var batch = new Batch(rows);
            Assert.Equal(rows.Length, batch.PriceWithGreeks(width));
            return batch.Results.ToList();
        }).ToList();

        foreach (var columns in results)
        {
            foreach (var (expected, column) in results[0].Zip(columns)) Assert.Equal(expected, column);
        }

        Assert.All(results[0], column => Assert.DoesNotContain(column, result => !double.IsFinite(result)));
    }

    private static GreekColumns Columns(double[][] five, Span<double> last) =>
        new(five[0], five[1], five[2], five[3], five[4], last);
}
