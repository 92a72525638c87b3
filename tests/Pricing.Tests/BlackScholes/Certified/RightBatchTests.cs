using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

public sealed class RightBatchTests
{
    private static readonly int Rights = Draws.Of(700);

    private static readonly RightOrder ThirdSeries = new(SampleInputs.IijThirdSeries, ShippedPolicies.IijPractice, Currency.Yen);

    [Fact]
    public void Price_MoreThanOneBlock_IsThatOfOneByOneWithinBothBounds()
    {
        var random = new Random(3774);
        var orders = Enumerable.Range(0, Rights).Select(_ => Draw(random)).ToList();

        var outcomes = RightBatch.Price(orders);

        foreach (var (order, outcome) in orders.Zip(outcomes))
        {
            var (expected, actual) = (RightPricer.Price(order.Inputs, order.Policy, order.Currency).Value, outcome.Value);
            Assert.Equal((expected.PerShare.Exact, expected.PerRight.Exact), (actual.PerShare.Exact, actual.PerRight.Exact));
            Assert.InRange(
                Math.Abs(expected.UnroundedPerShare - actual.UnroundedPerShare), 0, expected.ErrorBound + actual.ErrorBound);
            Assert.Equal(RightBatch.Price(order).Value, actual);
        }
    }

    /// <summary>The shorter way to a continuous rate ends at the same double: the price has the bits of the kernel on the full terms.</summary>
    [Fact]
    public void Price_RatesAndYieldsOfEverySize_HasTheBitsOfTheKernelOnTheFullTerms()
    {
        var random = new Random(2013);
        ValuationPolicy[] policies = [ShippedPolicies.IijPractice, .. Enum.GetValues<RateConvention>().SelectMany(
            _ => Enum.GetValues<YieldConvention>(), (rate, yield) => ShippedPolicies.IijPractice with { Rate = rate, DividendYield = yield })];
        for (var draw = 0; draw < 20 * Rights; draw++)
        {
            var inputs = SampleInputs.IijThirdSeries with
            {
                RiskFreeRate = new decimal(random.Next(250_000_000), 0, 0, draw % 3 == 0, (byte)random.Next(9, 13)),
                DividendYield = draw % 2 == 0
                    ? new Ratio(random.Next(-10_000, 100_000) / 100m, random.Next(11_000, 90_000) / 10m)
                    : random.Next(-100_000, 230_000) / 1_000_000m,
            };
            var policy = policies[draw % policies.Length];
            var terms = ContinuousTerms.From(inputs, policy);
            var price = new double[1];
            CallBatch.Price(
                new([terms.SharePrice], [terms.ExercisePrice], [terms.Years], [terms.Volatility], [terms.Rate], [terms.DividendYield]), price);

            Assert.Equal(price[0], RightBatch.Price(new RightOrder(inputs, policy, Currency.Yen)).Value.UnroundedPerShare);
        }
    }

    /// <summary>Roundings that doubles settle are those of the ladder, digit by digit, in every policy and unit.</summary>
    [Fact]
    public void Price_EveryPolicyAndUnit_RoundsAsTheLadderDoes()
    {
        var random = new Random(2013);
        ValuationPolicy[] policies =
        [
            ShippedPolicies.IijPractice,
            ShippedPolicies.ReleaseText,
            ShippedPolicies.Continuous,
            ShippedPolicies.AnnualDiscount,
            ShippedPolicies.IijPractice with { AmountPerRight = new(RoundingMode.Up, 1m) },
            ShippedPolicies.IijPractice with { ValuePerShare = new(RoundingMode.Up, 0.001m), AmountPerRight = new(RoundingMode.Nearest, 50m) },
        ];
        decimal[] shares = [200m, 1m, 33.333m, 0.0001m, 1_234_567_890_123_456m];
        var dollar = Currency.Parse("USD").Value;
        var orders = Enumerable.Range(0, Rights)
            .Select(row => Draw(random) with { Policy = policies[row % policies.Length], Currency = row % 2 == 0 ? Currency.Yen : dollar })
            .Select((order, row) => order with { Inputs = order.Inputs with { SharesPerRight = shares[row % shares.Length] } })
            .ToList();

        foreach (var (order, outcome) in orders.Zip(RightBatch.Price(orders)))
        {
            var actual = outcome.Value;
            var expected = RightPricer.Price(order.Inputs, order.Policy, order.Currency).Value;
            var ladder = RightPricer.Round(order.Inputs, order.Policy, order.Currency, actual.UnroundedPerShare, actual.ErrorBound).Value;
            Assert.Equal((expected.PerShare.Exact, expected.PerRight.Exact, expected.IsTie), (actual.PerShare.Exact, actual.PerRight.Exact, actual.IsTie));
            if (actual.Path <= ArithmeticPath.Bits53) Assert.Equal((ladder, ladder.PerRight.ToString()), (actual, actual.PerRight.ToString()));
        }
    }

    /// <summary>3,235 yen a share by the practice that gives the published 647,000 yen a right.</summary>
    [Fact]
    public void Price_ThirdSeries_IsThatOfOneByOne()
    {
        var actual = RightBatch.Price([ThirdSeries])[0].Value;
        var expected = RightPricer.Price(ThirdSeries.Inputs, ThirdSeries.Policy, ThirdSeries.Currency).Value;

        Assert.Equal(expected.PerShare, actual.PerShare);
        Assert.Equal(expected.PerRight, actual.PerRight);
        Assert.Equal("647000", actual.PerRight.ToString());
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
            ThirdSeries,
            ThirdSeries with { Inputs = inputs with { RiskFreeRate = 5m, Years = 1m } },
            ThirdSeries with { Inputs = inputs with { RiskFreeRate = 5m, Years = 2000m, Volatility = 0.01 } },
            ThirdSeries with { Inputs = inputs with { RiskFreeRate = 0.19m, Years = 2500m, Volatility = 0.01 } },
            ThirdSeries with { Inputs = inputs with { RiskFreeRate = 0.0127512345678901234567890123m } },
            ThirdSeries with { Inputs = inputs with { SharePrice = 3505.123456789012345678901234m } },
            ThirdSeries with { Inputs = inputs with { DividendYield = new(18m, 3505.5m) } },
            ThirdSeries with { Inputs = inputs with { DividendYield = new(18.7500000000000000001m, 3505.5m) } },
            ThirdSeries with { Inputs = inputs with { DividendYield = new(-18m, 3505.5m) } },
            ThirdSeries with { Inputs = inputs with { SharePrice = 0.0000000000000000000000000001m, ExercisePrice = 79_228_162_514_264_337_593_543_950_335m } },
            ThirdSeries with { Policy = ShippedPolicies.IijPractice with { Rate = RateConvention.SemiAnnual }, Inputs = inputs with { RiskFreeRate = -1.9m } },
            ThirdSeries with { Policy = ShippedPolicies.IijPractice with { Rate = RateConvention.SemiAnnual }, Inputs = inputs with { RiskFreeRate = -2m } },
            ThirdSeries,
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
        return new(inputs, ShippedPolicies.IijPractice, Currency.Yen);
    }
}
