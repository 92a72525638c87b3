using System.Runtime.CompilerServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>The tail beyond one of d1 and d2.</summary>
internal static class TailStage<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Stores the tails beyond |d|, each with the sign of its d.</summary>
    /// <param name="deviates">d.</param>
    /// <param name="tails">Where the tails go.</param>
    /// <param name="count">Rows, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(ref readonly double deviates, ref double tails, nuint count)
    {
        for (nuint row = 0; row < count; row += (nuint)TLanes.Count)
        {
            var d = TLanes.Load(in deviates, row);
            TLanes.Store(NormalTail<TLanes>.Of(TLanes.Abs(d)) ^ (d & TLanes.Of(-0.0)), ref tails, row);
        }
    }
}
