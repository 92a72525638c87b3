using System.Runtime.CompilerServices;
using Pricing.BlackScholes.Lanes;

namespace Pricing.BlackScholes.Kernel;

/// <summary>
/// Both discounted legs, and what the forward needs of their exponents; sigma sqrt(T) beside them, since a root and
/// products do not wait for each other.
/// </summary>
internal static class DiscountStage<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>Fills the columns from <see cref="Scratch.Share"/> to <see cref="Scratch.Flaws"/>.</summary>
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
        ref readonly var rate = ref rows.Rate;
        ref readonly var dividendYield = ref rows.DividendYield;
        ref var discountedShare = ref scratch.Share;
        ref var debt = ref scratch.Debt;
        ref var growthRest = ref scratch.GrowthRest;
        ref var growthPower = ref scratch.GrowthPower;
        ref var deviation = ref scratch.Deviation;
        ref var flaws = ref scratch.Flaws;
        var any = TLanes.Of(0);
        for (nuint row = 0; row < count; row += (nuint)TLanes.Count)
        {
            var sign = TLanes.Of(-0.0);
            var time = TLanes.Load(in years, row);
            var earning = TLanes.Load(in rate, row) ^ sign;
            var paying = TLanes.Load(in dividendYield, row) ^ sign;
            Exponential<TLanes>.Reduce(earning, time, out var earnedWhole, out var earnedPower, out var earnedRest);
            Exponential<TLanes>.Reduce(paying, time, out var paidWhole, out var paidPower, out var paidRest);
            var spread = TLanes.Sqrt(time) * TLanes.Load(in volatility, row);
            var kept = Exponential<TLanes>.Of(paidWhole, paidRest);
            var owed = Exponential<TLanes>.Of(earnedWhole, earnedRest);
            var share = TLanes.Load(in sharePrice, row);
            var strike = TLanes.Load(in exercisePrice, row);
            TLanes.Store(kept * share, ref discountedShare, row);
            TLanes.Store(owed * strike, ref debt, row);
            TLanes.Store(paidRest - earnedRest, ref growthRest, row);
            TLanes.Store(paidPower - earnedPower, ref growthPower, row);
            TLanes.Store(spread, ref deviation, row);

            var flaw = KernelRange<TLanes>.Flaws(share, strike, time, spread, earnedWhole, paidWhole);
            TLanes.Store(flaw, ref flaws, row);
            any |= flaw;
        }

        return TLanes.AnyBit(any);
    }
}
