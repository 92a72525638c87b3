using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;
using Pricing.Tests.BlackScholes.Certified;

namespace Pricing.Tests.BlackScholes.Formula;

/// <summary>Every path against the 50-digit table of tests/ReferenceTables.</summary>
public sealed class ReferenceTableTests(Enclosures enclosures, ITestOutputHelper output) : IClassFixture<Enclosures>
{
    private const double TableDigits = 1e-49;

    [Fact]
    public void Table_Always_HasHalfItsPointsNearTheForward()
    {
        var near = ReferenceTable.Rows.Count(row => Math.Abs(row.Distance) <= 9);

        output.WriteLine($"{ReferenceTable.Rows.Count} points, {near} within 9 deviations of the forward");
        Assert.True(ReferenceTable.Rows.Count >= 2000);
        Assert.True(2 * near >= ReferenceTable.Rows.Count);
    }

    [Fact]
    public void Call_DoublePath_IsWithinSixE16OfTheScale() =>
        AssertDoublePath(terms => EuropeanFormula.Call(terms), row => row.Call);

    [Fact]
    public void Put_DoublePath_IsWithinSixE16OfTheScale() =>
        AssertDoublePath(terms => EuropeanFormula.Put(terms), row => row.Put);

    [Fact]
    public void Call_DoublePath_KeepsItsRelativeErrorInTheTails()
    {
        var worst = Enclosures.Rows
            .Where(row => row.Inputs.Volatility >= 0.05)
            .Select(row => (Row: row, Exact: ReferenceRow.Exact(row.Call)))
            .Where(pair => (pair.Exact / Rational.From(pair.Row.Inputs.SharePrice)).ToDouble() > 1e-290)
            .Max(pair => Relative(Rational.From(EuropeanFormula.Call(pair.Row.Terms)), pair.Exact));

        output.WriteLine($"relative error for sigma >= 5 %: {worst:E2}");
        Assert.True(worst <= 1e-10, $"{worst:E3}");
    }

    [Theory]
    [InlineData(ArithmeticPath.Bits53)]
    [InlineData(ArithmeticPath.Bits106)]
    [InlineData(ArithmeticPath.Bits256)]
    public void Evaluate_EveryPath_IsWithinItsBound(ArithmeticPath path) => Assert.All(Enclosures.Rows, row =>
    {
        var enclosure = enclosures.Of(row, path);
        var exact = ReferenceRow.Exact(row.Call);
        var error = (enclosure.Value - exact).Abs() - (exact * Rational.From(TableDigits));

        Assert.True((error - enclosure.Bound).Sign <= 0, $"{row.Terms}: off by {error.ToDouble():E3}, bound {enclosure.Bound.ToDouble():E3}");
    });

    /// <summary>A bound that holds is of no use if it is wide: it would send every value to the dearest path.</summary>
    [Theory]
    [InlineData(ArithmeticPath.Bits53, 8e-16)]
    [InlineData(ArithmeticPath.Bits106, 4e-28)]
    [InlineData(ArithmeticPath.Bits256, 3e-74)]
    public void Evaluate_EveryPath_HasANarrowBound(ArithmeticPath path, double share)
    {
        var widths = Enclosures.Rows
            .Select(row => enclosures.Of(row, path).Bound.ToDouble() / row.Scale)
            .ToList();

        output.WriteLine($"{path}: bound over M, worst {widths.Max():E2}, median {widths.Order().ElementAt(widths.Count / 2):E2}");
        Assert.All(widths, width => Assert.True(width <= share, $"{width:E3}"));
    }

    /// <summary>Far out of the money the bound shrinks with the value.</summary>
    [Theory]
    [InlineData(ArithmeticPath.Bits53, 1e-250, 1e-3)]
    [InlineData(ArithmeticPath.Bits106, 1e-200, 1e-15)]
    [InlineData(ArithmeticPath.Bits256, 1e-290, 1e-50)]
    public void Evaluate_InTheTails_HasARelativeBound(ArithmeticPath path, double downTo, double relative) => Assert.All(
        Enclosures.Rows.Where(row => row.Region == "tail"),
        row =>
        {
            var enclosure = enclosures.Of(row, path);
            var isFarther = enclosure.Approximate < downTo * row.Terms.SharePrice;
            Assert.True(isFarther || (enclosure.Bound / enclosure.Value).ToDouble() <= relative, $"{row.Terms}");
        });

    [Fact]
    public void Evaluate_HighPrecision_KeepsTwentyFiveDigitsDownToTheTails()
    {
        var rows = Enclosures.Rows
            .Select(row => (Row: row, Exact: ReferenceRow.Exact(row.Call)))
            .Where(pair => (pair.Exact / Rational.From(pair.Row.Inputs.SharePrice)).ToDouble() >= 1e-290)
            .ToList();
        foreach (var path in new[] { ArithmeticPath.Bits106, ArithmeticPath.Bits256 })
        {
            var errors = rows.Select(pair => Relative(enclosures.Of(pair.Row, path).Value, pair.Exact)).Order().ToList();
            output.WriteLine($"{path}: {rows.Count} rows, relative error worst {errors[^1]:E2}, median {errors[rows.Count / 2]:E2}, {errors.Count(error => error > 1e-25)} above 1e-25");
        }

        Assert.All(rows, pair =>
            Assert.True(Relative(enclosures.Of(pair.Row, ArithmeticPath.Bits256).Value, pair.Exact) <= 1e-25));
    }

    private void AssertDoublePath(Func<ContinuousTerms, double> formula, Func<ReferenceRow, string> expected)
    {
        var errors = Enclosures.Rows
            .Select(row => (Rational.From(formula(row.Terms)) - ReferenceRow.Exact(expected(row))).Abs().ToDouble() / row.Scale)
            .Order()
            .ToList();

        output.WriteLine($"error over M: worst {errors[^1]:E2}, median {errors[errors.Count / 2]:E2}");
        Assert.True(errors[^1] <= 6e-16, $"{errors[^1]:E3}");
    }

    private static double Relative(Rational value, Rational exact) => ((value - exact).Abs() / exact).ToDouble();
}
