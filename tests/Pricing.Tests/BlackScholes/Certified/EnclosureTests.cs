using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>The bounds, far outside every sensible range: each path must hold the answer of the next.</summary>
public sealed class EnclosureTests
{
    private static readonly int Cases = Draws.Of(4000);

    [Fact]
    public void Evaluate_AnyInputs_EveryBoundHoldsTheNextPath()
    {
        var random = new Random(19730501);
        var evaluated = 0;
        for (var n = 0; n < Cases; n++)
        {
            var (inputs, policy) = Draw(random, wild: n % 2 == 0);
            if (!RightPricer.Evaluate(inputs, policy, ArithmeticPath.Bits256).TryGet(out var best))
                continue;

            evaluated++;
            foreach (var path in new[] { ArithmeticPath.Bits53, ArithmeticPath.Bits106 })
            {
                var rung = RightPricer.Evaluate(inputs, policy, path).Value;
                Assert.True(double.IsFinite(rung.Approximate));
                Assert.True(rung.Bound.Sign >= 0);
                Assert.True(
                    ((rung.Value - best.Value).Abs() - rung.Bound - best.Bound).Sign <= 0,
                    $"{path} {rung.Approximate:R} +- {rung.ApproximateBound:E3}, 256 bits {best.Approximate:R}: {inputs} {policy.Rate} {policy.DividendYield}");
            }
        }

        Assert.True(evaluated > Cases / 2);
    }

    [Fact]
    public void Evaluate_DegenerateInputs_IsExactOnEveryPath()
    {
        var inputs = SampleInputs.IijThirdSeries with { Years = 0m, Volatility = null };

        foreach (var path in Enum.GetValues<ArithmeticPath>())
        {
            var enclosure = RightPricer.Evaluate(inputs, ShippedPolicies.Continuous, path).Value;

            Assert.Equal(ArithmeticPath.Exact, enclosure.Path);
            Assert.Equal(3504m, enclosure.Value.ToExactDecimal());
            Assert.Equal(0, enclosure.ApproximateBound);
        }
    }

    [Fact]
    public void Evaluate_ExactlyWhereNothingIsExact_IsNotDetermined() => Assert.Equal(
        ReasonCode.NotDetermined,
        RightPricer.Evaluate(SampleInputs.IijThirdSeries, ShippedPolicies.Continuous, ArithmeticPath.Exact)
            .Failures.Single().Code);

    [Fact]
    public void Evaluate_BadInputs_FailAsInPrice() => Assert.Equal("S", RightPricer.Evaluate(
        SampleInputs.IijThirdSeries with { SharePrice = -1m }, ShippedPolicies.Continuous, ArithmeticPath.Bits53)
        .Failures.Single().Field);

    private static (OptionInputs Inputs, ValuationPolicy Policy) Draw(Random random, bool wild)
    {
        var price = LogUniform(random, wild ? -27 : -2, wild ? 27 : 5);
        var inputs = new OptionInputs
        {
            SharePrice = price,
            ExercisePrice = random.Next(4) switch
            {
                0 => price,
                1 => price * (1 + (decimal)(1e-9 * (random.NextDouble() - 0.5))),
                2 => price * (decimal)Math.Exp(random.NextDouble() - 0.5),
                _ => LogUniform(random, wild ? -27 : -2, wild ? 27 : 5),
            },
            Years = new Ratio(LogUniform(random, wild ? -6 : -3, wild ? 4 : 1), random.Next(1, 366)),
            Volatility = random.Next(10) == 0 ? 0 : (double)LogUniform(random, wild ? -20 : -4, wild ? 20 : 1),
            RiskFreeRate = Rate(random, wild),
            DividendYield = new Ratio(Rate(random, wild) * 7m, 7m),
            SharesPerRight = 1m,
        };
        var policy = ShippedPolicies.Continuous with
        {
            Rate = (RateConvention)random.Next(3),
            DividendYield = (YieldConvention)random.Next(3),
        };
        return (inputs, policy);
    }

    private static decimal LogUniform(Random random, double low, double high) =>
        (decimal)Math.Pow(10, low + ((high - low) * random.NextDouble()));

    private static decimal Rate(Random random, bool wild) => random.Next(5) switch
    {
        0 => 0m,
        1 when wild => (decimal)((random.NextDouble() * 1.99) - 0.99),
        2 when wild => -0.999999m,
        _ => (decimal)((random.NextDouble() * 0.3) - 0.05),
    };
}
