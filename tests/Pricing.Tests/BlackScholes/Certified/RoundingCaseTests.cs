using System.Globalization;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>
/// The rows of tests/ReferenceTables/rounding_cases.csv, whose answers come from 250-digit arithmetic outside this code.
/// </summary>
public sealed class RoundingCaseTests
{
    public static TheoryData<string> Kinds => ["hair", "one-yen", "split", "exact", "rational"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Price_CasesOfAKind_RoundAsTwoHundredFiftyDigitsDo(string kind)
    {
        var cases = Table.Read("rounding_cases.csv").Where(cells => cells[0] == kind).ToList();

        Assert.True(cases.Count >= 30);
        Assert.All(cases, cells =>
        {
            var value = RightPricer.Price(Inputs(cells), Policy(cells), Currency.Yen).Value;
            var step = cells[10] == "share" ? value.PerShareRounding : value.PerRightRounding;

            Assert.Equal(Decimal(cells[13]), step.After.Exact);
            Assert.Equal(cells[14] == "yes", step.IsTie);
        });
    }

    private static OptionInputs Inputs(string[] cells) => new()
    {
        SharePrice = Decimal(cells[1]),
        ExercisePrice = Decimal(cells[2]),
        Years = Quotient(cells[3]),
        Volatility = double.Parse(cells[4], CultureInfo.InvariantCulture),
        RiskFreeRate = Decimal(cells[5]),
        DividendYield = Quotient(cells[6]),
        SharesPerRight = Decimal(cells[7]),
    };

    private static ValuationPolicy Policy(string[] cells)
    {
        var rule = new RoundingRule(Enum.Parse<RoundingMode>(cells[11]), Decimal(cells[12]));
        var policy = ShippedPolicies.Continuous with
        {
            Rate = Enum.Parse<RateConvention>(cells[8]),
            DividendYield = Enum.Parse<YieldConvention>(cells[9]),
        };
        return cells[10] == "share"
            ? policy with { ValuePerShare = rule }
            : policy with { ValuePerShare = new(RoundingMode.None), AmountPerRight = rule };
    }

    private static decimal Decimal(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static Ratio Quotient(string text)
    {
        var parts = text.Split('/');
        return new(Decimal(parts[0]), parts.Length > 1 ? Decimal(parts[1]) : 1m);
    }
}
