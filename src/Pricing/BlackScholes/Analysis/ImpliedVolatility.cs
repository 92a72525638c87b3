using System.Globalization;
using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Precision;
using Pricing.Policies;

namespace Pricing.BlackScholes.Analysis;

/// <summary>The volatility that a value per share implies, with the range that its rounding leaves open.</summary>
/// <param name="Volatility">The volatility that gives the value, per square root of a year.</param>
/// <param name="Low">The least volatility that a value rounding to this one can come from.</param>
/// <param name="High">The greatest.</param>
public readonly record struct ImpliedVolatility(double Volatility, double Low, double High)
{
    private const double GreatestVolatility = 1e50;
    private const double RoundingOfADouble = 1.0 / (1L << 53);

    /// <summary>Finds the volatility of a value under a policy.</summary>
    /// <param name="inputs">The inputs as stored; their volatility is not used.</param>
    /// <param name="policy">The conventions of r and q, and how the value was rounded.</param>
    /// <param name="currency">Its minor unit is the unit of a rounding that states none.</param>
    /// <param name="valuePerShare">
    /// The value in currency per share, after rounding by the policy; where the policy does not round it, to the
    /// precision of a double.
    /// </param>
    /// <returns>
    /// The volatility; <see cref="ReasonCode.InvalidField"/> for a field as in <see cref="RightPricer.Price"/>, or for
    /// a value that no volatility gives; or <see cref="ReasonCode.NotDetermined"/> where the value says nothing of the
    /// volatility: what it may have been before rounding is also the value at volatility 0, or at any however great.
    /// So it is with an exercise price of 1 yen and a value in whole yen.
    /// </returns>
    public static Outcome<ImpliedVolatility> Solve(
        OptionInputs inputs, ValuationPolicy policy, Currency currency, decimal valuePerShare)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(currency);

        return Solve(inputs, policy, DoubleDouble.From(valuePerShare), RoundedAway(policy.ValuePerShare, currency), new("value", valuePerShare, "a share", 1m));
    }

    /// <summary>Finds the volatility of an amount per right under a policy.</summary>
    /// <param name="inputs">The inputs as stored; their volatility is not used.</param>
    /// <param name="policy">The conventions of r and q, and both roundings.</param>
    /// <param name="currency">Its minor unit is the unit of a rounding that states none.</param>
    /// <param name="amountPerRight">
    /// The amount in currency per right, after both roundings; where the policy rounds neither, to the precision of a double.
    /// </param>
    /// <returns>The volatility, or the failures of <see cref="Solve(OptionInputs, ValuationPolicy, Currency, decimal)"/> for <c>amount</c>.</returns>
    public static Outcome<ImpliedVolatility> SolvePerRight(
        OptionInputs inputs, ValuationPolicy policy, Currency currency, decimal amountPerRight)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(currency);
        if (inputs.SharesPerRight <= 0) return InputChecks.Run(inputs with { Volatility = 0 }, policy, out _);

        var shares = (double)inputs.SharesPerRight;
        var (belowRight, aboveRight) = RoundedAway(policy.AmountPerRight, currency);
        var (belowShare, aboveShare) = RoundedAway(policy.ValuePerShare, currency);
        return Solve(
            inputs,
            policy,
            DoubleDouble.From(amountPerRight) / DoubleDouble.From(inputs.SharesPerRight),
            (belowShare + (belowRight / shares), aboveShare + (aboveRight / shares)),
            new("amount", amountPerRight, "a right", inputs.SharesPerRight));
    }

    private static Outcome<ImpliedVolatility> Solve(
        OptionInputs inputs, ValuationPolicy policy, DoubleDouble valuePerShare, (double Below, double Above) roundedAway, Asked asked)
    {
        var still = inputs with { Volatility = 0 };
        var failures = InputChecks.Run(still, policy, out var terms);
        if (failures.Count > 0)
            return failures;

        var parts = DoublePath.Evaluate(terms);
        var least = parts.Kept - parts.Owed;
        var excess = (valuePerShare - least).High;
        var most = Math.Min(parts.Share.High, parts.Debt.High);
        var volatility = Search(terms, excess);
        var error = DoublePath.Bound(DoublePath.Evaluate(terms with { Volatility = volatility }))
            + (RoundingOfADouble * valuePerShare.High);
        var (low, high) = (excess - roundedAway.Below - error, excess + roundedAway.Above + error);
        var reachable = asked.Range(least, most);
        if (high < 0 || low > most) return InputChecks.Invalid(asked.Field, asked.Number, $"no volatility gives it: {reachable}");

        return low <= 0 || high >= most || terms.Years.High == 0
            ? new Failure(
                ReasonCode.NotDetermined,
                asked.Field,
                asked.Number.ToString(CultureInfo.InvariantCulture),
                $"before rounding it may be the value at volatility 0, or at any however great: {reachable}")
            : new ImpliedVolatility(volatility, Search(terms, low), Search(terms, high));
    }

    // What rounding may have taken off, or added.
    private static (double Below, double Above) RoundedAway(RoundingRule rule, Currency currency)
    {
        var unit = (double)(rule.Unit ?? currency.MinorUnit);
        return rule.Mode switch
        {
            RoundingMode.Nearest => (unit / 2, unit / 2),
            RoundingMode.Up => (unit, 0),
            _ => (0, 0),
        };
    }

    // The value above its limit at volatility 0 rises with the volatility, and doubles above 0 are ordered as their bits.
    private static double Search(in FormulaTerms terms, double excess)
    {
        var (low, high) = (0L, BitConverter.DoubleToInt64Bits(GreatestVolatility));
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (Excess(terms with { Volatility = BitConverter.Int64BitsToDouble(middle) }) < excess)
                low = middle;
            else
                high = middle;
        }

        return BitConverter.Int64BitsToDouble(high);
    }

    private static double Excess(in FormulaTerms terms)
    {
        var parts = DoublePath.Evaluate(terms);
        return (parts.Share - parts.Debt).High < 0 ? parts.Call : parts.Put;
    }

    /// <summary>What was asked.</summary>
    /// <param name="Field">Its name.</param>
    /// <param name="Number">The amount.</param>
    /// <param name="Of">What it is of.</param>
    /// <param name="Shares">Of how many shares.</param>
    private readonly record struct Asked(string Field, decimal Number, string Of, decimal Shares)
    {
        /// <summary>Which amounts a volatility can give.</summary>
        public string Range(DoubleDouble least, double most)
        {
            var shares = DoubleDouble.From(Shares);
            var (from, to) = ((least * shares).High, ((least + DoubleDouble.From(most)) * shares).High);
            return string.Create(CultureInfo.InvariantCulture, $"{Of} is worth {from:0.######} at volatility 0, and less than {to:0.######} at any");
        }
    }
}
