using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Lanes;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;
using Pricing.Tests.BlackScholes.Kernel;
using Pricing.Tests.BlackScholes.Precision;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>
/// An auditor with another processor must get the same bits, values and bounds alike. A digest may change with the
/// arithmetic only, and then the bounds of docs/rounding.md are to be looked at again.
/// </summary>
public sealed class ReproducibleBitsTests
{
    private const int Step = 14;

    private static readonly IReadOnlyList<ReferenceRow> Rows = [.. ReferenceTable.Rows.Where((_, index) => index % Step == 0)];

    [Theory]
    [InlineData(ArithmeticPath.Bits53, "9028bb4014981e92")]
    [InlineData(ArithmeticPath.Bits106, "a90245785838d23f")]
    [InlineData(ArithmeticPath.Bits256, "7e61ca10b9f85b63")]
    public void Evaluate_RowsOfTheTable_HaveTheirBits(ArithmeticPath path, string expected)
    {
        var digest = new BitDigest();
        foreach (var row in Rows)
        {
            var policy = ShippedPolicies.Continuous with
            {
                Rate = (RateConvention)(row.Call.Length % 3),
                DividendYield = (YieldConvention)(row.Put.Length % 3),
            };
            var enclosure = RightPricer.Evaluate(row.Inputs, policy, path).Value;
            digest.Add(enclosure.Approximate);
            digest.Add(enclosure.ApproximateBound);
            digest.Add(enclosure.Value);
            digest.Add(enclosure.Bound);
        }

        Assert.Equal(expected, digest.ToString());
    }

    [Theory]
    [InlineData(OptionKind.Call, "a62d1a042a3d6af2")]
    [InlineData(OptionKind.Put, "902760e838179d31")]
    public void Scalar_RowsOfTheTable_HaveTheirBits(OptionKind kind, string expected)
    {
        var digest = new BitDigest();
        foreach (var terms in Rows.Select(row => row.Terms))
        {
            digest.Add(kind == OptionKind.Call ? EuropeanFormula.Call(terms) : EuropeanFormula.Put(terms));
            var greeks = Greeks.Of(terms, kind).Value;
            foreach (var greek in new[] { greeks.Delta, greeks.Gamma, greeks.Vega, greeks.Theta, greeks.Rho, greeks.DividendRho })
                digest.Add(greek);
        }

        Assert.Equal(expected, digest.ToString());
    }

    [Theory]
    [InlineData(LaneWidth.Bits128)]
    [InlineData(LaneWidth.Bits256)]
    [InlineData(LaneWidth.Bits512)]
    [InlineData(LaneWidth.Bits512SlowDivider)]
    public void Kernel_RowsOfTheTable_HaveTheirBits(LaneWidth width)
    {
        var batch = new Batch([.. Rows.Select(row => row.Terms)]);
        var digest = new BitDigest();
        Assert.Equal(Rows.Count, batch.PriceWithGreeks(width));
        foreach (var result in batch.Results.SelectMany(column => column))
            digest.Add(result);

        Assert.Equal("53a00cca986bfa6f", digest.ToString());
    }
}
