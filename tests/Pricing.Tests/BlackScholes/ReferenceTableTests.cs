using Pricing.BlackScholes;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.Tests.BlackScholes;

/// <summary>Every path against the 50-digit table of tests/ReferenceTables.</summary>
public sealed class ReferenceTableTests(ITestOutputHelper output)
{
    private const double TableDigits = 1e-49;

    [Fact]
    public void Table_Always_HasThePointsItPromises()
    {
        Assert.True(ReferenceTable.Rows.Count >= 2000);
        Assert.True(ReferenceTable.Rows.Count(row => row.Region == "near") >= ReferenceTable.Rows.Count / 2 - 110);
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
        var worst = ReferenceTable.Rows
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
    public void Evaluate_EveryPath_IsWithinItsBound(ArithmeticPath path) => Assert.All(ReferenceTable.Rows, row =>
    {
        var enclosure = RightPricer.Evaluate(row.Inputs, ShippedPolicies.Continuous, path).Value;
        var exact = ReferenceRow.Exact(row.Call);
        var error = (enclosure.Value - exact).Abs() - (exact * Rational.From(TableDigits));

        Assert.True((error - enclosure.Bound).Sign <= 0, $"{row.Terms}: off by {error.ToDouble():E3}, bound {enclosure.Bound.ToDouble():E3}");
    });

    [Fact]
    public void Evaluate_HighPrecision_KeepsTwentyFiveDigitsDownToTheTails()
    {
        var rows = ReferenceTable.Rows
            .Select(row => (row.Inputs, Exact: ReferenceRow.Exact(row.Call)))
            .Where(row => (row.Exact / Rational.From(row.Inputs.SharePrice)).ToDouble() >= 1e-290)
            .ToList();
        foreach (var path in new[] { ArithmeticPath.Bits106, ArithmeticPath.Bits256 })
        {
            var errors = rows.Select(row => Relative(Value(row.Inputs, path), row.Exact)).Order().ToList();
            output.WriteLine($"{path}: {rows.Count} rows, relative error worst {errors[^1]:E2}, median {errors[rows.Count / 2]:E2}, {errors.Count(error => error > 1e-25)} above 1e-25");
        }

        Assert.All(rows, row => Assert.True(Relative(Value(row.Inputs, ArithmeticPath.Bits256), row.Exact) <= 1e-25));
    }

    private void AssertDoublePath(Func<ContinuousTerms, double> formula, Func<ReferenceRow, string> expected)
    {
        var errors = ReferenceTable.Rows
            .Select(row => (Rational.From(formula(row.Terms)) - ReferenceRow.Exact(expected(row))).Abs().ToDouble() / row.Scale)
            .Order()
            .ToList();

        output.WriteLine($"error over M: worst {errors[^1]:E2}, median {errors[errors.Count / 2]:E2}");
        Assert.True(errors[^1] <= 6e-16, $"{errors[^1]:E3}");
    }

    private static Rational Value(OptionInputs inputs, ArithmeticPath path) =>
        RightPricer.Evaluate(inputs, ShippedPolicies.Continuous, path).Value.Value;

    private static double Relative(Rational value, Rational exact) => ((value - exact).Abs() / exact).ToDouble();
}
