using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

/// <summary>
/// Quoted rates as continuous ones, in more than double precision: relative error at most 24 units of 2^-Bits.
/// </summary>
internal static class ContinuousRate
{
    public static T From<T>(Rational rate, RateConvention convention)
        where T : struct, IPreciseNumber<T> => convention switch
        {
            RateConvention.Annual => PreciseFunctions.LogOnePlus<T>(rate),
            RateConvention.SemiAnnual => T.Scale(PreciseFunctions.LogOnePlus<T>(rate * Rational.Half), 1),
            _ => T.From(rate),
        };

    public static T From<T>(Rational dividendYield, YieldConvention convention)
        where T : struct, IPreciseNumber<T> => convention switch
        {
            YieldConvention.Annual => PreciseFunctions.LogOnePlus<T>(dividendYield),
            YieldConvention.AnnualDiscount => -PreciseFunctions.LogOnePlus<T>(-dividendYield),
            _ => T.From(dividendYield),
        };
}
