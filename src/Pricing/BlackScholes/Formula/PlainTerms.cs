using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Formula;

/// <summary>
/// The terms of inputs as they nearly always are: every number above 0 but the rates, and sound under the conventions of a
/// policy. Rates and yields repeat from right to right, so the last ones are kept.
/// </summary>
/// <param name="policy">The conventions of r and q.</param>
internal sealed class PlainTerms(ValuationPolicy policy)
{
    private readonly double? rateUnit = UnitOf(policy.Rate);
    private readonly double? yieldUnit = UnitOf(policy.DividendYield);
    private (DecimalDigits Digits, double Continuous)? rate;
    private (DecimalDigits Above, DecimalDigits Below, double Continuous)? yield;

    /// <summary>Brings inputs to doubles as <see cref="ContinuousTerms.From"/> does.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>Whether nothing speaks against them; where something may, the checks have to say what.</returns>
    public bool TryRead(OptionInputs inputs, out ContinuousTerms terms)
    {
        terms = default;
        if (inputs.Volatility is not { } sigma
            || inputs.SharesPerRight is <= 0m
            || inputs.Years.Denominator <= 0m
            || !IsSound(inputs.RiskFreeRate)
            || !IsSound(inputs.DividendYield))
        {
            return false;
        }

        terms = new(
            Nearest(inputs.SharePrice),
            Nearest(inputs.ExercisePrice),
            Nearest(inputs.Years),
            sigma,
            Continuous(inputs.RiskFreeRate),
            Continuous(inputs.DividendYield));
        return terms is { SharePrice: > 0, ExercisePrice: > 0, Years: > 0, Volatility: > 0 };
    }

    private bool IsSound(decimal riskFreeRate) => decimal.IsPositive(riskFreeRate) || policy.Rate switch
    {
        RateConvention.Annual => riskFreeRate > -1m,
        RateConvention.SemiAnnual => riskFreeRate > -2m,
        _ => true,
    };

    private bool IsSound(Ratio dividendYield) => dividendYield.Denominator > 0m && policy.DividendYield switch
    {
        YieldConvention.Annual => dividendYield.Numerator > -dividendYield.Denominator,
        YieldConvention.AnnualDiscount => dividendYield.Numerator < dividendYield.Denominator,
        _ => true,
    };

    private double Continuous(decimal riskFreeRate)
    {
        if (!DecimalDigits.TryRead(riskFreeRate, out var digits))
            return FormulaTerms.Continuous(DoubleDouble.From(riskFreeRate), policy.Rate).High;
        if (rate is { } last && last.Digits == digits) return last.Continuous;

        if (!DecimalDigits.TryDivide(digits, DecimalDigits.One, out var high, out var low)
            || !TryQuickly(high, low, rateUnit, out var continuous))
        {
            continuous = FormulaTerms.Continuous(DoubleDouble.From(riskFreeRate), policy.Rate).High;
        }

        rate = (digits, continuous);
        return continuous;
    }

    private double Continuous(Ratio dividendYield)
    {
        if (!DecimalDigits.TryRead(dividendYield.Numerator, out var above) || !DecimalDigits.TryRead(dividendYield.Denominator, out var below))
            return FormulaTerms.Continuous(DoubleDouble.From(dividendYield), policy.DividendYield).High;
        if (yield is { } last && last.Above == above && last.Below == below) return last.Continuous;

        if (!DecimalDigits.TryDivide(above, below, out var high, out var low)
            || !TryQuickly(high, low, yieldUnit, out var continuous))
        {
            continuous = FormulaTerms.Continuous(DoubleDouble.From(dividendYield), policy.DividendYield).High;
        }

        yield = (above, below, continuous);
        return continuous;
    }

    /// <summary>u ln(1 + x/u) to the nearest double, as quoted where there is no u; whether it is certain.</summary>
    private static bool TryQuickly(double high, double low, double? unit, out double continuous)
    {
        continuous = high;
        if (unit is not { } u) return true;

        // Of u = 1, 2 and -1 neither quotient nor product is rounded.
        var isCertain = QuickLogarithm.TryLogOnePlus(high / u, low / u, out var logarithm);
        continuous = u * logarithm;
        return isCertain;
    }

    private static double? UnitOf(RateConvention convention) => convention switch
    {
        RateConvention.Annual => 1,
        RateConvention.SemiAnnual => 2,
        _ => null,
    };

    private static double? UnitOf(YieldConvention convention) => convention switch
    {
        YieldConvention.Annual => 1,
        YieldConvention.AnnualDiscount => -1,
        _ => null,
    };

    private static double Nearest(Ratio number) =>
        DecimalDigits.TryRead(number.Numerator, out var above) && DecimalDigits.TryRead(number.Denominator, out var below)
        && DecimalDigits.TryDivide(above, below, out var high, out _)
            ? high
            : DoubleDouble.From(number).High;

    private static double Nearest(decimal number) =>
        DecimalDigits.TryRead(number, out var digits) ? digits.Nearest : DoubleDouble.From(number).High;
}
