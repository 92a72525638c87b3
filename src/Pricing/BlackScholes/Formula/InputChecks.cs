using System.Globalization;
using Pricing.Policies;

namespace Pricing.BlackScholes.Formula;

/// <summary>What inputs the formula admits under a policy. Fields bear the names of the columns of the command <c>price</c>.</summary>
internal sealed class InputChecks
{
    private readonly List<Failure> failures = [];

    private InputChecks()
    {
    }

    /// <summary>Every reason why the inputs cannot be valued; none where they can.</summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The conventions of r and q, and the units of both roundings.</param>
    /// <param name="terms">The terms of the formula where there is no reason.</param>
    public static List<Failure> Run(OptionInputs inputs, ValuationPolicy policy, out FormulaTerms terms)
    {
        terms = default;
        var checks = new InputChecks();
        checks.Prices(inputs);
        checks.Period(inputs.Years, inputs.Volatility);
        checks.Rate(inputs.RiskFreeRate, policy.Rate);
        checks.Yield(inputs.DividendYield, policy.DividendYield);
        checks.Shares(inputs.SharesPerRight);
        checks.Unit(policy.ValuePerShare);
        checks.Unit(policy.AmountPerRight);
        if (checks.failures.Count == 0)
        {
            terms = FormulaTerms.From(inputs, policy);
            checks.Discounting(inputs, terms.ToDoubles());
        }

        return checks.failures;
    }

    /// <summary>A failure that names a decimal.</summary>
    public static Failure Invalid(string field, decimal value, string reason) =>
        Invalid(field, value.ToString(CultureInfo.InvariantCulture), reason);

    /// <summary>A volatility as it is reported; empty where there is none.</summary>
    public static string Text(double? volatility) => volatility?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static Failure Invalid(string field, string value, string reason) =>
        new(ReasonCode.InvalidField, field, value, reason);

    private void Prices(OptionInputs inputs)
    {
        if (inputs.SharePrice < 0)
            failures.Add(Invalid("S", inputs.SharePrice, "a share price is at least 0"));

        if (inputs.ExercisePrice < 0)
            failures.Add(Invalid("X", inputs.ExercisePrice, "an exercise price is at least 0"));
    }

    private void Period(Ratio years, double? volatility)
    {
        if (years.Denominator <= 0)
            failures.Add(Invalid("T", years.ToString(), "the denominator is above 0"));
        else if (years.Numerator < 0)
            failures.Add(Invalid("T", years.ToString(), "a remaining period is at least 0"));

        if (volatility is { } sigma)
        {
            if (!double.IsFinite(sigma) || sigma < 0)
                failures.Add(Invalid("sigma", Text(sigma), "a volatility is finite and at least 0"));
        }
        else if (years.Numerator != 0)
        {
            failures.Add(Invalid("sigma", "", "a volatility is needed where T is above 0"));
        }
    }

    private void Rate(decimal rate, RateConvention convention)
    {
        if (convention == RateConvention.Annual && rate <= -1)
            failures.Add(Invalid("r", rate, "an annual rate is above -1"));
        else if (convention == RateConvention.SemiAnnual && rate <= -2)
            failures.Add(Invalid("r", rate, "a semi-annual rate is above -2"));
    }

    private void Yield(Ratio dividendYield, YieldConvention convention)
    {
        var (dividend, price) = dividendYield;
        if (price <= 0)
            failures.Add(Invalid("q", dividendYield.ToString(), "the denominator is above 0"));
        else if (convention == YieldConvention.Annual && dividend <= -price)
            failures.Add(Invalid("q", dividendYield.ToString(), "an annual yield is above -1"));
        else if (convention == YieldConvention.AnnualDiscount && dividend >= price)
            failures.Add(Invalid("q", dividendYield.ToString(), "a yield taken off yearly is below 1"));
    }

    private void Shares(decimal sharesPerRight)
    {
        if (sharesPerRight <= 0)
            failures.Add(Invalid("shares", sharesPerRight, "a right delivers more than 0 shares"));
    }

    private void Unit(RoundingRule rule)
    {
        if (rule.Unit is { } unit and <= 0)
            failures.Add(Invalid("unit", unit, "a unit of rounding is above 0"));
    }

    private void Discounting(OptionInputs inputs, ContinuousTerms terms)
    {
        if (!terms.RateDiscountIsFinite)
            failures.Add(Invalid("r", inputs.RiskFreeRate, "the discount factor e^(-rT) overflows"));

        if (!terms.YieldDiscountIsFinite)
            failures.Add(Invalid("q", inputs.DividendYield.ToString(), "the discount factor e^(-qT) overflows"));
    }
}
