using Pricing.BlackScholes.Formula;
using Pricing.Policies;

namespace Pricing.Tests.BlackScholes.Formula;

/// <summary>
/// Values and Greeks printed in Haug, The Complete Guide to Option Pricing Formulas (McGraw-Hill 1998), as collected in
/// the tests of QuantLib (test-suite/europeanoption.cpp).
/// </summary>
public sealed class HaugTests
{
    [Theory]
    [InlineData('C', 65.0, 60.0, 0.0, 0.08, 0.25, 0.3, 2.1334)]
    [InlineData('P', 95.0, 100.0, 0.05, 0.1, 0.5, 0.2, 2.4648)]
    [InlineData('P', 19.0, 19.0, 0.1, 0.1, 0.75, 0.28, 1.7011)]
    [InlineData('C', 19.0, 19.0, 0.1, 0.1, 0.75, 0.28, 1.7011)]
    [InlineData('C', 1.6, 1.56, 0.08, 0.06, 0.5, 0.12, 0.0291)]
    [InlineData('P', 70.0, 75.0, 0.05, 0.1, 0.5, 0.35, 4.087)]
    [InlineData('C', 100.0, 90.0, 0.1, 0.1, 0.1, 0.15, 0.0205)]
    [InlineData('C', 100.0, 100.0, 0.1, 0.1, 0.1, 0.15, 1.8734)]
    [InlineData('C', 100.0, 110.0, 0.1, 0.1, 0.1, 0.15, 9.9413)]
    [InlineData('C', 100.0, 90.0, 0.1, 0.1, 0.1, 0.25, 0.315)]
    [InlineData('C', 100.0, 100.0, 0.1, 0.1, 0.1, 0.25, 3.1217)]
    [InlineData('C', 100.0, 110.0, 0.1, 0.1, 0.1, 0.25, 10.3556)]
    [InlineData('C', 100.0, 90.0, 0.1, 0.1, 0.1, 0.35, 0.9474)]
    [InlineData('C', 100.0, 100.0, 0.1, 0.1, 0.1, 0.35, 4.3693)]
    [InlineData('C', 100.0, 110.0, 0.1, 0.1, 0.1, 0.35, 11.1381)]
    [InlineData('C', 100.0, 90.0, 0.1, 0.1, 0.5, 0.15, 0.8069)]
    [InlineData('C', 100.0, 100.0, 0.1, 0.1, 0.5, 0.15, 4.0232)]
    [InlineData('C', 100.0, 110.0, 0.1, 0.1, 0.5, 0.15, 10.5769)]
    [InlineData('C', 100.0, 90.0, 0.1, 0.1, 0.5, 0.25, 2.7026)]
    [InlineData('C', 100.0, 100.0, 0.1, 0.1, 0.5, 0.25, 6.6997)]
    [InlineData('C', 100.0, 110.0, 0.1, 0.1, 0.5, 0.25, 12.7857)]
    [InlineData('C', 100.0, 90.0, 0.1, 0.1, 0.5, 0.35, 4.9329)]
    [InlineData('C', 100.0, 100.0, 0.1, 0.1, 0.5, 0.35, 9.3679)]
    [InlineData('C', 100.0, 110.0, 0.1, 0.1, 0.5, 0.35, 15.3086)]
    [InlineData('P', 100.0, 90.0, 0.1, 0.1, 0.1, 0.15, 9.921)]
    [InlineData('P', 100.0, 100.0, 0.1, 0.1, 0.1, 0.15, 1.8734)]
    [InlineData('P', 100.0, 110.0, 0.1, 0.1, 0.1, 0.15, 0.0408)]
    [InlineData('P', 100.0, 90.0, 0.1, 0.1, 0.1, 0.25, 10.2155)]
    [InlineData('P', 100.0, 100.0, 0.1, 0.1, 0.1, 0.25, 3.1217)]
    [InlineData('P', 100.0, 110.0, 0.1, 0.1, 0.1, 0.25, 0.4551)]
    [InlineData('P', 100.0, 90.0, 0.1, 0.1, 0.1, 0.35, 10.8479)]
    [InlineData('P', 100.0, 100.0, 0.1, 0.1, 0.1, 0.35, 4.3693)]
    [InlineData('P', 100.0, 110.0, 0.1, 0.1, 0.1, 0.35, 1.2376)]
    [InlineData('P', 100.0, 90.0, 0.1, 0.1, 0.5, 0.15, 10.3192)]
    [InlineData('P', 100.0, 100.0, 0.1, 0.1, 0.5, 0.15, 4.0232)]
    [InlineData('P', 100.0, 110.0, 0.1, 0.1, 0.5, 0.15, 1.0646)]
    [InlineData('P', 100.0, 90.0, 0.1, 0.1, 0.5, 0.25, 12.2149)]
    [InlineData('P', 100.0, 100.0, 0.1, 0.1, 0.5, 0.25, 6.6997)]
    [InlineData('P', 100.0, 110.0, 0.1, 0.1, 0.5, 0.25, 3.2734)]
    [InlineData('P', 100.0, 90.0, 0.1, 0.1, 0.5, 0.35, 14.4452)]
    [InlineData('P', 100.0, 100.0, 0.1, 0.1, 0.5, 0.35, 9.3679)]
    [InlineData('P', 100.0, 110.0, 0.1, 0.1, 0.5, 0.35, 5.7963)]
    [InlineData('C', 40.0, 42.0, 0.08, 0.04, 0.75, 0.35, 5.0975)]
    public void Value_OfTheTable_IsWithinOneTenThousandth(
        char kind, double strike, double spot, double q, double r, double t, double vol, double expected)
    {
        var terms = new ContinuousTerms(spot, strike, t, vol, r, q);

        Assert.Equal(expected, kind == 'C' ? EuropeanFormula.Call(terms) : EuropeanFormula.Put(terms), 1e-4);
    }

