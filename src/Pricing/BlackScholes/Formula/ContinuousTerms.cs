using Pricing.Policies;

namespace Pricing.BlackScholes.Formula;

/// <summary>The six numbers of the formula in double precision, with continuous rates.</summary>
/// <param name="SharePrice">S, in currency per share, at least 0.</param>
/// <param name="ExercisePrice">X, in currency per share, at least 0.</param>
/// <param name="Years">T, in years, at least 0.</param>
/// <param name="Volatility">Sigma, per square root of a year, at least 0.</param>
/// <param name="Rate">r, continuous, per year.</param>
/// <param name="DividendYield">q, continuous, per year.</param>
public readonly record struct ContinuousTerms(
    double SharePrice,
    double ExercisePrice,
    double Years,
    double Volatility,
    double Rate,
    double DividendYield)
{
    // A little below the largest double, so that no sum of discounted prices overflows.
    private const double LargestDiscounted = 1e300;

    /// <summary>
    /// Whether the formula has a finite value: nothing is NaN or infinite, no price, period or volatility is below 0,
    /// and neither e^(-qT) nor e^(-rT), nor a price times it, is above 1e300.
    /// </summary>
    public bool AreSound => IsAmount(SharePrice) && IsAmount(ExercisePrice) && IsAmount(Years) && IsAmount(Volatility)
        && double.IsFinite(Rate * Years) && double.IsFinite(DividendYield * Years)
        && RateDiscountIsFinite && YieldDiscountIsFinite;

    /// <summary>Whether e^(-rT) and X e^(-rT) are numbers up to 1e300.</summary>
    internal bool RateDiscountIsFinite => Math.Exp(-Rate * Years) * Math.Max(1, ExercisePrice) <= LargestDiscounted;

    /// <summary>Whether e^(-qT) and S e^(-qT) are numbers up to 1e300.</summary>
    internal bool YieldDiscountIsFinite => Math.Exp(-DividendYield * Years) * Math.Max(1, SharePrice) <= LargestDiscounted;

    /// <summary>Brings inputs into the form of the formula (release, section 12), each to the nearest double.</summary>
    /// <param name="inputs">Inputs that the conventions admit; a missing volatility counts as 0.</param>
    /// <param name="policy">How r and q become continuous.</param>
    public static ContinuousTerms From(OptionInputs inputs, ValuationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(policy);
        return FormulaTerms.From(inputs, policy).ToDoubles();
    }

    private static bool IsAmount(double value) => value >= 0 && double.IsFinite(value);
}
