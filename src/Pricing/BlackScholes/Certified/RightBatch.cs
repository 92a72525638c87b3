using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.Policies;

namespace Pricing.BlackScholes.Certified;

/// <summary>
/// Values many rights at once. The rounded amounts, ties and failures are those of <see cref="RightPricer.Price"/>; the
/// value before rounding comes from <see cref="CallBatch"/> with its bound, so that its last digits, a distance to a
/// boundary and the path that settled a rounding may differ. They do not depend on what else is in the batch.
/// </summary>
public static class RightBatch
{
    /// <summary>Values one right, as in a batch of many.</summary>
    /// <param name="order">The right.</param>
    /// <returns>A value, or the failures of <see cref="RightPricer.Price"/>.</returns>
    public static Outcome<RightValue> Price(RightOrder order) => Price([order])[0];

    /// <summary>Values every right.</summary>
    /// <param name="orders">The rights.</param>
    /// <returns>A value or the failures of <see cref="RightPricer.Price"/> for each, in the order given.</returns>
    /// <exception cref="ArgumentNullException">There is no list.</exception>
    public static IReadOnlyList<Outcome<RightValue>> Price(IReadOnlyList<RightOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);

        var outcomes = new Outcome<RightValue>[orders.Count];
        var rows = new List<(int Index, ContinuousTerms Terms)>(orders.Count);
        for (var index = 0; index < outcomes.Length; index++)
        {
            var (inputs, policy, currency) = orders[index];
            var failures = InputChecks.Run(inputs, policy, out var formula);
            var terms = formula.ToDoubles();
            if (failures.Count > 0)
                outcomes[index] = failures;
            else if (CallBatch.IsInRange(terms))
                rows.Add((index, terms));
            else
                outcomes[index] = RightPricer.Price(inputs, policy, currency);
        }

        foreach (var ((index, terms), price) in rows.Zip(Prices(rows)))
        {
            var (inputs, policy, currency) = orders[index];
            outcomes[index] = RightPricer.RoundChecked(inputs, policy, currency, price, CallBatch.ErrorBound(terms));
        }

        return outcomes;
    }

    private static double[] Prices(List<(int Index, ContinuousTerms Terms)> rows)
    {
        var prices = new double[rows.Count];
        var options = new OptionColumns(
            [.. rows.Select(row => row.Terms.SharePrice)],
            [.. rows.Select(row => row.Terms.ExercisePrice)],
            [.. rows.Select(row => row.Terms.Years)],
            [.. rows.Select(row => row.Terms.Volatility)],
            [.. rows.Select(row => row.Terms.Rate)],
            [.. rows.Select(row => row.Terms.DividendYield)]);
        return CallBatch.Price(options, prices) == rows.Count
            ? prices
            : throw new InvalidOperationException("A row in the range of the kernel has a value.");
    }
}

/// <summary>One right to be valued.</summary>
/// <param name="Inputs">The inputs as stored.</param>
/// <param name="Policy">The conventions of r and q, and both roundings.</param>
/// <param name="Currency">Its minor unit is the unit of a rounding that states none.</param>
public sealed record RightOrder(OptionInputs Inputs, ValuationPolicy Policy, Currency Currency);
