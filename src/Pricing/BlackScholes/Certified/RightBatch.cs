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
        var rows = new Rows(orders.Count);
        PlainTerms? plain = null;
        QuickRounding? rounding = null;
        for (var index = 0; index < outcomes.Length; index++)
        {
            var (inputs, policy, currency) = orders[index];
            if (rounding is null || rounding.Policy != policy || rounding.Currency != currency)
                (plain, rounding) = (new(policy), new(policy, currency));

            if (rounding.CanRound && plain!.TryRead(inputs, out var terms) && CallBatch.IsInRange(terms))
                rows.Add(index, terms, rounding);
            else
                outcomes[index] = RightPricer.Price(inputs, policy, currency);
        }

        var prices = rows.Price();
        for (var row = 0; row < prices.Length; row++)
        {
            var (index, terms, quick) = rows[row];
            var (inputs, policy, currency) = orders[index];
            var bound = CallBatch.ErrorBoundInRange(terms);
            outcomes[index] = quick.TryRound(inputs.SharesPerRight, prices[row], bound) is { } settled
                ? settled
                : RightPricer.RoundChecked(inputs, policy, currency, prices[row], bound);
        }

        return outcomes;
    }

    /// <summary>The rights that the kernel values, in its columns.</summary>
    private sealed class Rows(int most)
    {
        private readonly double[][] columns = [.. Enumerable.Range(0, 6).Select(_ => new double[most])];
        private readonly (int Index, QuickRounding Rounding)[] rights = new (int, QuickRounding)[most];
        private int count;

        public (int Index, ContinuousTerms Terms, QuickRounding Rounding) this[int row] => (
            rights[row].Index,
            new(columns[0][row], columns[1][row], columns[2][row], columns[3][row], columns[4][row], columns[5][row]),
            rights[row].Rounding);

        public void Add(int index, in ContinuousTerms terms, QuickRounding rounding)
        {
            (columns[0][count], columns[1][count], columns[2][count]) = (terms.SharePrice, terms.ExercisePrice, terms.Years);
            (columns[3][count], columns[4][count], columns[5][count]) = (terms.Volatility, terms.Rate, terms.DividendYield);
            rights[count++] = (index, rounding);
        }

        public double[] Price()
        {
            var prices = new double[count];
            var options = new OptionColumns(Column(0), Column(1), Column(2), Column(3), Column(4), Column(5));
            return CallBatch.Price(options, prices) == count
                ? prices
                : throw new InvalidOperationException("A row in the range of the kernel has a value.");
        }

        private ReadOnlySpan<double> Column(int number) => columns[number].AsSpan(0, count);
    }
}

/// <summary>One right to be valued.</summary>
/// <param name="Inputs">The inputs as stored.</param>
/// <param name="Policy">The conventions of r and q, and both roundings.</param>
/// <param name="Currency">Its minor unit is the unit of a rounding that states none.</param>
public sealed record RightOrder(OptionInputs Inputs, ValuationPolicy Policy, Currency Currency);