    [Fact]
    public void Delta_OfTheBook_IsReproduced()
    {
        var futures = Inputs(105m, 100m, 0.5m, 0.36, 0.10m, 0.10m);

        Assert.Equal(0.5946, Greeks(futures, OptionKind.Call).Delta, 5e-5);
        Assert.Equal(-0.3566, Greeks(futures, OptionKind.Put).Delta, 5e-5);
    }

    [Theory]
    [InlineData(OptionKind.Call)]
    [InlineData(OptionKind.Put)]
    public void GammaAndVega_OfTheBook_AreReproduced(OptionKind kind)
    {
        var greeks = Greeks(Inputs(55m, 60m, 0.75m, 0.30, 0.10m, 0m), kind);

        Assert.Equal(0.0278, greeks.Gamma, 5e-5);
        Assert.Equal(18.9358, greeks.Vega, 5e-5);
    }

    [Fact]
    public void Theta_OfTheBook_IsReproduced()
    {
        var greeks = Greeks(Inputs(430m, 405m, new Ratio(1m, 12m), 0.20, 0.07m, 0.05m), OptionKind.Put);

        Assert.Equal(-31.1924, greeks.Theta, 5e-5);
        Assert.Equal(-0.0855, greeks.ThetaPerDay, 5e-5);
    }

    [Fact]
    public void Rho_OfTheBook_IsReproduced() =>
        Assert.Equal(38.7325, Greeks(Inputs(72m, 75m, 1m, 0.19, 0.09m, 0m), OptionKind.Call).Rho, 5e-5);

    [Fact]
    public void DividendRho_OfTheBook_IsReproduced() =>
        Assert.Equal(42.2254, Greeks(Inputs(500m, 490m, 0.25m, 0.15, 0.08m, 0.05m), OptionKind.Put).DividendRho, 5e-5);

    /// <summary>Elasticity is delta S / P.</summary>
    [Fact]
    public void Elasticity_OfTheBook_IsReproduced()
    {
        var inputs = Inputs(105m, 100m, 0.5m, 0.36, 0.10m, 0.10m);
        var put = EuropeanFormula.Put(ContinuousTerms.From(inputs, ShippedPolicies.Continuous));

        Assert.Equal(-4.8775, Greeks(inputs, OptionKind.Put).Delta * 105 / put, 5e-5);
    }

    private static Greeks Greeks(OptionInputs inputs, OptionKind kind) =>
        Pricing.BlackScholes.Formula.Greeks.Of(inputs, ShippedPolicies.Continuous, kind).Value;

    private static OptionInputs Inputs(decimal spot, decimal strike, Ratio years, double vol, decimal r, decimal q) => new()
    {
        SharePrice = spot,
        ExercisePrice = strike,
        Years = years,
        Volatility = vol,
        RiskFreeRate = r,
        DividendYield = q,
        SharesPerRight = 1m,
    };
}
