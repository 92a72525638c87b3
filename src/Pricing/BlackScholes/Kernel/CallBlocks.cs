using System.Runtime.CompilerServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// Takes a batch block by block through the stages. Short stages over a block keep a processor's multipliers busier than
/// one long loop, whose dependent operations fill its queues.
/// </summary>
internal static class CallBlocks<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Values all rows up to the first that has no value.</summary>
    /// <param name="options">The inputs.</param>
    /// <param name="results">Where the results go.</param>
    /// <param name="inShortStages">Whether by <see cref="ShortStages"/>, which give the same bits.</param>
    /// <returns>The rows valued.</returns>
    public static int Run(in OptionColumns options, in ResultColumns results, bool inShortStages = false)
    {
        var scratch = new Scratch(stackalloc double[Scratch.Length]);
        for (var row = 0; row < options.Count; row += Scratch.Rows)
        {
            var left = Math.Min(options.Count - row, Scratch.Rows);
            if (left == Scratch.Rows)
            {
                var rows = new RowsAt(options, row);
                if (!(inShortStages ? ShortStages.Run(rows, scratch, left) : Evaluate(rows, scratch, left)))
                {
                    Finish(rows, scratch, new(results, row), left);
                    continue;
                }
            }

            var valued = OneByOne(options.Slice(row, left), scratch, results, row);
            if (valued < left)
                return row + valued;
        }

        return options.Count;
    }

    // What fills no block, or holds a row beyond the range of the kernel, which is seldom worth a second evaluation less.
    // A row has the same bits in whatever company.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OneByOne(in OptionColumns options, in Scratch scratch, in ResultColumns results, int start)
    {
        var copies = PaddedBlock.Inputs(options, stackalloc double[PaddedBlock.InputLength]);
        var outcomes = PaddedBlock.Outputs(results.HaveGreeks, stackalloc double[PaddedBlock.OutputLength]);
        var count = (options.Count + TLanes.Count - 1) / TLanes.Count * TLanes.Count;
        Evaluate(new(copies, 0), scratch, count);
        Finish(new(copies, 0), scratch, new(outcomes, 0), count);
        for (var row = 0; row < options.Count; row++)
        {
            if (BitConverter.DoubleToUInt64Bits(Unsafe.Add(ref scratch.Flaws, row)) == 0)
                results.Copy(outcomes, row, start + row);
            else if (!results.TryReference(copies[row], start + row))
                return row;
        }

        return options.Count;
    }

    // Whether a row is beyond the range of the kernel; its results mean nothing then.
    private static bool Evaluate(in RowsAt rows, in Scratch scratch, int count)
    {
        var isBeyond = DiscountStage<TLanes>.Run(rows, scratch, (nuint)count);
        ForwardStage<TLanes>.Run(rows, scratch, (nuint)count);
        DensityStage<TLanes>.Run(scratch, (nuint)count);
        TailStage<TLanes>.Run(in scratch.First, ref scratch.FirstTail, (nuint)count);
        TailStage<TLanes>.Run(in scratch.Second, ref scratch.SecondTail, (nuint)count);
        return isBeyond;
    }

    private static void Finish(in RowsAt rows, in Scratch scratch, in ResultsAt results, int count)
    {
        // First, for it still reads the inputs, and the prices may replace one of them.
        if (results.HaveGreeks)
            GreekStage<TLanes>.Run(rows, scratch, results, (nuint)count);

        PriceStage<TLanes>.Run(scratch, results, (nuint)count);
    }
}
