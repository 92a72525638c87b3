using Pricing.BlackScholes.Columns;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Lanes;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Columns;

public sealed class RightColumnsTests
{
    private const int Rows = 61;

    private static readonly ValuationPolicy Policy = ShippedPolicies.IijPractice with
    {
        Rate = RateConvention.SemiAnnual,
        DividendYield = YieldConvention.AnnualDiscount,
    };

    /// <summary>Numbers of lanes that do not divide the rows, and columns that held other rows before.</summary>
    [Fact]
    public void Value_AnyVariant_HasTheSameBitsAndDoubts()
    {
        var narrow = Worked<Lanes128>();

        Assert.Equal(narrow, Worked<Lanes256>());
        Assert.Equal(narrow, Worked<Lanes512>());
    }

    [Fact]
    public void Convert_RatesThatAreNotInDoubt_AreThoseOfTheFullTerms()
    {
        var (draws, rows) = (Draw(2).ToList(), Worked<Lanes256>());

        Assert.All(draws.Zip(rows), pair =>
        {
            var (expected, actual) = (ContinuousTerms.From(pair.First, Policy), pair.Second.Terms);
            Assert.Equal(
                expected with { Rate = 0, DividendYield = 0 },
                actual with { Rate = 0, DividendYield = 0 });
            if (!pair.Second.IsRateInDoubt) Assert.Equal(expected.Rate, actual.Rate);
            if (!pair.Second.IsYieldInDoubt) Assert.Equal(expected.DividendYield, actual.DividendYield);
        });
        Assert.Equal(Rows / 10 + 1, rows.Count(row => row.IsRateInDoubt));
    }

    private static List<Row> Worked<TLanes>()
        where TLanes : struct, ILanes<TLanes>
    {
        var columns = new RightColumns<TLanes>(Rows + 2);
        var reader = new PlainTermsReader(Policy);
        foreach (var seed in (int[])[1, 2])
        {
            columns.Clear();
            foreach (var inputs in Draw(seed)) Assert.True(reader.TryAdd(inputs, columns));
            columns.Convert();
            columns.Value();
        }

        return [.. Enumerable.Range(0, columns.Count).Select(row =>
            new Row(columns[row], columns.IsRateInDoubt(row), columns.IsDividendYieldInDoubt(row), columns.ValueOf(row)))];
    }

    // Every tenth rate is beyond the quick logarithm.
    private static IEnumerable<OptionInputs> Draw(int seed)
    {
        var random = new Random(seed);
        for (var row = 0; row < Rows; row++)
        {
            yield return SampleInputs.IijThirdSeries with
            {
                SharePrice = random.Next(1_000, 900_000) / 100m,
                Years = new(random.Next(1, 9_000), 366m),
                Volatility = 0.05 + random.NextDouble(),
                RiskFreeRate = row % 10 == 0 ? 0.5m : random.Next(-20_000, 90_000) / 1_000_000m,
                DividendYield = new(random.Next(-10_000, 50_000) / 1_000m, random.Next(1_000, 900_000) / 10m),
            };
        }
    }

    private readonly record struct Row(ContinuousTerms Terms, bool IsRateInDoubt, bool IsYieldInDoubt, (double Price, double Bound) Value);
}
