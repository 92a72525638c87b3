namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// Values many rights at once. The amounts, ties and failures are those of <see cref="RightPricer.Price"/>; the value
/// before rounding comes from <see cref="CallBatch"/> with its bound, so that its last digits and the path that settled a
/// rounding may differ.
/// </summary>
public static class RightBatch
{
    /// <summary>Values every right.</summary>
    /// <param name="orders">The rights.</param>
    /// <returns>A value or the failures of <see cref="RightPricer.Price"/> for each, in the order given.</returns>
    public static IReadOnlyList<Outcome<RightValue>> Price(IReadOnlyList<RightOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);

        var outcomes = new Outcome<RightValue>[orders.Count];
        var fast = new List<int>(orders.Count);
        var rows = new List<ContinuousTerms>(orders.Count);
        for (var index = 0; index < outcomes.Length; index++)
        {
            var (inputs, policy, currency) = orders[index];
            if (InputChecks.Run(inputs, policy).Count == 0 && ContinuousTerms.From(inputs, policy) is var terms
                && CallBatch.IsInRange(terms))
            {
                fast.Add(index);
                rows.Add(terms);
            }
            else
            {
                outcomes[index] = RightPricer.Price(inputs, policy, currency);
            }
        }

        foreach (var (row, price) in Prices(rows).Index())
        {
            var (inputs, policy, currency) = orders[fast[row]];
            outcomes[fast[row]] = RightPricer.Round(inputs, policy, currency, price, CallBatch.ErrorBound(rows[row]));
        }

        return outcomes;
    }

    private static double[] Prices(List<ContinuousTerms> rows)
    {
        var prices = new double[rows.Count];
        var options = new OptionColumns(
            [.. rows.Select(row => row.SharePrice)],
            [.. rows.Select(row => row.ExercisePrice)],
            [.. rows.Select(row => row.Years)],
            [.. rows.Select(row => row.Volatility)],
            [.. rows.Select(row => row.Rate)],
            [.. rows.Select(row => row.DividendYield)]);
        CallBatch.Price(options, prices);
        return prices;
    }
}
