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
    // Whole numbers up to here, and powers of ten up to 10^22, are doubles exactly: their quotient is rounded once.
    private const ulong LargestWhole = 1UL << 53;
    private const int LargestScale = 22;

    private static readonly double[] PowersOfTen = [.. Enumerable.Range(0, LargestScale + 1).Select(power => double.Parse($"1e{power}", System.Globalization.CultureInfo.InvariantCulture))];

    private readonly double? rateUnit = UnitOf(policy.Rate);
    private readonly double? yieldUnit = UnitOf(policy.DividendYield);
    private (decimal Rate, double Continuous)? rate;
    private (Ratio Yield, double Continuous)? yield;

    /// <summary>Brings inputs to doubles as <see cref="ContinuousTerms.From"/> does.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>Whether nothing speaks against them; where something may, the checks have to say what.</returns>
    public bool TryRead(OptionInputs inputs, out ContinuousTerms terms)
    {
        terms = default;
        if (inputs.Volatility is not { } sigma
            || inputs.Years.Denominator <= 0m
            || inputs.SharesPerRight <= 0m
            || !IsSound(inputs.RiskFreeRate)
            || !IsSound(inputs.DividendYield))
        {
            return false;
        }

        terms = new(
            Nearest(inputs.SharePrice),
            Nearest(inputs.ExercisePrice),
            inputs.Years.Denominator == 1m ? Nearest(inputs.Years.Numerator) : DoubleDouble.From(inputs.Years).High,
            sigma,
            Continuous(inputs.RiskFreeRate),
            Continuous(inputs.DividendYield));
        return terms is { SharePrice: > 0, ExercisePrice: > 0, Years: > 0, Volatility: > 0 };
    }

    private bool IsSound(decimal riskFreeRate) => policy.Rate switch
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
        if (rate is { } last && last.Rate == riskFreeRate) return last.Continuous;

        if (!TryQuickly(Parts(riskFreeRate, 1m), rateUnit, out var continuous))
            continuous = FormulaTerms.Continuous(DoubleDouble.From(riskFreeRate), policy.Rate).High;
        rate = (riskFreeRate, continuous);
        return continuous;
    }

    private double Continuous(Ratio dividendYield)
    {
        if (yield is { } last && last.Yield == dividendYield) return last.Continuous;

        if (!TryQuickly(Parts(dividendYield.Numerator, dividendYield.Denominator), yieldUnit, out var continuous))
            continuous = FormulaTerms.Continuous(DoubleDouble.From(dividendYield), policy.DividendYield).High;
        yield = (dividendYield, continuous);
        return continuous;
    }

    /// <summary>u ln(1 + x/u) to the nearest double, as quoted where there is no u; whether it is certain.</summary>
    private static bool TryQuickly((double High, double Low)? quoted, double? unit, out double continuous)
    {
        continuous = quoted?.High ?? 0;
        if (quoted is not var (high, low) || unit is not { } u) return quoted is not null;

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

    private static double Nearest(decimal number) => Digits(number) is var (whole, scale) && number >= 0m
        ? whole / PowersOfTen[scale]
        : DoubleDouble.From(number).High;

    /// <summary>A quotient as the nearest double and the rest, where numerator and denominator are two doubles exactly.</summary>
    private static (double High, double Low)? Parts(decimal numerator, decimal denominator)
    {
        if (Digits(numerator) is not var (above, placesAbove) || Digits(denominator) is not var (below, placesBelow) || placesAbove < placesBelow)
            return null;

        var power = PowersOfTen[placesAbove - placesBelow];
        var divisor = below * power;
        if (Math.FusedMultiplyAdd(below, power, -divisor) != 0) return null;

        var dividend = numerator < 0m ? -(double)above : above;
        var high = dividend / divisor;
        return (high, Math.FusedMultiplyAdd(-high, divisor, dividend) / divisor);
    }

    /// <summary>The digits of a decimal as a whole number, and how many of them stand behind the point; null where they are many.</summary>
    private static (ulong Whole, int Scale)? Digits(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var (whole, scale) = (((ulong)(uint)parts[1] << 32) | (uint)parts[0], (parts[3] >> 16) & 0xFF);
        return parts[2] == 0 && whole <= LargestWhole && scale <= LargestScale ? (whole, scale) : null;
    }
}
