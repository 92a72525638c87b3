using Pricing.BlackScholes.Certified;
using Pricing.Policies;
using Pricing.Tests.BlackScholes.Formula;

namespace Pricing.Tests.BlackScholes.Certified;

/// <summary>
/// sigma sqrt(T) so small, at the money, that d1 and d2 cannot be told: the value lies between the forward's and
/// 0.4 sigma sqrt(T) min(A, B) above it, and the bound is sigma sqrt(T) min(A, B) beside the error of A - B (docs/rounding.md).
/// </summary>
public sealed class TinyDeviationTests
{
    [Theory]
    [InlineData(ArithmeticPath.Bits53, 3e-16, 1.4)]
    [InlineData(ArithmeticPath.Bits106, 1.2e-28, 1.2)]
    [InlineData(ArithmeticPath.Bits256, 5e-75, 1.2)]
    public void Evaluate_DeviationTooSmallToTell_IsBoundedByIt(ArithmeticPath path, double sigma, double most)
    {
        var inputs = SampleInputs.IijThirdSeries with
        {
            SharePrice = 100m,
            ExercisePrice = 100m,
            Years = 1m,
            Volatility = sigma,
            RiskFreeRate = 0.01m,
            DividendYield = 0.01m,
        };

        var enclosure = RightPricer.Evaluate(inputs, ShippedPolicies.Continuous, path).Value;

        Assert.InRange(enclosure.Bound.ToDouble() / (sigma * 100 * Math.Exp(-0.01)), 1, most);
        Assert.InRange(Math.Abs(enclosure.Approximate), 0, enclosure.ApproximateBound);
    }
}
