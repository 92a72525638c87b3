using System.Globalization;
using System.Numerics;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>
/// Units chosen so that a boundary lies at a relative distance of 1e-12 to 1e-17 from the value, on either side. The
/// answer is known from the 256-bit path, which the 50-digit table holds. ROUNDING_CASES sets the number of cases.
/// </summary>
public sealed class AdversarialRoundingTests(ITestOutputHelper output)
{
    private const int CasesByDefault = 1500;
    private const int UnitDigits = 22;

    private static int Cases =>
        int.TryParse(Environment.GetEnvironmentVariable("ROUNDING_CASES"), CultureInfo.InvariantCulture, out var cases)
            ? cases
            : Draws.Of(CasesByDefault);

    /// <summary>From the first value by <see cref="RightPricer"/>, and from the kernel's.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Price_BoundaryAHairAway_RoundsToTheTrueSide(bool inBatch)
    {
        var wrong = 0;
        var paths = new int[4];
        Parallel.For(0, Cases, index =>
        {
            var (inputs, policy, expected) = Draw(new Random(index));
            var order = new RightOrder(inputs, policy, Currency.Yen);
            var value = (inBatch ? RightBatch.Price(order) : RightPricer.Price(inputs, policy, Currency.Yen)).Value;
            var step = policy.ValuePerShare.Mode == RoundingMode.None ? value.PerRightRounding : value.PerShareRounding;
            Interlocked.Increment(ref paths[(int)step.Path]);
            if (step.After.Exact != expected || step.IsTie || !step.IsFlagged)
                Interlocked.Increment(ref wrong);
        });

        output.WriteLine($"{Cases} cases, {wrong} wrong; settled exactly, in 53, 106, 256 bits: {string.Join(", ", paths)}");
        Assert.Equal(0, wrong);
    }

    private static (OptionInputs Inputs, ValuationPolicy Policy, decimal Expected) Draw(Random random)
    {
        while (true)
        {
            var inputs = DrawInputs(random);
            var conventions = ShippedPolicies.Continuous with
            {
                Rate = (RateConvention)random.Next(3),
                DividendYield = (YieldConvention)random.Next(3),
            };
            var value = RightPricer.Evaluate(inputs, conventions, ArithmeticPath.Bits256).Value.Value;
            if (value.ToDouble() < 1e-3)
                continue;

            var perRight = random.Next(2) == 0;
            var amount = perRight ? value * Rational.From(inputs.SharesPerRight) : value;
            var mode = random.Next(2) == 0 ? RoundingMode.Up : RoundingMode.Nearest;
            var boundary = Rational.FromScaled(random.Next(1, 10000), 0) + (mode == RoundingMode.Up ? Rational.Zero : Rational.Half);
            var distance = Math.Pow(10, -12 - (5 * random.NextDouble())) * ((2 * random.Next(2)) - 1);
            var unit = ToDecimal(amount * (Rational.From(1m) + Rational.From(distance)) / boundary);
            var units = amount / Rational.From(unit);
            var rounded = mode == RoundingMode.Up ? units.Ceiling() : (units + Rational.Half).Floor();
            var rule = new RoundingRule(mode, unit);
            var policy = perRight
                ? conventions with { ValuePerShare = new(RoundingMode.None), AmountPerRight = rule }
                : conventions with { ValuePerShare = rule };
            return (inputs, policy, (decimal)rounded * unit);
        }
    }

    private static OptionInputs DrawInputs(Random random)
    {
        var price = random.Next(100, 1_000_000) / 100m;
        return new()
        {
            SharePrice = price,
            ExercisePrice = random.Next(3) switch
            {
                0 => 1m,
                1 => price,
                _ => decimal.Round(price * (decimal)Math.Exp(random.NextDouble() - 0.5), 2),
            },
            Years = random.Next(2) == 0 ? random.Next(1, 31) : new Ratio(random.Next(1, 14600), 365m),
            Volatility = Math.Exp((3.5 * random.NextDouble()) - 3),
            RiskFreeRate = random.Next(-500, 10000) / 100000m,
            DividendYield = random.Next(2) == 0
                ? new Ratio(random.Next(0, 1000) / 10000m * price, price)
                : random.Next(-100, 10000) / 100000m,
            SharesPerRight = random.Next(1, 1000),
        };
    }

    private static decimal ToDecimal(Rational value)
    {
        var scale = UnitDigits - 1 - (int)Math.Floor(Math.Log10(value.ToDouble()));
        var scaled = value * Rational.FromScaled(BigInteger.Pow(10, scale), 0);
        return (Rational.FromScaled(scaled.Floor(), 0) / Rational.FromScaled(BigInteger.Pow(10, scale), 0)).ToExactDecimal()!.Value;
    }
}
