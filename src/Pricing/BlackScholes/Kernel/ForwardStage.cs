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
            Deviates(power, rest, TLanes.Load(in deviation, row), out var d1, out var d2);
            TLanes.Store(d1, ref first, row);
            TLanes.Store(d2, ref second, row);
        }
    }

    /// <summary>d1 and d2.</summary>
    /// <param name="power">The whole powers of two of the forward.</param>
    /// <param name="rest">The logarithm of the rest.</param>
    /// <param name="spread">Sigma sqrt(T).</param>
    /// <param name="d1">d1.</param>
    /// <param name="d2">d2.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Deviates(TLanes power, TLanes rest, TLanes spread, out TLanes d1, out TLanes d2)
    {
        rest = TLanes.MultiplyAdd(power, TLanes.Of(Coefficients.Ln2Low), rest);
        var middle = TLanes.MultiplyAdd(power, TLanes.Of(Coefficients.Ln2High), rest) / spread;
        var half = spread * TLanes.Of(0.5);
        (d1, d2) = (middle + half, middle - half);
    }
}
