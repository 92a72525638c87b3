using Pricing.BlackScholes;
using Pricing.BlackScholes.Kernel;
using Pricing.Policies;

namespace Pricing.Tests.BlackScholes.Kernel;

public sealed class RightBatchTests
{
    private static readonly int Rights = Draws.Of(3000);

    private static readonly RightOrder ThirdSeries = new(SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice, Currency.Yen);

    /// <summary>Units that put a boundary a relative 1e-15 from the value, so that most roundings need more than doubles.</summary>
    [Fact]
    public void Price_BoundaryAHairAway_IsThatOfOneByOne()
    {
        var random = new Random(3774);
        var orders = Enumerable.Range(0, Rights).Select(_ => Draw(random)).ToList();

        var outcomes = RightBatch.Price(orders);

        Assert.Contains(outcomes, outcome => outcome.Value.Path > ArithmeticPath.Bits53);
        foreach (var (order, outcome) in orders.Zip(outcomes))
        {
            var (expected, actual) = (RightPricer.Price(order.Inputs, order.Policy, order.Currency).Value, outcome.Value);
            Assert.Equal(expected.PerShare.Exact, actual.PerShare.Exact);
            Assert.Equal(expected.PerRight.Exact, actual.PerRight.Exact);
            Assert.Equal((expected.IsTie, expected.IsFlagged), (actual.IsTie, actual.IsFlagged));
            Assert.InRange(
                Math.Abs(expected.UnroundedPerShare - actual.UnroundedPerShare), 0, expected.ErrorBound + actual.ErrorBound);
        }
    }

    /// <summary>3,234.604 a share, 646,921 yen a right (release, section 12; value per share rounded to the yen: 3,235).</summary>
    [Fact]
    public void Price_ThirdSeries_IsThatOfOneByOne()
    {
        var actual = RightBatch.Price([ThirdSeries])[0].Value;
        var expected = RightPricer.Price(ThirdSeries.Inputs, ThirdSeries.Policy, ThirdSeries.Currency).Value;

        Assert.Equal(expected.PerShare, actual.PerShare);
        Assert.Equal(expected.PerRight, actual.PerRight);
    }

    [Fact]
    public void Price_LimitsAndWrongInputs_AreThoseOfOneByOneInTheirPlaces()
    {
        var inputs = ThirdSeries.Inputs;
        RightOrder[] orders =
        [
            ThirdSeries with { Inputs = inputs with { SharePrice = -1m } },
            ThirdSeries,
            ThirdSeries with { Inputs = inputs with { Years = 0m, Volatility = null } },
            ThirdSeries with { Inputs = inputs with { ExercisePrice = 0m } },
            ThirdSeries with { Inputs = inputs with { Volatility = null } },
            ThirdSeries with { Inputs = inputs with { Volatility = 9 } },
        ];

        var outcomes = RightBatch.Price(orders);

        foreach (var (order, outcome) in orders.Zip(outcomes))
        {
            var expected = RightPricer.Price(order.Inputs, order.Policy, order.Currency);
            Assert.Equal(expected.Failures, outcome.Failures);
            if (expected.TryGet(out var value))
                Assert.Equal(value.PerRight, outcome.Value.PerRight);
        }
    }

    [Fact]
    public void Price_NoRights_IsNothing() => Assert.Empty(RightBatch.Price([]));

    private static RightOrder Draw(Random random)
    {
        var inputs = SampleInputs.IijThirdSeries with
        {
            SharePrice = random.Next(100, 1_000_000) / 100m,
            ExercisePrice = random.Next(100, 1_000_000) / 100m,
            Years = new Ratio(random.Next(30, 12_000), 365m),
            Volatility = 0.02 + random.NextDouble(),
            RiskFreeRate = random.Next(-500, 9_000) / 100_000m,
            DividendYield = random.Next(0, 6_000) / 100_000m,
        };
        var policy = ShippedPolicies.Continuous with
        {
            Rate = (RateConvention)random.Next(3),
            DividendYield = (YieldConvention)random.Next(3),
        };
        var value = RightPricer.Price(inputs, policy, Currency.Yen).Value.UnroundedPerShare;
        if (value < 1e-3)
            return Draw(random);

        var mode = random.Next(2) == 0 ? RoundingMode.Up : RoundingMode.Nearest;
        var boundary = random.Next(1, 10_000) + (mode == RoundingMode.Up ? 0 : 0.5);
        return new(inputs, policy with { ValuePerShare = new(mode, (decimal)(value / boundary)) }, Currency.Yen);
    }
}
