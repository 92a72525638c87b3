using Pricing.Policies;

namespace Pricing.BlackScholes;

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
    /// <summary>Brings inputs into the form of the formula (release, section 12), each to the nearest double or the next.</summary>
    /// <param name="inputs">Inputs that the conventions admit; a missing volatility counts as 0.</param>
    /// <param name="rate">How r becomes continuous.</param>
    /// <param name="dividendYield">How q becomes continuous.</param>
    public static ContinuousTerms From(OptionInputs inputs, RateConvention rate, YieldConvention dividendYield)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new(
            (double)inputs.SharePrice,
            (double)inputs.ExercisePrice,
            inputs.Years.ToDouble(),
            inputs.Volatility ?? 0,
            ToContinuous((double)inputs.RiskFreeRate, rate),
            ToContinuous(inputs.DividendYield.ToDouble(), dividendYield));
    }

    private static double ToContinuous(double quoted, RateConvention convention) => convention switch
    {
        RateConvention.Annual => LogOnePlus(quoted),
        RateConvention.SemiAnnual => 2 * LogOnePlus(quoted / 2),
        _ => quoted,
    };

    private static double ToContinuous(double quoted, YieldConvention convention) => convention switch
    {
        YieldConvention.Annual => LogOnePlus(quoted),
        YieldConvention.AnnualDiscount => -LogOnePlus(-quoted),
        _ => quoted,
    };

    private static double LogOnePlus(double value)
    {
        var sum = 1 + value;
        return sum == 1 ? value : Math.Log(sum) * (value / (sum - 1));
    }
}
