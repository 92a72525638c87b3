using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Formula;

/// <summary>The six numbers of the formula as pairs of doubles, with continuous rates; sigma is a double by nature.</summary>
internal readonly record struct FormulaTerms(
    DoubleDouble SharePrice,
    DoubleDouble ExercisePrice,
    DoubleDouble Years,
    double Volatility,
    DoubleDouble Rate,
    DoubleDouble DividendYield)
{
    /// <summary>The same numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are not <see cref="ContinuousTerms.AreSound"/>.</exception>
    public static FormulaTerms FromSound(in ContinuousTerms terms) => terms.AreSound
        ? new(
            DoubleDouble.From(terms.SharePrice),
            DoubleDouble.From(terms.ExercisePrice),
            DoubleDouble.From(terms.Years),
            terms.Volatility,
            DoubleDouble.From(terms.Rate),
            DoubleDouble.From(terms.DividendYield))
        : throw new ArgumentOutOfRangeException(nameof(terms), terms, "The formula has no finite value here.");

    /// <summary>Checked inputs, with the rates made continuous.</summary>
    public static FormulaTerms From(OptionInputs inputs, ValuationPolicy policy) => new(
        DoubleDouble.From(inputs.SharePrice),
        DoubleDouble.From(inputs.ExercisePrice),
        DoubleDouble.From(inputs.Years),
        inputs.Volatility ?? 0,
        Continuous(DoubleDouble.From(inputs.RiskFreeRate), policy.Rate),
        Continuous(DoubleDouble.From(inputs.DividendYield), policy.DividendYield));

    /// <summary>The nearest doubles.</summary>
    public ContinuousTerms ToDoubles() =>
        new(SharePrice.High, ExercisePrice.High, Years.High, Volatility, Rate.High, DividendYield.High);

    /// <summary>A rate made continuous.</summary>
    internal static DoubleDouble Continuous(DoubleDouble rate, RateConvention convention) => convention switch
    {
        RateConvention.Annual => DoubleFunctions.LogOnePlus(rate),
        RateConvention.SemiAnnual => DoubleFunctions.LogOnePlus(rate * 0.5) * 2,
        _ => rate,
    };

    /// <summary>A yield made continuous.</summary>
    internal static DoubleDouble Continuous(DoubleDouble dividendYield, YieldConvention convention) => convention switch
    {
        YieldConvention.Annual => DoubleFunctions.LogOnePlus(dividendYield),
        YieldConvention.AnnualDiscount => -DoubleFunctions.LogOnePlus(-dividendYield),
        _ => dividendYield,
    };
}
