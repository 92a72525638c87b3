using FsCheck;
using FsCheck.Fluent;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;

namespace Pricing.Tests.BlackScholes.Formula;

/// <summary>Properties of the formula over generated terms, within the error bound of the double path.</summary>
public sealed class FormulaPropertyTests
{
    private const double UnitRoundoff = 1.0 / (1L << 53);

    [DrawnProperty(2000)]
    public Property CallAndPut_AnyTerms_ArePricedInParity() => Prop.ForAll(Terms(), terms =>
    {
        var (call, put, bound) = (EuropeanFormula.Call(terms), EuropeanFormula.Put(terms), Bound(terms));
        var (share, debt) = Legs(terms);
        var slack = (2 * bound) + (8 * UnitRoundoff * (share + debt) * (1 + Exponents(terms)));
        Assert.True(Math.Abs(call - put - (share - debt)) <= slack, $"{terms}: {call:R} {put:R}");
    });

    [DrawnProperty(2000)]
    public Property Call_AnyTerms_IsWithinItsLimits() => Prop.ForAll(Terms(), terms =>
    {
        var call = EuropeanFormula.Call(terms);
        var (share, debt) = Legs(terms);
        var slack = Bound(terms) + (4 * UnitRoundoff * (share + debt) * (1 + Exponents(terms)));
        Assert.True(call >= 0 && call >= share - debt - slack && call <= share + slack, $"{terms}: {call:R}");
    });

    [DrawnProperty(1000)]
    public Property Call_RisingPrice_NeverFalls() => Prop.ForAll(Terms(), Growth(), (terms, factor) =>
        AssertRises(terms, terms with { SharePrice = terms.SharePrice * factor }));

    [DrawnProperty(1000)]
    public Property Call_RisingVolatility_NeverFalls() => Prop.ForAll(Terms(), Growth(), (terms, factor) =>
        AssertRises(terms, terms with { Volatility = terms.Volatility * factor }));

    [DrawnProperty(1000)]
    public Property Call_RisingExercisePrice_NeverRises() => Prop.ForAll(Terms(), Growth(), (terms, factor) =>
        AssertRises(terms with { ExercisePrice = terms.ExercisePrice * factor }, terms));

    /// <summary>For q at most 0 and r at least 0; elsewhere waiting can cost.</summary>
    [DrawnProperty(1000)]
    public Property Call_MoreTime_NeverFalls() => Prop.ForAll(Terms(), Growth(), (terms, factor) =>
    {
        var kind = terms with { Rate = Math.Abs(terms.Rate), DividendYield = -Math.Abs(terms.DividendYield) };
        AssertRises(kind, kind with { Years = kind.Years * factor });
    });

    /// <summary>A power of two scales every double exactly, short of the smallest.</summary>
    [DrawnProperty(1000)]
    public Property Call_BothPricesDoubled_IsExactlyTwice() => Prop.ForAll(Terms(), terms =>
    {
        var doubled = EuropeanFormula.Call(
            terms with { SharePrice = 2 * terms.SharePrice, ExercisePrice = 2 * terms.ExercisePrice });
        Assert.True(doubled < 1e-280 || doubled.Equals(2 * EuropeanFormula.Call(terms)), $"{terms}");
    });

    [DrawnProperty(1000)]
    public Property Call_BothPricesScaled_ScalesWithinItsBound() => Prop.ForAll(Terms(), Growth(), (terms, factor) =>
    {
        var scaled = terms with { SharePrice = factor * terms.SharePrice, ExercisePrice = factor * terms.ExercisePrice };
        var (share, debt) = Legs(scaled);
        var slack = Bound(scaled) + (factor * Bound(terms)) + (4 * UnitRoundoff * (share + debt));
        Assert.True(Math.Abs(EuropeanFormula.Call(scaled) - (factor * EuropeanFormula.Call(terms))) <= slack, $"{terms}");
    });

    /// <summary>The greater value is never rounded to the smaller amount.</summary>
    [DrawnProperty(500)]
    public Property Price_RisingPrice_RoundsMonotonically(PositiveInt cents, PositiveInt step, bool up)
    {
        var policy = ShippedPolicies.Continuous with { ValuePerShare = new(up ? RoundingMode.Up : RoundingMode.Nearest) };
        var inputs = SampleInputs.IijThirdSeries with { SharePrice = cents.Get / 100m, ExercisePrice = 10m, DividendYield = 0.01m };
        var lower = RightPricer.Price(inputs, policy, Currency.Yen).Value;
        var higher = RightPricer.Price(
            inputs with { SharePrice = inputs.SharePrice + (step.Get / 1000m) }, policy, Currency.Yen).Value;

        return (lower.PerShare.Exact <= higher.PerShare.Exact && lower.PerRight.Exact <= higher.PerRight.Exact).ToProperty();
    }

    private static void AssertRises(ContinuousTerms lower, ContinuousTerms higher)
    {
        var (low, high) = (EuropeanFormula.Call(lower), EuropeanFormula.Call(higher));
        Assert.True(high - low >= -Bound(lower) - Bound(higher), $"{lower} {low:R}, {higher} {high:R}");
    }

    private static double Bound(ContinuousTerms terms) => EuropeanFormula.CallErrorBound(terms);

    private static double Exponents(ContinuousTerms terms) =>
        Math.Abs(terms.Rate * terms.Years) + Math.Abs(terms.DividendYield * terms.Years);

    private static (double Share, double Debt) Legs(ContinuousTerms terms) => (
        terms.SharePrice * Math.Exp(-terms.DividendYield * terms.Years),
        terms.ExercisePrice * Math.Exp(-terms.Rate * terms.Years));

    private static Arbitrary<double> Growth() => Uniform(1, 1.2).ToArbitrary();

    private static Arbitrary<ContinuousTerms> Terms() => (
        from price in LogUniform(0.01, 100000)
        from moneyness in LogUniform(1e-3, 1e4)
        from years in LogUniform(1 / 365.0, 40)
        from volatility in LogUniform(1e-4, 5)
        from rate in Uniform(-0.05, 0.25)
        from dividendYield in Uniform(-0.05, 0.25)
        select new ContinuousTerms(price, price / moneyness, years, volatility, rate, dividendYield)).ToArbitrary();

    private static Gen<double> LogUniform(double low, double high) =>
        Uniform(Math.Log(low), Math.Log(high)).Select(Math.Exp);

    private static Gen<double> Uniform(double low, double high) =>
        Gen.Choose(0, int.MaxValue - 1).Select(n => low + ((high - low) * n / int.MaxValue));
}
