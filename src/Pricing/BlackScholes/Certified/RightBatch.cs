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
    // So many rights are worked at together: their columns stay in the nearest caches.
    private const int BlockSize = 512;

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
        var block = new Block(Math.Min(orders.Count, BlockSize));
        PlainTerms? plain = null;
        QuickRounding? rounding = null;
        for (var index = 0; index < outcomes.Length; index++)
        {
            var (inputs, policy, currency) = orders[index];
            if (rounding is null || rounding.Policy != policy || rounding.Currency != currency)
                (plain, rounding) = (new(policy), new(policy, currency));

            if (!rounding.CanRound || !plain!.TryRead(inputs, out var terms) || !CallBatch.IsInRange(terms))
            {
                outcomes[index] = RightPricer.Price(inputs, policy, currency);
                continue;
            }

            if (block.IsFull) block.Price(orders, outcomes);
            block.Add(index, terms, rounding);
        }

        block.Price(orders, outcomes);
        return outcomes;
    }

    /// <summary>Rights that the kernel values, in its columns.</summary>
    private sealed class Block(int size)
    {
        private readonly double[][] columns = [.. Enumerable.Range(0, 6).Select(_ => new double[size])];
        private readonly double[] prices = new double[size];
        private readonly (int Index, QuickRounding Rounding)[] rights = new (int, QuickRounding)[size];
        private int count;

        public bool IsFull => count == size;

        public void Add(int index, in ContinuousTerms terms, QuickRounding rounding)
        {
            (columns[0][count], columns[1][count], columns[2][count]) = (terms.SharePrice, terms.ExercisePrice, terms.Years);
            (columns[3][count], columns[4][count], columns[5][count]) = (terms.Volatility, terms.Rate, terms.DividendYield);
            rights[count++] = (index, rounding);
        }

        /// <summary>Values the rights and is empty again.</summary>
        public void Price(IReadOnlyList<RightOrder> orders, Outcome<RightValue>[] outcomes)
        {
            var options = new OptionColumns(Column(0), Column(1), Column(2), Column(3), Column(4), Column(5));
            if (CallBatch.Price(options, prices) != count)
                throw new InvalidOperationException("A row in the range of the kernel has a value.");

            for (var row = 0; row < count; row++)
            {
                var (index, quick) = rights[row];
                var (inputs, policy, currency) = orders[index];
                var bound = CallBatch.ErrorBoundInRange(options[row]);
                outcomes[index] = quick.TryRound(inputs.SharesPerRight, prices[row], bound) is { } value
                    ? value
                    : RightPricer.RoundChecked(inputs, policy, currency, prices[row], bound);
            }

            count = 0;
        }

        private ReadOnlySpan<double> Column(int number) => columns[number].AsSpan(0, count);
    }
}

/// <summary>One right to be valued.</summary>
/// <param name="Inputs">The inputs as stored.</param>
/// <param name="Policy">The conventions of r and q, and both roundings.</param>
/// <param name="Currency">Its minor unit is the unit of a rounding that states none.</param>
public sealed record RightOrder(OptionInputs Inputs, ValuationPolicy Policy, Currency Currency);
