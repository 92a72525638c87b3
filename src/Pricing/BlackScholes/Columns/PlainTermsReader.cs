using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Lanes;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Columns;

/// <summary>Reads inputs as they nearly always are: sound under the conventions of a policy.</summary>
/// <param name="policy">The conventions of r and q.</param>
internal sealed class PlainTermsReader(ValuationPolicy policy)
{
    private readonly double rateUnit = policy.Rate switch
    {
        RateConvention.Annual => 1,
        RateConvention.SemiAnnual => 2,
        _ => 0,
    };

    private readonly double yieldUnit = policy.DividendYield switch
    {
        YieldConvention.Annual => 1,
        YieldConvention.AnnualDiscount => -1,
        _ => 0,
    };

    /// <summary>Adds inputs to columns, whose terms will be those of <see cref="ContinuousTerms.From"/>.</summary>
    /// <typeparam name="TLanes">The variant of the columns.</typeparam>
    /// <param name="inputs">The inputs.</param>
    /// <param name="columns">The columns.</param>
    /// <returns>Whether nothing speaks against the inputs; where something may, the checks have to say what.</returns>
    public bool TryAdd<TLanes>(OptionInputs inputs, RightColumns<TLanes> columns)
        where TLanes : struct, ILanes<TLanes>
    {
        if (inputs.Volatility is not { } sigma
            || inputs.SharesPerRight is <= 0m
            || inputs.Years.Denominator <= 0m
            || !IsSound(inputs.RiskFreeRate)
            || !IsSound(inputs.DividendYield))
        {
            return false;
        }

        columns.Add(
            Number(inputs.SharePrice), Number(inputs.ExercisePrice), Number(inputs.Years), sigma, Rate(inputs.RiskFreeRate), DividendYield(inputs.DividendYield));
        return true;
    }

    /// <summary>r, continuous, as <see cref="ContinuousTerms.From"/> makes it.</summary>
    /// <param name="riskFreeRate">The rate as stored.</param>
    /// <returns>The rate.</returns>
    public double Continuous(decimal riskFreeRate) => FormulaTerms.Continuous(DoubleDouble.From(riskFreeRate), policy.Rate).High;

    /// <summary>q, continuous, as <see cref="ContinuousTerms.From"/> makes it.</summary>
    /// <param name="dividendYield">The yield as stored.</param>
    /// <returns>The yield.</returns>
    public double Continuous(Ratio dividendYield) => FormulaTerms.Continuous(DoubleDouble.From(dividendYield), policy.DividendYield).High;

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

    private PlainRate Rate(decimal riskFreeRate) =>
        DecimalDigits.TryRead(riskFreeRate, out var digits) ? new(digits.ToQuotient(), rateUnit) : PlainRate.Continuous(Continuous(riskFreeRate));

    private PlainRate DividendYield(Ratio dividendYield) =>
        TryQuotient(dividendYield, out var quotient) ? new(quotient, yieldUnit) : PlainRate.Continuous(Continuous(dividendYield));

    private static ExactQuotient Number(decimal number) =>
        DecimalDigits.TryRead(number, out var digits) ? digits.ToQuotient() : new(DoubleDouble.From(number).High, 1);

    private static ExactQuotient Number(Ratio number) =>
        TryQuotient(number, out var quotient) ? quotient : new(DoubleDouble.From(number).High, 1);

    private static bool TryQuotient(Ratio number, out ExactQuotient quotient)
    {
        quotient = default;
        if (!DecimalDigits.TryRead(number.Numerator, out var above) || !DecimalDigits.TryRead(number.Denominator, out var below)) return false;
        if (!below.IsOne) return above.TryDivide(below, out quotient);

        quotient = above.ToQuotient();
        return true;
    }
}
