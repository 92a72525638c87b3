using System.Runtime.CompilerServices;

namespace Pricing.BlackScholes.Kernel;

/// <summary>d1 and d2. The powers of two in ln(S/X), rT and qT cancel as whole numbers, so that large ones cost no digits.</summary>
internal static class ForwardStage<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Fills <see cref="Scratch.First"/>, <see cref="Scratch.Second"/> and <see cref="Scratch.Flaws"/>.</summary>
    /// <param name="rows">The inputs.</param>
    /// <param name="scratch">The scratch.</param>
    /// <param name="count">Rows, a multiple of the lanes.</param>
    /// <returns>Whether a row is beyond the range of the kernel.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Run(in RowsAt rows, in Scratch scratch, nuint count)
    {
        ref readonly var sharePrice = ref rows.SharePrice;
        ref readonly var exercisePrice = ref rows.ExercisePrice;
        ref readonly var years = ref rows.Years;
        ref readonly var volatility = ref rows.Volatility;
        ref var growthRest = ref scratch.GrowthRest;
        ref var growthPower = ref scratch.GrowthPower;
        ref var first = ref scratch.First;
        ref var second = ref scratch.Second;
        ref var flaws = ref scratch.Flaws;
        var any = TLanes.Of(0);
        for (nuint row = 0; row < count; row += (nuint)TLanes.Count)
        {
            var share = TLanes.Load(in sharePrice, row);
            var strike = TLanes.Load(in exercisePrice, row);
            var time = TLanes.Load(in years, row);
            var deviation = TLanes.Sqrt(time) * TLanes.Load(in volatility, row);
            var rest = LogRatio<TLanes>.Of(share, strike, out var power) + TLanes.Load(in growthRest, row);
            power += TLanes.Load(in growthPower, row);
            rest = TLanes.MultiplyAdd(power, TLanes.Of(Coefficients.Ln2Low), rest);
            var forward = TLanes.MultiplyAdd(power, TLanes.Of(Coefficients.Ln2High), rest);

            var middle = forward / deviation;
            var half = deviation * TLanes.Of(0.5);
            TLanes.Store(middle + half, ref first, row);
            TLanes.Store(middle - half, ref second, row);

            var flaw = KernelRange<TLanes>.AmountFlaws(share, strike, time)
                | KernelRange<TLanes>.DeviationFlaws(deviation) | TLanes.Load(in flaws, row);
            TLanes.Store(flaw, ref flaws, row);
            any |= flaw;
        }

        return TLanes.AnyBit(any);
    }
}
