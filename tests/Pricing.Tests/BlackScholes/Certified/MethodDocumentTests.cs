using System.Globalization;
using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>Every number of the worked example in docs/method.md is what the code calculates.</summary>
public sealed class MethodDocumentTests
{
    private static readonly string[] Lines = [.. Table.Lines("method.md")];

    [Fact]
    public void Document_IijPractice_IsTheExplanation() => AssertWorked(ShippedPolicies.IijPractice, "As IIJ practised");

    [Fact]
    public void Document_ReleaseText_IsTheExplanation() => AssertWorked(ShippedPolicies.ReleaseText, "As the release is written");

    [Fact]
    public void Document_Greeks_AreTheGreeks()
    {
        var one = Greeks.Of(SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice).Value;
        var atTheMoney = Greeks.Of(
            SampleInputs.IijThirdSeries with { ExercisePrice = 3505m }, ShippedPolicies.IijPractice).Value;
        var rows = Rows("| Greek");

        Assert.Equal(6, rows.Count);
        foreach (var (row, greek) in rows.Zip(new Func<Greeks, double>[]
            { g => g.Delta, g => g.Gamma, g => g.Vega, g => g.Theta, g => g.Rho, g => g.DividendRho }))
        {
            AssertPrinted(row[1], greek(one));
            AssertPrinted(row[2], greek(atTheMoney));
        }
    }

    [Fact]
    public void Document_Volatility_FollowsFromItsSums()
    {
        var steps = Rows("| step").ToDictionary(row => row[0], row => row[1]);

        AssertPrinted(steps["sum of returns, which is ln(3505/2545)"], Math.Log(3505.0 / 2545));
        AssertPrinted(steps["mean"], Math.Log(3505.0 / 2545) / 397);
        AssertPrinted(steps["less n x mean^2"], Math.Pow(Math.Log(3505.0 / 2545), 2) / 397);
        var deviations = Number(steps["sum of squares"]) - Number(steps["less n x mean^2"]);
        AssertPrinted(steps["sum of squared deviations"], deviations, 2e-10);
        AssertPrinted(steps["divided by n - 1 = 396"], deviations / 396);
        AssertPrinted(steps["square root: deviation of a weekly return"], Math.Sqrt(deviations / 396));
        AssertPrinted(steps["times sqrt(52) = 7.2111025509: sigma"], Math.Sqrt(deviations / 396 * 52), 1e-9);
        foreach (var (before, after) in Rows("| week").Zip(Rows("| week").Skip(1)).Where(pair => pair.Second[4].Length > 0 && pair.First[0] != "..."))
            AssertPrinted(after[4], Math.Log(Number(after[3]) / Number(before[3])));
    }

    private static void AssertWorked(ValuationPolicy policy, string heading)
    {
        var explanation = Explanation.Of(SampleInputs.IijThirdSeries, policy, Currency.Yen).Value;
        double[] expected =
        [
            explanation.QuotedYield, explanation.ContinuousRate, explanation.ContinuousYield,
            explanation.YieldDiscount, explanation.RateDiscount,
            explanation.DiscountedShare, explanation.DiscountedExercisePrice,
            explanation.LogMoneyness!.Value, explanation.Drift!.Value, explanation.Deviation,
            explanation.D1!.Value, explanation.D2!.Value, explanation.NormalOfD1, explanation.NormalOfD2,
            explanation.ShareReceived, explanation.PaymentMade,
            explanation.Value.UnroundedPerShare,
            explanation.Value.PerShare.Approximate, explanation.Value.PerRight.Approximate,
        ];
        var rows = Rows("| line", heading);

        Assert.Equal(expected.Length, rows.Count);
        Assert.All(rows.Zip(expected), pair => AssertPrinted(pair.First[3], pair.Second));
    }

    /// <summary>The rows below the first table header with this start after a heading.</summary>
    private static List<string[]> Rows(string header, string heading = "")
    {
        var start = Array.FindIndex(Lines, line => line.StartsWith("## " + heading, StringComparison.Ordinal));
        start = Array.FindIndex(Lines, start, line => line.StartsWith(header, StringComparison.Ordinal));
        return [.. Lines.Skip(start + 2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];
    }

    // Half a unit of the last printed digit.
    private static void AssertPrinted(string text, double value, double? tolerance = null)
    {
        var mantissa = text.Split('E')[0];
        var decimals = mantissa.Contains('.', StringComparison.Ordinal) ? mantissa.Length - mantissa.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        var scale = text.Contains('E', StringComparison.Ordinal) ? Math.Pow(10, int.Parse(text.Split('E')[1], CultureInfo.InvariantCulture)) : 1;
        Assert.Equal(value, Number(text), tolerance ?? 0.5000001 * scale * Math.Pow(10, -decimals));
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
