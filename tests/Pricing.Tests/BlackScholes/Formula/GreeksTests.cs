using FsCheck;
using FsCheck.Fluent;
using Pricing.BlackScholes.Analysis;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Certified;

namespace Pricing.Tests.BlackScholes.Formula;

public sealed class GreeksTests
{
    private static readonly decimal Step = 0.000001m;

    /// <summary>Scaled by what each could at most be: the leg, or the density at the money.</summary>
    [Fact]
    public void Of_EveryRowOfTheTable_IsWithinAFewUnitsOfItsScale() => Assert.All(Enclosures.Rows, row =>
    {
        var greeks = Greeks.Of(row.Inputs, ShippedPolicies.Continuous).Value;
        var (s, _, t, sigma, _, _) = row.Terms;
        var deviation = sigma * Math.Sqrt(t);

        AssertClose(row.Greeks[0], greeks.Delta, row.Scale / s);
        AssertClose(row.Greeks[1], greeks.Gamma, row.Scale / (s * s * deviation));
        AssertClose(row.Greeks[2], greeks.Vega, row.Scale * Math.Sqrt(t));
        AssertClose(row.Greeks[3], greeks.Theta, row.Scale * (0.5 + (sigma / Math.Sqrt(t))));
        AssertClose(row.Greeks[4], greeks.Rho, row.Scale * t);
        AssertClose(row.Greeks[5], greeks.DividendRho, row.Scale * t);
    });

    /// <summary>Central differences of the 106-bit value, in every pair of conventions.</summary>
    [DrawnProperty(150)]
    public Property Of_AnyInputs_AreTheSlopesOfTheValue() => Prop.ForAll(Cases(), example =>
    {
        var (inputs, policy) = example;
        var greeks = Greeks.Of(inputs, policy).Value;
        var volatility = Math.ScaleB(1, -20);

        AssertSlope(greeks.Delta, inputs, policy, SensitivityInput.SharePrice, Step);
        AssertSlope(greeks.Rho, inputs, policy, SensitivityInput.RiskFreeRate, Step);
        AssertSlope(greeks.DividendRho, inputs, policy, SensitivityInput.DividendYield, Step);
        AssertSlope(-greeks.Theta, inputs, policy, SensitivityInput.Years, Step);
        AssertSlope(greeks.Vega, inputs, policy, SensitivityInput.Volatility, (decimal)volatility);
        var (before, after) = Neighbours(inputs, SensitivityInput.SharePrice, Step);
        var gamma = (Greeks.Of(after, policy).Value.Delta - Greeks.Of(before, policy).Value.Delta) / (2 * (double)Step);
        Assert.Equal(greeks.Gamma, gamma, 1e-8 + (1e-5 * greeks.Gamma));
    });

    [Fact]
    public void Of_CallAndPut_DifferByTheForward()
    {
        var inputs = SampleInputs.IijThirdSeries with { ExercisePrice = 3505m };
        var call = Greeks.Of(inputs, ShippedPolicies.IijPractice).Value;
        var put = Greeks.Of(inputs, ShippedPolicies.IijPractice, OptionKind.Put).Value;
        var terms = ContinuousTerms.From(inputs, ShippedPolicies.IijPractice);

        Assert.Equal(Math.Exp(-15 * terms.DividendYield), call.Delta - put.Delta, 1e-15);
        Assert.Equal(call.Gamma, put.Gamma);
        Assert.Equal(call.Vega, put.Vega);
        Assert.Equal(3505 * 15 * Math.Exp(-15 * terms.Rate) / 1.01275, call.Rho - put.Rho, 1e-10);
        Assert.Equal(call.Theta / 365, call.ThetaPerDay);
    }

    [Fact]
    public void Of_NoTimeLeft_AreThoseOfTheShareOrNothing()
    {
        var inputs = SampleInputs.IijThirdSeries with { Years = 0m, Volatility = null };
        var deep = Greeks.Of(inputs, ShippedPolicies.Continuous).Value;
        var lost = Greeks.Of(inputs with { ExercisePrice = 4000m }, ShippedPolicies.Continuous).Value;

        Assert.Equal((1, 0, 0, 0, 0), (deep.Delta, deep.Gamma, deep.Vega, deep.Rho, deep.DividendRho));
        Assert.Equal(18.75 - 0.01275, deep.Theta, 1e-13);
        Assert.Equal((0, 0, 0, 0, 0), (lost.Delta, lost.Gamma, lost.Vega, lost.Theta, lost.Rho));
    }

