using System.Runtime.CompilerServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>d1 and d2. The powers of two in ln(S/X), rT and qT cancel as whole numbers, so that large ones cost no digits.</summary>
internal static class ForwardStage<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Fills <see cref="Scratch.First"/> and <see cref="Scratch.Second"/>.</summary>
    /// <param name="rows">The inputs.</param>
    /// <param name="scratch">The scratch.</param>
    /// <param name="count">Rows, a multiple of the lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in RowsAt rows, in Scratch scratch, nuint count)
    {
        ref readonly var sharePrice = ref rows.SharePrice;
        ref readonly var exercisePrice = ref rows.ExercisePrice;
        ref var growthRest = ref scratch.GrowthRest;
        ref var growthPower = ref scratch.GrowthPower;
        ref var deviation = ref scratch.Deviation;
        ref var first = ref scratch.First;
        ref var second = ref scratch.Second;
        for (nuint row = 0; row < count; row += (nuint)TLanes.Count)
        {
            var share = TLanes.Load(in sharePrice, row);
            var strike = TLanes.Load(in exercisePrice, row);
            var rest = LogRatio<TLanes>.Of(share, strike, out var power) + TLanes.Load(in growthRest, row);
            power += TLanes.Load(in growthPower, row);
            rest = TLanes.MultiplyAdd(power, TLanes.Of(Coefficients.Ln2Low), rest);
            var forward = TLanes.MultiplyAdd(power, TLanes.Of(Coefficients.Ln2High), rest);

            var spread = TLanes.Load(in deviation, row);
            var middle = forward / spread;
            var half = spread * TLanes.Of(0.5);
            TLanes.Store(middle + half, ref first, row);
            TLanes.Store(middle - half, ref second, row);
        }
    }
}
