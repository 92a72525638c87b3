using Pricing.BlackScholes.Columns;
using Pricing.BlackScholes.Formula;
using Pricing.BlackScholes.Kernel;
using Pricing.BlackScholes.Lanes;
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
    private const int BlockSize = 256;

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

        return CallBatch.FastestHere switch
        {
            LaneWidth.Bits512SlowDivider or LaneWidth.Bits512 => Price<Lanes512>(orders),
            LaneWidth.Bits256 => Price<Lanes256>(orders),
            _ => Price<Lanes128>(orders),
        };
    }

    private static Outcome<RightValue>[] Price<TLanes>(IReadOnlyList<RightOrder> orders)
        where TLanes : struct, ILanes<TLanes>
    {
        var outcomes = new Outcome<RightValue>[orders.Count];
        var block = new Block<TLanes>(orders, outcomes, Math.Min(orders.Count, BlockSize));
        PlainTermsReader? reader = null;
        QuickRounding? rounding = null;
        for (var index = 0; index < outcomes.Length; index++)
        {
            var (inputs, policy, currency) = orders[index];
            if (rounding is null || rounding.Policy != policy || rounding.Currency != currency)
                (reader, rounding) = (new(policy), new(policy, currency));

            if (!rounding.CanRound || !block.TryAdd(index, inputs, reader!, rounding))
                outcomes[index] = RightPricer.Price(inputs, policy, currency);
        }

        block.Price();
        return outcomes;
    }

    /// <summary>Rights that are valued together.</summary>
    private sealed class Block<TLanes>(IReadOnlyList<RightOrder> orders, Outcome<RightValue>[] outcomes, int size)
        where TLanes : struct, ILanes<TLanes>
    {
        private static readonly ContinuousTerms Ordinary = new(1, 1, 1, 1, 0, 0);

        private readonly RightColumns<TLanes> columns = new(size);
        private readonly (int Index, PlainTermsReader Reader, QuickRounding? Rounding)[] rights = new (int, PlainTermsReader, QuickRounding?)[size];

        public bool TryAdd(int index, OptionInputs inputs, PlainTermsReader reader, QuickRounding rounding)
        {
            if (columns.IsFull) Price();
            rights[columns.Count] = (index, reader, rounding);
            return reader.TryAdd(inputs, columns);
        }

        /// <summary>Values the rights and is empty again.</summary>
        public void Price()
        {
            columns.Convert();
            for (var row = 0; row < columns.Count; row++) Settle(row);

            columns.Value();
            for (var row = 0; row < columns.Count; row++)
            {
                var (index, _, quick) = rights[row];
                if (quick is null) continue;

                var (price, bound) = columns.ValueOf(row);
                var (inputs, policy, currency) = orders[index];
                outcomes[index] = quick.TryRound(inputs.SharesPerRight, price, bound) is { } value
                    ? value
                    : RightPricer.RoundChecked(inputs, policy, currency, price, bound);
            }

            columns.Clear();
        }

        // What doubles leave in doubt, and what the kernel has no bound for, whose row becomes an ordinary one.
        private void Settle(int row)
        {
            var (index, reader, _) = rights[row];
            if (columns.IsRateInDoubt(row)) columns[row] = columns[row] with { Rate = reader.Continuous(orders[index].Inputs.RiskFreeRate) };
            if (columns.IsDividendYieldInDoubt(row))
                columns[row] = columns[row] with { DividendYield = reader.Continuous(orders[index].Inputs.DividendYield) };
            if (CallBatch.IsInRange(columns[row])) return;

            var (inputs, policy, currency) = orders[index];
            outcomes[index] = RightPricer.Price(inputs, policy, currency);
            (columns[row], rights[row].Rounding) = (Ordinary, null);
        }
    }
}

/// <summary>One right to be valued.</summary>
/// <param name="Inputs">The inputs as stored.</param>
/// <param name="Policy">The conventions of r and q, and both roundings.</param>
/// <param name="Currency">Its minor unit is the unit of a rounding that states none.</param>
public sealed record RightOrder(OptionInputs Inputs, ValuationPolicy Policy, Currency Currency);