    [Theory]
    [InlineData(0, 1, OptionKind.Call, 0)]
    [InlineData(0, 1, OptionKind.Put, -1)]
    [InlineData(0, 0, OptionKind.Call, 1)]
    [InlineData(0, 0, OptionKind.Put, 0)]
    [InlineData(3505, 0, OptionKind.Call, 1)]
    [InlineData(3505, 0, OptionKind.Put, 0)]
    public void Of_PriceOfZero_HasTheDeltaOfItsLimit(int price, int strike, OptionKind kind, double expected) =>
        Assert.Equal(expected, Greeks.Of(
            SampleInputs.IijThirdSeries with { SharePrice = price, ExercisePrice = strike, DividendYield = Ratio.Zero },
            ShippedPolicies.Continuous,
            kind).Value.Delta);

    [Fact]
    public void Of_KinkOfTheValue_IsNotDetermined() => Assert.Equal(
        "NotDetermined sigma=0: the value has a kink at these inputs",
        Greeks.Of(
            SampleInputs.IijThirdSeries with
            {
                ExercisePrice = 3505m,
                Volatility = 0,
                RiskFreeRate = 0.01m,
                DividendYield = 0.01m,
            },
            ShippedPolicies.Continuous).Failures.Single().ToString());

    /// <summary>Rho is near T X e^(-rT), 1e350.</summary>
    [Fact]
    public void Of_DerivativeBeyondADouble_IsNotDetermined() => Assert.Equal(
        ReasonCode.NotDetermined,
        Assert.Single(Greeks.Of(new ContinuousTerms(1e200, 1e200, 1e150, 1e-75, 0, 0)).Failures).Code);

    [Fact]
    public void Of_BadInputs_FailAsInPrice() => Assert.Equal("X", Greeks.Of(
        SampleInputs.IijThirdSeries with { ExercisePrice = -1m }, ShippedPolicies.Continuous).Failures.Single().Field);

    private static void AssertClose(double expected, double actual, double scale)
    {
        var error = Math.Abs(expected - actual);
        Assert.True(error <= 6e-16 * scale, $"{actual:R} instead of {expected:R}: {error / scale:E2} of {scale:E2}");
    }

    private static void AssertSlope(
        double expected, OptionInputs inputs, ValuationPolicy policy, SensitivityInput input, decimal step)
    {
        var (before, after) = Neighbours(inputs, input, step);
        var rise = Value(after, policy) - Value(before, policy);
        var slope = rise.ToDouble() / (2 * (double)step);
        Assert.True(Math.Abs(slope - expected) <= 1e-6 + (1e-6 * Math.Abs(expected)), $"{input}: {expected:R}, slope {slope:R}, {inputs}");
    }

    private static (OptionInputs Before, OptionInputs After) Neighbours(
        OptionInputs inputs, SensitivityInput input, decimal step) =>
        (new SensitivityStep(input, -step).Apply(inputs).Value, new SensitivityStep(input, step).Apply(inputs).Value);

    private static Rational Value(OptionInputs inputs, ValuationPolicy policy) =>
        RightPricer.Evaluate(inputs, policy, ArithmeticPath.Bits106).Value.Value;

    private static Arbitrary<(OptionInputs Inputs, ValuationPolicy Policy)> Cases() => (
        from moneyness in Gen.Choose(500, 2000)
        from years in Gen.Choose(250, 20000)
        from volatility in Gen.Choose(100, 1000)
        from rate in Gen.Choose(-50, 200)
        from dividendYield in Gen.Choose(-50, 200)
        from conventions in Gen.Choose(0, 8)
        select (
            new OptionInputs
            {
                SharePrice = 100m,
                ExercisePrice = moneyness / 10m,
                Years = years / 1000m,
                Volatility = volatility / 1000.0,
                RiskFreeRate = rate / 1000m,
                DividendYield = new Ratio(dividendYield / 10m, 100m),
                SharesPerRight = 1m,
            },
            ShippedPolicies.Continuous with
            {
                Rate = (RateConvention)(conventions % 3),
                DividendYield = (YieldConvention)(conventions / 3),
            })).ToArbitrary();
}
